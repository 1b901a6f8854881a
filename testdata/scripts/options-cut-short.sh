# az takes the beginning of a long option while it is the only one.
az network vnet create -g rg -n vnet --address-prefix 10.1.0.0/16 --subnet-name a --subnet-prefix 10.1.1.0/24
az network nsg create --resource rg -n nsg
az network nsg rule create -g rg --nsg nsg -n ssh --prio 100 --destination-port-range 22 \
  --source-address-prefix 10.0.0.0/8
