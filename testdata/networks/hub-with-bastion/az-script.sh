#!/bin/bash
set -euo pipefail

rg=rg-network
az configure --defaults group="$rg" location=westeurope

az network nsg create --name nsg-bastion
az network nsg rule create --nsg-name nsg-bastion --name AllowHttpsInbound --priority 120 \
  --direction Inbound --access Allow --protocol Tcp --source-address-prefixes Internet \
  --destination-port-ranges 443
az network nsg rule create --nsg-name nsg-bastion --name AllowGatewayManagerInbound \
  --priority 130 --direction Inbound --access Allow --protocol Tcp \
  --source-address-prefixes GatewayManager --destination-port-ranges 443
az network nsg rule create --nsg-name nsg-bastion --name AllowAzureLoadBalancerInbound \
  --priority 140 --direction Inbound --access Allow --protocol Tcp \
  --source-address-prefixes AzureLoadBalancer --destination-port-ranges 443
az network nsg rule create --nsg-name nsg-bastion --name AllowBastionHostCommunication \
  --priority 150 --direction Inbound --access Allow --protocol '*' \
  --source-address-prefixes VirtualNetwork --destination-address-prefixes VirtualNetwork \
  --destination-port-ranges 8080 5701
az network nsg rule create --nsg-name nsg-bastion --name DenyAllOtherInbound \
  --priority 4000 --direction Inbound --access Deny --protocol '*' \
  --destination-port-ranges '*'
az network nsg rule create --nsg-name nsg-bastion --name AllowSshRdpOutbound \
  --priority 100 --direction Outbound --access Allow --protocol '*' \
  --destination-address-prefixes VirtualNetwork --destination-port-ranges 22 3389
az network nsg rule create --nsg-name nsg-bastion --name AllowAzureCloudOutbound \
  --priority 110 --direction Outbound --access Allow --protocol Tcp \
  --destination-address-prefixes AzureCloud --destination-port-ranges 443
az network nsg rule create --nsg-name nsg-bastion --name AllowBastionCommunication \
  --priority 120 --direction Outbound --access Allow --protocol '*' \
  --source-address-prefixes VirtualNetwork --destination-address-prefixes VirtualNetwork \
  --destination-port-ranges 8080 5701
az network nsg rule create --nsg-name nsg-bastion --name AllowHttpOutbound --priority 130 \
  --direction Outbound --access Allow --protocol '*' \
  --destination-address-prefixes Internet --destination-port-ranges 80
az network nsg rule create --nsg-name nsg-bastion --name DenyAllOtherOutbound \
  --priority 4000 --direction Outbound --access Deny --protocol '*' \
  --destination-port-ranges '*'
az network vnet create --name vnet-hub --address-prefixes 10.10.0.0/16
az network vnet subnet create --vnet-name vnet-hub --name AzureBastionSubnet \
  --address-prefixes 10.10.255.0/26 --nsg nsg-bastion
az network vnet subnet create --vnet-name vnet-hub --name snet-workload \
  --address-prefixes 10.10.1.0/24
az network public-ip create --name pip-bastion --sku Standard --allocation-method Static
az network bastion create --name bas-hub --vnet-name vnet-hub \
  --public-ip-address pip-bastion --sku Standard --scale-units 3 --enable-tunneling true \
  --enable-ip-connect false --disable-copy-paste false
host=$(az network bastion show --name bas-hub --query id --output tsv)
az monitor diagnostic-settings create --name audit --resource "$host" --workspace log-hub \
  --logs '[{"category": "BastionAuditLogs", "enabled": true}]'
