#!/bin/bash
# What a template deploys and what commands make are one network.
az group create -n rg -l westeurope
az deployment group create -g rg --template-file templates/network.json --parameters name=shop \
  ports='["22","3389"]' priority=200
az network vnet subnet update -g rg --vnet-name vnet-shop -n snet-app --nsg nsg-shop
az network nsg rule create -g rg --nsg-name nsg-shop -n Web --priority 300 --access Allow \
  --protocol Tcp --destination-port-ranges 443
az network nsg rule update -g rg --nsg-name nsg-shop -n In --priority 210
