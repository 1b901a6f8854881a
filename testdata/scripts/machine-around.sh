#!/bin/bash
# What is there already is used; what is not, is made.
az network vnet create -g rg -n vnet --address-prefixes 10.0.0.0/16
az network nsg create -g rg -n nsg-ours
az network public-ip create -g rg -n pip-ours --sku Standard
az vm create -g rg -n vm1 --image Ubuntu2204 --vnet-name vnet --subnet snet-new --nsg nsg-ours --public-ip-address pip-ours
az vm create -g rg -n vm2 --image Ubuntu2204 --vnet-name vnet --subnet snet-new --nsg nsg-theirs --public-ip-address ''
az vm create -g rg -n vm3 --image Ubuntu2204 --vnet-name vnet --subnet snet-new --nsg '' --public-ip-address ""
az vm create -g rg -n vm4 --image Ubuntu2204 --vnet-name vnet-other --subnet-address-prefix 10.0.7.0/24
az vm create -g rg -n vm5 --image Ubuntu2204 --vnet-name vnet-unseen --subnet snet-unseen --nsg nsg-ours --public-ip-address ''
az vm create -g rg -n vm --image Ubuntu2204 --count 3
