#!/bin/bash
set -euo pipefail

rg=rg-network
az configure --defaults group="$rg" location=westeurope

az network asg create --name asg-app
az network asg create --name asg-jump
az network route-table create --name rt-app
az network route-table route create --route-table-name rt-app --name to-firewall \
  --address-prefix 0.0.0.0/0 --next-hop-type VirtualAppliance \
  --next-hop-ip-address 10.50.0.4
az network route-table route create --route-table-name rt-app --name to-firewall-ipv6 \
  --address-prefix ::/0 --next-hop-type VirtualAppliance --next-hop-ip-address fd50::4
az network route-table create --name rt-jump
az network route-table route create --route-table-name rt-jump --name to-branch \
  --address-prefix 192.168.0.0/16 --next-hop-type VirtualNetworkGateway
az network route-table route create --route-table-name rt-jump --name to-monitor \
  --address-prefix AzureMonitor --next-hop-type Internet
az network route-table route create --route-table-name rt-jump --name to-lab \
  --address-prefix 203.0.113.0/24 --next-hop-type None
az network nsg create --name nsg-app
az network nsg rule create --nsg-name nsg-app --name AllowSshFromJump --priority 100 \
  --direction Inbound --access Allow --protocol Tcp --source-asgs asg-jump \
  --destination-asgs asg-app --destination-port-ranges 22
az network nsg rule create --nsg-name nsg-app --name AllowVirtualNetwork --priority 200 \
  --direction Inbound --access Allow --protocol Tcp \
  --source-address-prefixes VirtualNetwork --destination-port-ranges 443
az network nsg rule create --nsg-name nsg-app --name DenyAllInbound --priority 4096 \
  --direction Inbound --access Deny --protocol '*' --destination-port-ranges '*'
az network nsg rule create --nsg-name nsg-app --name DenyVirtualNetworkOutbound \
  --priority 100 --direction Outbound --access Deny --protocol '*' \
  --destination-address-prefixes VirtualNetwork --destination-port-ranges '*'
az network nsg create --name nsg-jump
az network nsg rule create --nsg-name nsg-jump --name AllowSshInbound --priority 100 \
  --direction Inbound --access Allow --protocol Tcp --source-address-prefixes Internet \
  --destination-asgs asg-jump --destination-port-ranges 22
az network nsg rule create --nsg-name nsg-jump --name DenySshInbound --priority 200 \
  --direction Inbound --access Deny --protocol Tcp --destination-port-ranges 22
az network vnet create --name vnet-hub --address-prefixes 10.50.0.0/16 fd50::/48
az network vnet subnet create --vnet-name vnet-hub --name AzureFirewallSubnet \
  --address-prefixes 10.50.0.0/26
az network vnet peering create --vnet-name vnet-hub --name to-app --remote-vnet vnet-app \
  --allow-vnet-access --allow-forwarded-traffic
az network vnet peering create --vnet-name vnet-hub --name to-lab --remote-vnet vnet-lab \
  --allow-forwarded-traffic
az network vnet create --name vnet-app --address-prefixes 10.51.0.0/16 fd51::/48
az network vnet subnet create --vnet-name vnet-app --name snet-app \
  --address-prefixes 10.51.1.0/24 fd51:0:0:1::/64 --nsg nsg-app --route-table rt-app
az network vnet subnet create --vnet-name vnet-app --name snet-jump \
  --address-prefixes 10.51.2.0/24 --nsg nsg-jump --route-table rt-jump
az network vnet peering create --vnet-name vnet-app --name to-hub --remote-vnet vnet-hub \
  --allow-vnet-access --allow-forwarded-traffic
az network vnet create --name vnet-lab --address-prefixes 10.52.0.0/16
az network vnet subnet create --vnet-name vnet-lab --name snet-lab \
  --address-prefixes 10.52.1.0/24
az network vnet peering create --vnet-name vnet-lab --name to-hub --remote-vnet vnet-hub \
  --allow-forwarded-traffic
az network nic create --name nic-app --vnet-name vnet-app --subnet snet-app \
  --private-ip-address 10.51.1.4 --asgs asg-app
az network nic create --name nic-jump --vnet-name vnet-app --subnet snet-jump \
  --private-ip-address 10.51.2.4 --asgs asg-jump
az vm create --name vm-app --nics nic-app --image Ubuntu2204 --generate-ssh-keys
az vm create --name vm-jump --nics nic-jump --image Ubuntu2204 --generate-ssh-keys
