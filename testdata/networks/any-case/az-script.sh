#!/bin/bash
set -euo pipefail

rg=rg-network
az configure --defaults group="$rg" location=westeurope

az network nsg create --name nsg-bastion
az network nsg rule create --nsg-name nsg-bastion --name AllowHttpsInbound --priority 120 \
  --direction inbound --access allow --protocol TCP --source-address-prefixes INTERNET \
  --destination-port-ranges 443
az network nsg rule create --nsg-name nsg-bastion --name AllowGatewayManagerInbound \
  --priority 130 --direction inbound --access allow --protocol TCP \
  --source-address-prefixes GATEWAYMANAGER --destination-port-ranges 443
az network nsg rule create --nsg-name nsg-bastion --name AllowAzureLoadBalancerInbound \
  --priority 140 --direction inbound --access allow --protocol TCP \
  --source-address-prefixes AZURELOADBALANCER --destination-port-ranges 443
az network nsg rule create --nsg-name nsg-bastion --name AllowBastionHostCommunication \
  --priority 150 --direction inbound --access allow --protocol '*' \
  --source-address-prefixes VIRTUALNETWORK --destination-address-prefixes VIRTUALNETWORK \
  --destination-port-ranges 8080 5701
az network nsg rule create --nsg-name nsg-bastion --name AllowSshRdpOutbound \
  --priority 100 --direction outbound --access allow --protocol '*' \
  --destination-address-prefixes VIRTUALNETWORK --destination-port-ranges 22 3389
az network nsg rule create --nsg-name nsg-bastion --name AllowAzureCloudOutbound \
  --priority 110 --direction outbound --access allow --protocol TCP \
  --destination-address-prefixes AZURECLOUD --destination-port-ranges 443
az network nsg rule create --nsg-name nsg-bastion --name allowdata --priority 120 \
  --direction outbound --access allow --protocol TCP \
  --source-address-prefixes VIRTUALNETWORK --destination-address-prefixes VIRTUALNETWORK \
  --destination-port-ranges 8080 5701
az network nsg rule create --nsg-name nsg-bastion --name allowhttp --priority 130 \
  --direction outbound --access allow --protocol TCP \
  --destination-address-prefixes INTERNET --destination-port-ranges 80
az network vnet create --name Vnet-Mixed --address-prefixes 10.50.0.0/16
az network vnet subnet create --vnet-name Vnet-Mixed --name azurebastionsubnet \
  --address-prefixes 10.50.0.0/27 --nsg NSG-BASTION
az network public-ip create --name pip-mixed --sku Standard --allocation-method Static
az network bastion create --name bas-mixed --vnet-name VNET-MIXED \
  --public-ip-address PIP-MIXED --sku Standard --enable-tunneling true
az monitor diagnostic-settings create --name Audit --resource BAS-MIXED \
  --resource-type MICROSOFT.NETWORK/BASTIONHOSTS --workspace log-hub \
  --logs '[{category-group:ALLLOGS,enabled:true}]'
