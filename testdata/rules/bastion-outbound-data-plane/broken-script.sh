az network vnet create -g rg -n vnet --address-prefixes 10.0.0.0/16
az network nsg create -g rg -n nsg
az network nsg rule create -g rg --nsg-name nsg -n AllowBastionCommunication --priority 100 \
  --direction Outbound --destination-address-prefixes VirtualNetwork \
  --destination-port-ranges 8080 --protocol Tcp
az network nsg rule create -g rg --nsg-name nsg -n DenyAll --priority 4096 --access Deny \
  --direction Outbound --destination-port-ranges '*'
az network vnet subnet create -g rg --vnet-name vnet -n AzureBastionSubnet \
  --address-prefixes 10.0.255.0/26 --network-security-group nsg
