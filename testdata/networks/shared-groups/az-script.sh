#!/bin/bash
set -euo pipefail

rg=rg-network
az configure --defaults group="$rg" location=westeurope

az network nsg create --name nsg-web
az network nsg rule create --nsg-name nsg-web --name AllowWebInbound --priority 100 \
  --direction Inbound --access Allow --protocol Tcp --source-address-prefixes Internet \
  --destination-port-ranges 80 443
az network nsg rule create --nsg-name nsg-web --name AllowAdminInbound --priority 110 \
  --direction Inbound --access Allow --protocol Tcp \
  --source-address-prefixes 198.51.100.0/28 --destination-port-ranges 22
az network nsg rule create --nsg-name nsg-web --name DenyInternetInbound --priority 4096 \
  --direction Inbound --access Deny --protocol '*' --source-address-prefixes Internet \
  --destination-port-ranges '*'
az network nsg create --name nsg-data
az network nsg rule create --nsg-name nsg-data --name AllowSqlInbound --priority 100 \
  --direction Inbound --access Allow --protocol Tcp --source-address-prefixes 10.20.1.0/24 \
  --destination-address-prefixes 10.20.3.0/24 --destination-port-ranges 1433
az network nsg rule create --nsg-name nsg-data --name DenyVnetInbound --priority 200 \
  --direction Inbound --access Deny --protocol '*' \
  --source-address-prefixes VirtualNetwork --destination-port-ranges '*'
az network nsg rule create --nsg-name nsg-data --name DenyInternetOutbound --priority 200 \
  --direction Outbound --access Deny --protocol '*' \
  --destination-address-prefixes Internet --destination-port-ranges '*'
az network nsg create --name nsg-jump
az network nsg rule create --nsg-name nsg-jump --name AllowRdpInbound --priority 300 \
  --direction Inbound --access Allow --protocol Tcp --source-address-prefixes 0.0.0.0/0 \
  --destination-port-ranges 3380-3400
az network nsg create --name nsg-unused
az network vnet create --name vnet-app --address-prefixes 10.20.0.0/16
az network vnet subnet create --vnet-name vnet-app --name snet-web \
  --address-prefixes 10.20.1.0/24 --nsg nsg-web
az network vnet subnet create --vnet-name vnet-app --name snet-api \
  --address-prefixes 10.20.2.0/24 --nsg nsg-web
az network vnet subnet create --vnet-name vnet-app --name snet-data \
  --address-prefixes 10.20.3.0/24 --nsg nsg-data
az network vnet subnet create --vnet-name vnet-app --name snet-jump \
  --address-prefixes 10.20.4.0/28
az network public-ip create --name pip-jump --sku Basic --allocation-method Dynamic
az network nic create --name nic-jump --vnet-name vnet-app --subnet snet-jump \
  --private-ip-address 10.20.4.4 --public-ip-address pip-jump \
  --network-security-group nsg-jump
az network nic create --name nic-data --vnet-name vnet-app --subnet snet-data \
  --private-ip-address 10.20.3.10 --network-security-group nsg-data
az network nic ip-config create --nic-name nic-data --name second --vnet-name vnet-app \
  --subnet snet-data --private-ip-address 10.20.3.11
az network nic create --name nic-web --vnet-name vnet-app --subnet snet-web \
  --private-ip-address 10.20.1.5
