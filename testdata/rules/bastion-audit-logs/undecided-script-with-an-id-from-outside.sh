az network bastion create -g rg -n bas-hub --vnet-name vnet-hub --public-ip-address pip --sku Standard
az monitor diagnostic-settings create -n audit --resource "$BASTION_ID" --workspace log-hub \
  --logs '[{"category": "BastionAuditLogs", "enabled": true}]'
