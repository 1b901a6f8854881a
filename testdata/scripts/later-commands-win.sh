az network nsg create -g rg -n nsg
az network nsg rule create -g rg --nsg-name nsg -n ssh --priority 100 --source-address-prefixes Internet --destination-port-ranges 22
az network nsg rule create -g rg --nsg-name nsg -n gone --priority 110
az network nsg rule update -g rg --nsg-name nsg -n ssh --source-address-prefixes 10.0.0.0/8 10.9.0.0/16 --access Deny --priority 120
az network nsg rule update -g rg --nsg-name nsg -n ssh --set destinationPortRange=3389
az network nsg rule delete -g rg --nsg-name nsg -n gone
az network vnet create -g rg -n vnet --subnet-name a --nsg nsg
az network vnet subnet update -g rg --vnet-name vnet -n a --address-prefixes 10.0.5.0/24
az network vnet subnet update -g rg --vnet-name vnet -n a --nsg ""
az network bastion create -g rg -n bas --vnet-name vnet --sku Basic --public-ip-address pip
az network bastion update -g rg -n bas --sku Standard --enable-tunneling
az network bastion update -g rg -n bas --set sku.name=Premium --set enableIpConnect=true
az network nsg create -g rg -n other
az network nsg delete --ids /subscriptions/x/resourceGroups/rg/providers/Microsoft.Network/networkSecurityGroups/other
