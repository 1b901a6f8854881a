az account set --subscription 11111111-2222-3333-4444-555555555555
az network nsg create -g rg -n nsg
az network vnet create -g rg -n vnet --subnet-name a --nsg \
  /subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg/providers/Microsoft.Network/networkSecurityGroups/nsg
