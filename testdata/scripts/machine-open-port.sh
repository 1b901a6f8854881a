#!/bin/bash
az network vnet create -g rg -n vnet --subnet-name snet
az vm create -g rg -n vm1 --vnet-name vnet --subnet snet --image Ubuntu2204 --public-ip-address ''
az vm open-port -g rg -n vm1 --port 80,443
az vm open-port -g rg -n vm1 --port 3389 --priority 910
az vm create -g rg -n vm2 --vnet-name vnet --subnet snet --image Ubuntu2204 --public-ip-address '' --nsg ''
az vm open-port -g rg -n vm2 --port '*'
az vm open-port -g rg -n vm2 --port "$PORT" --apply-to-subnet --nsg nsg-snet
az vm open-port -g rg -n vm-unseen --port 22
az vm nic add -g rg --vm-name vm1 --nics nic-2
az vmss create -g rg -n scale --image Ubuntu2204
