#!/bin/bash
# Azure Bastion for the machines of a virtual network, from nothing to its logs.
set -euo pipefail

LOCATION=westeurope
RG=rg-bastion-demo
VNET=vnet-demo
NSG=nsg-bastion
BASTION=bas-demo

az group create --name "$RG" --location "$LOCATION"

# The network, and the subnet that the host needs.
az network vnet create --resource-group "$RG" --name "$VNET" --location "$LOCATION" \
  --address-prefixes 10.20.0.0/16
az network vnet subnet create --resource-group "$RG" --vnet-name "$VNET" \
  --name AzureBastionSubnet --address-prefixes 10.20.255.0/27

# The host, first without features.
az network public-ip create --resource-group "$RG" --name pip-bastion \
  --sku Standard --allocation-method Static
az network bastion create --resource-group "$RG" --name "$BASTION" --vnet-name "$VNET" \
  --public-ip-address pip-bastion --location "$LOCATION" --sku Basic
az network bastion update --resource-group "$RG" --name "$BASTION" --sku Standard
az network bastion update --resource-group "$RG" --name "$BASTION" \
  --enable-tunneling true --enable-ip-connect true --scale-units 4

# Who may reach the host.
az network nsg create --resource-group "$RG" --name "$NSG"
priority=100
for source in Internet GatewayManager AzureLoadBalancer; do
  az network nsg rule create --resource-group "$RG" --nsg-name "$NSG" \
    --name "Allow${source}Inbound" --priority "$priority" --direction Inbound --access Allow \
    --protocol Tcp --source-address-prefixes "$source" --destination-port-ranges 443
  priority=$((priority + 10))
done
az network nsg rule create -g "$RG" --nsg-name "$NSG" -n AllowBastionHostCommunication \
  --priority "$priority" --direction Inbound --access Allow --protocol '*' \
  --source-address-prefixes VirtualNetwork --destination-address-prefixes VirtualNetwork \
  --destination-port-ranges 8080 5701

# What the host may reach.
az network nsg rule create -g "$RG" --nsg-name "$NSG" -n AllowSshRdpOutbound \
  --priority 100 --direction Outbound --access Allow --protocol '*' \
  --destination-address-prefixes VirtualNetwork --destination-port-ranges 22 3389
az network nsg rule create -g "$RG" --nsg-name "$NSG" -n AllowAzureCloudOutbound \
  --priority 110 --direction Outbound --access Allow --protocol Tcp \
  --destination-address-prefixes AzureCloud --destination-port-ranges 443
az network nsg rule create -g "$RG" --nsg-name "$NSG" -n AllowBastionCommunication \
  --priority 120 --direction Outbound --access Allow --protocol '*' \
  --source-address-prefixes VirtualNetwork --destination-address-prefixes VirtualNetwork \
  --destination-port-ranges 8080 5701

az network vnet subnet update --resource-group "$RG" --vnet-name "$VNET" \
  --name AzureBastionSubnet --network-security-group "$NSG"

# Who connected when.
WORKSPACE=$(az monitor log-analytics workspace create --resource-group "$RG" \
  --workspace-name log-demo --query id --output tsv)
HOST=$(az network bastion show --resource-group "$RG" --name "$BASTION" --query id --output tsv)
az monitor diagnostic-settings create --name bastion-audit --resource "$HOST" \
  --workspace "$WORKSPACE" --logs '[{"category": "BastionAuditLogs", "enabled": true}]'
