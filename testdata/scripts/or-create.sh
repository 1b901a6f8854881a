az network nsg show -g rg -n nsg || az network nsg create -g rg -n nsg
az network vnet create -g rg -n vnet && az network vnet subnet create -g rg --vnet-name vnet -n a --address-prefixes 10.0.1.0/24
