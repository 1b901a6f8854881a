#!/bin/bash
set -euo pipefail

rg=rg-network
az configure --defaults group="$rg" location=westeurope

az network nsg rule create --nsg-name nsg-bastion --name AllowSshRdpOutbound \
  --priority 100 --direction Outbound --access Allow --protocol '*' \
  --destination-address-prefixes VirtualNetwork --destination-port-ranges 22 3389
az network nsg rule create --nsg-name nsg-bastion --name AllowDataPlaneInbound \
  --priority 150 --direction Inbound --access Allow --protocol Tcp \
  --source-address-prefixes VirtualNetwork --destination-address-prefixes VirtualNetwork \
  --destination-port-ranges 8080 5701
az network nsg rule create --nsg-name nsg-bastion --name AllowHttpOutbound --priority 4050 \
  --direction Outbound --access Allow --protocol '*' \
  --destination-address-prefixes Internet --destination-port-ranges 80
az network nsg create --name nsg-bastion
az network nsg rule create --nsg-name nsg-bastion --name AllowHttpsInbound --priority 120 \
  --direction Inbound --access Allow --protocol Tcp --source-address-prefixes Internet \
  --destination-port-ranges 443
az network nsg rule create --nsg-name nsg-bastion --name DenyAllOtherInbound \
  --priority 4000 --direction Inbound --access Deny --protocol '*' \
  --destination-port-ranges '*'
az network nsg rule create --nsg-name nsg-bastion --name AllowBastionCommunication \
  --priority 120 --direction Outbound --access Allow --protocol '*' \
  --source-address-prefixes VirtualNetwork --destination-address-prefixes VirtualNetwork \
  --destination-port-ranges 8080 5701
az network nsg rule create --nsg-name nsg-bastion --name DenyAllOtherOutbound \
  --priority 4000 --direction Outbound --access Deny --protocol '*' \
  --destination-port-ranges '*'
az network nsg rule create --nsg-name nsg-bastion --name AllowGatewayManagerInbound \
  --priority 130 --direction Inbound --access Allow --protocol Tcp \
  --source-address-prefixes GatewayManager --destination-port-ranges 443
az network nsg rule create --nsg-name nsg-bastion --name AllowAzureLoadBalancerInbound \
  --priority 140 --direction Inbound --access Allow --protocol Tcp \
  --source-address-prefixes AzureLoadBalancer --destination-port-ranges 443
az network nsg rule create --nsg-name nsg-bastion --name AllowAzureCloudOutbound \
  --priority 110 --direction Outbound --access Allow --protocol Tcp \
  --destination-address-prefixes AzureCloud --destination-port-ranges 443
az network vnet create --name vnet-ops --address-prefixes 10.30.0.0/22
az network vnet subnet create --vnet-name vnet-ops --name snet-services \
  --address-prefixes 10.30.1.0/24
az network vnet subnet create --vnet-name vnet-ops --name AzureBastionSubnet \
  --address-prefixes 10.30.0.0/26 --nsg nsg-bastion
az network public-ip create --name pip-ops --sku Standard --allocation-method Static
az network bastion create --name bas-ops --vnet-name vnet-ops --public-ip-address pip-ops \
  --sku Basic
az monitor diagnostic-settings create --name logs --resource bas-ops \
  --resource-namespace Microsoft.Network --resource-type bastionHosts --workspace log-hub \
  --logs '[{"categoryGroup": "audit", "enabled": true}]'
