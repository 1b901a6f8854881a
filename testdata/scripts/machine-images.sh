#!/bin/bash
# az goes by the offer of an image to tell Windows from Linux, and by nothing else.
az network vnet create -g rg -n vnet --subnet-name snet
az vm create -g rg -n vm1 --vnet-name vnet --subnet snet --image MicrosoftWindowsServer:WindowsServer:2022-datacenter:latest --admin-password 'Hidden!1234'
az vm create -g rg -n vm2 --vnet-name vnet --subnet snet --image microsoftsqlserver:sql2022-ws2022:sqldev-gen2:latest
az vm create -g rg -n vm3 --vnet-name vnet --subnet snet --image Canonical:ubuntu-24_04-lts:server:latest
az vm create -g rg -n vm4 --vnet-name vnet --subnet snet --image our-image
az vm create -g rg -n vm5 --vnet-name vnet --subnet snet --image our-image --os-type Windows
az vm create -g rg -n vm6 --vnet-name vnet --subnet snet --image Win2022Datacenter --nsg-rule NONE
az vm create -g rg -n vm7 --vnet-name vnet --subnet snet --image Win2022Datacenter --nsg-rule SSH
