#!/bin/bash
# A group that is deployed anew has the rules of its template alone.
az network nsg create -g rg -n nsg-shop
az network nsg rule create -g rg --nsg-name nsg-shop -n Old --priority 110 --destination-port-ranges 80
az network vnet create -g rg -n vnet-shop --address-prefixes 10.9.0.0/16 --subnet-name snet-old
az network nsg create -g rg -n nsg-kept
az deployment group create -g rg -f templates/network.json -p name=shop
az network nsg create -g rg2 -n nsg-gone
az deployment group create -g rg2 -f templates/network.json -p name=complete --mode Complete
