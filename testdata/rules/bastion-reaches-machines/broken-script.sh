az network vnet create -g rg -n vnet --address-prefixes 10.0.0.0/16
az network vnet subnet create -g rg --vnet-name vnet -n AzureBastionSubnet --address-prefixes 10.0.255.0/26
az network nsg create -g rg -n nsg-web
az network nsg rule create -g rg --nsg-name nsg-web -n DenyAll --priority 4096 --access Deny \
  --destination-port-ranges '*'
az network vnet subnet create -g rg --vnet-name vnet -n snet-web --address-prefixes 10.0.1.0/24 --nsg nsg-web
az vm create -g rg -n vm-web --image Ubuntu2204 --vnet-name vnet --subnet snet-web \
  --nsg "" --public-ip-address ""
