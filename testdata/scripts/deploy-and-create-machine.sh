#!/bin/bash
# The machine gets the subnet that the template has.
az deployment group create -g rg -f templates/network.json -p name=shop
az vm create -g rg -n vm --image Ubuntu2204 --nsg nsg-shop --public-ip-address ""
az network vnet subnet delete -g rg --vnet-name vnet-shop -n snet-missing
az network nsg rule delete -g rg --nsg-name nsg-shop -n In
