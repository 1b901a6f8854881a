#!/bin/bash
set -euo pipefail

rg=rg-network
az configure --defaults group="$rg" location=westeurope

az network asg create --name asg-front
az network asg create --name asg-back
az network route-table create --name rt-firewall
az network route-table route create --route-table-name rt-firewall --name default \
  --address-prefix 0.0.0.0/0 --next-hop-type VirtualAppliance \
  --next-hop-ip-address 10.40.0.4
az network route-table route create --route-table-name rt-firewall --name ipv6 \
  --address-prefix ::/0 --next-hop-type None
az network nsg create --name nsg-front
az network nsg rule create --nsg-name nsg-front --name AllowOfficesInbound --priority 100 \
  --direction Inbound --access Allow --protocol Tcp \
  --source-address-prefixes 203.0.113.0/26 198.51.100.64/26 \
  --destination-port-ranges 80 443 8000-8100
az network nsg rule create --nsg-name nsg-front --name AllowOfficesIpv6Inbound \
  --priority 110 --direction Inbound --access Allow --protocol Tcp \
  --source-address-prefixes 2001:db8:40::/48 \
  --destination-address-prefixes fd40:0:0:1::/64 --destination-port-ranges 443
az network nsg rule create --nsg-name nsg-front --name AllowProbesInbound --priority 120 \
  --direction Inbound --access Allow --protocol '*' \
  --source-address-prefixes AzureLoadBalancer --destination-port-ranges '*'
az network nsg rule create --nsg-name nsg-front --name AllowAdminInbound --priority 130 \
  --direction Inbound --access Allow --protocol Tcp --source-asgs asg-back \
  --source-port-ranges 1024-5000 49152-65535 --destination-asgs asg-front \
  --destination-port-ranges 22 3389 5985-5986
az network nsg rule create --nsg-name nsg-front --name AllowPingInbound --priority 140 \
  --direction Inbound --access Allow --protocol Icmp \
  --source-address-prefixes VirtualNetwork --destination-address-prefixes VirtualNetwork \
  --destination-port-ranges '*'
az network nsg rule create --nsg-name nsg-front --name DenyDnsOutbound --priority 100 \
  --direction Outbound --access Deny --protocol Udp \
  --destination-address-prefixes Internet --destination-port-ranges 53
az network nsg rule create --nsg-name nsg-front --name AllowStorageOutbound --priority 110 \
  --direction Outbound --access Allow --protocol Tcp \
  --destination-address-prefixes Storage.WestEurope --destination-port-ranges 443
az network nsg rule create --nsg-name nsg-front --name DenyAllOutbound --priority 4096 \
  --direction Outbound --access Deny --protocol '*' --destination-port-ranges '*'
az network nsg create --name nsg-back
az network nsg rule create --nsg-name nsg-back --name AllowFrontInbound --priority 100 \
  --direction Inbound --access Allow --protocol Tcp --source-asgs asg-front \
  --destination-address-prefixes 10.40.2.0/25 10.40.2.128/26 \
  --destination-port-ranges 5432
az network nsg rule create --nsg-name nsg-back --name AllowTunnelInbound --priority 110 \
  --direction Inbound --access Allow --protocol Esp --source-address-prefixes 10.41.0.0/16 \
  --destination-port-ranges '*'
az network nsg rule create --nsg-name nsg-back --name DenySshIpv6Inbound --priority 120 \
  --direction Inbound --access Deny --protocol Tcp --source-address-prefixes ::/0 \
  --destination-port-ranges 22
az network vnet create --name vnet-main --address-prefixes 10.40.0.0/16 fd40::/48
az network vnet subnet create --vnet-name vnet-main --name snet-front \
  --address-prefixes 10.40.1.0/24 fd40:0:0:1::/64 --nsg nsg-front \
  --route-table rt-firewall
az network vnet subnet create --vnet-name vnet-main --name GatewaySubnet \
  --address-prefixes 10.40.255.0/27
az network vnet subnet create --vnet-name vnet-main --name snet-back \
  --address-prefixes 10.40.2.0/24 --nsg nsg-back
az network vnet peering create --vnet-name vnet-main --name to-branch \
  --remote-vnet vnet-branch --allow-vnet-access
az network vnet create --name vnet-branch --address-prefixes 10.41.0.0/16
az network vnet subnet create --vnet-name vnet-branch --name snet-branch \
  --address-prefixes 10.41.1.0/24 --nsg nsg-back
az network vnet peering create --vnet-name vnet-branch --name to-main \
  --remote-vnet vnet-main --allow-vnet-access
az network nic create --name nic-front --vnet-name vnet-main --subnet snet-front \
  --private-ip-address 10.40.1.4 --asgs asg-front
az network nic create --name nic-back --vnet-name vnet-main --subnet snet-back \
  --private-ip-address 10.40.2.4 --asgs asg-back asg-front \
  --network-security-group nsg-back
