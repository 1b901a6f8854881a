az network route-table create -g rg -n rt
az network route-table route create -g rg --route-table-name rt -n all --address-prefix 0.0.0.0/0 \
  --next-hop-type VirtualAppliance --next-hop-ip-address 10.0.0.4
az network route-table route update -g rg --route-table-name rt -n all --next-hop-ip-address 10.0.0.5
az network vnet create -g rg -n vnet --subnet-name a
az network vnet subnet update -g rg --vnet-name vnet -n a --route-table rt
