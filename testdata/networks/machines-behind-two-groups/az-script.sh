#!/bin/bash
set -euo pipefail

rg=rg-network
az configure --defaults group="$rg" location=westeurope

az network asg create --name asg-web
az network asg create --name asg-data
az network nsg create --name nsg-admin
az network nsg rule create --nsg-name nsg-admin --name DenyTelnet --priority 100 \
  --direction Outbound --access Deny --protocol Tcp \
  --destination-address-prefixes 10.61.0.0/16 --destination-port-ranges 23
az network nsg create --name nsg-web
az network nsg rule create --nsg-name nsg-web --name AllowHttps --priority 100 \
  --direction Inbound --access Allow --protocol Tcp --source-address-prefixes Internet \
  --destination-asgs asg-web --destination-port-ranges 443
az network nsg create --name nsg-data
az network nsg rule create --nsg-name nsg-data --name AllowSqlFromWeb --priority 100 \
  --direction Inbound --access Allow --protocol Tcp \
  --source-asgs asg-web \
  --destination-asgs asg-data \
  --destination-port-ranges 1433
az network nsg rule create --nsg-name nsg-data --name AllowAdmin --priority 110 \
  --direction Inbound --access Allow --protocol Tcp --source-address-prefixes 10.60.1.0/24 \
  --destination-port-ranges 22 3389
az network nsg rule create --nsg-name nsg-data --name DenyVirtualNetwork --priority 4000 \
  --direction Inbound --access Deny --protocol '*' \
  --source-address-prefixes VirtualNetwork --destination-port-ranges '*'
az network nsg create --name nsg-machine
az network nsg rule create --nsg-name nsg-machine --name AllowSshAndSql --priority 100 \
  --direction Inbound --access Allow --protocol Tcp \
  --source-address-prefixes VirtualNetwork --destination-port-ranges 22 1433
az network nsg rule create --nsg-name nsg-machine --name DenyAll --priority 4096 \
  --direction Inbound --access Deny --protocol '*' --destination-port-ranges '*'
az network vnet create --name vnet-hub --address-prefixes 10.60.0.0/16
az network vnet subnet create --vnet-name vnet-hub --name snet-admin \
  --address-prefixes 10.60.1.0/24 --nsg nsg-admin
az network vnet peering create --vnet-name vnet-hub --name to-vnet-shop \
  --remote-vnet vnet-shop --allow-vnet-access
az network vnet create --name vnet-shop --address-prefixes 10.61.0.0/16
az network vnet subnet create --vnet-name vnet-shop --name snet-web \
  --address-prefixes 10.61.1.0/24 --nsg nsg-web
az network vnet subnet create --vnet-name vnet-shop --name snet-data \
  --address-prefixes 10.61.2.0/24 --nsg nsg-data
az network vnet peering create --vnet-name vnet-shop --name to-vnet-hub \
  --remote-vnet vnet-hub --allow-vnet-access
az network nic create --name nic-jump --vnet-name vnet-hub --subnet snet-admin \
  --private-ip-address 10.60.1.4
az network nic create --name nic-web --vnet-name vnet-shop --subnet snet-web \
  --private-ip-address 10.61.1.4 --application-security-groups asg-web
data=$(az network vnet subnet show --vnet-name vnet-shop --name snet-data --query id -o tsv)
az network nic create --name nic-data --subnet "$data" --private-ip-address 10.61.2.4 \
  --asgs asg-data --network-security-group nsg-machine
