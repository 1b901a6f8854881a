az network bastion create -g rg -n bas-hub --vnet-name vnet-hub --public-ip-address pip --sku Standard
az monitor diagnostic-settings create -g rg -n audit --resource bas-hub \
  --resource-type Microsoft.Network/bastionHosts --storage-account stlogs \
  --logs '[{category-group:audit,enabled:true}]'
