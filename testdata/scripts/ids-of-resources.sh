az network nsg create -g rg -n nsg
nsg=$(az network nsg show -g rg -n nsg --query id -o tsv)
vnet=`az network vnet create -g rg -n vnet --query newVNet.id --output tsv`
az network vnet subnet create -g rg --vnet-name vnet -n a --address-prefixes 10.0.0.0/24 --nsg "$nsg"
az network nic create -g rg -n nic --subnet "$vnet/subnets/a"
az network vnet peering create -g other -n to --vnet-name far --remote-vnet "$vnet" --allow-vnet-access
