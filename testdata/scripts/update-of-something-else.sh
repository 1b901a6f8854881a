az network nsg rule update -g rg --nsg-name nsg -n ssh --access Deny
az network vnet subnet update -g rg --vnet-name vnet -n AzureBastionSubnet --nsg nsg
