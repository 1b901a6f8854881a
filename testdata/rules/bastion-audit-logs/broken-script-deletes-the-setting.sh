az network bastion create -g rg -n bas-hub --vnet-name vnet-hub --public-ip-address pip --sku Standard
id=$(az network bastion show -g rg -n bas-hub --query id -o tsv)
az monitor diagnostic-settings create -n audit --resource "$id" --workspace log-hub \
  --logs '[{"categoryGroup": "allLogs", "enabled": true}]'
az monitor diagnostic-settings delete -n audit --resource "$id"
