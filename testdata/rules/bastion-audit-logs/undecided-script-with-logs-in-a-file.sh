az network bastion create -g rg -n bas-hub --vnet-name vnet-hub --public-ip-address pip --sku Standard
az monitor diagnostic-settings create -g rg -n audit --resource bas-hub \
  --resource-namespace Microsoft.Network --resource-type bastionHosts --workspace log-hub --logs @logs.json
