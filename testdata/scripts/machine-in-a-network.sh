az network vnet create -g rg -n vnet --subnet-name a
az network nsg create -g rg -n nsg
az vm create -g rg -n in-the-only-subnet --image Debian11 --nsg "" --public-ip-address ""
az vm create -g rg -n named --image Debian11 --vnet-name vnet --subnet a --nsg nsg --public-ip-address ""
