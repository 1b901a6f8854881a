az network vnet create -g rg -n plain
az network vnet create -g rg -n with-subnet --subnet-name first
az network vnet create -g rg -n small --address-prefixes 10.9.0.0/26 --subnet-name first
az network public-ip create -g rg -n standard
az network public-ip create -g rg -n basic --sku Basic
az network vnet peering create -g rg -n peer --vnet-name plain --remote-vnet small
