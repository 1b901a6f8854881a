az network vnet create -g rg -n vnet
az network bastion create -g rg -n bas --vnet-name vnet --sku Developer
