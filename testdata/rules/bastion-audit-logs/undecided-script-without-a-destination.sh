az network vnet create -g rg -n vnet --address-prefixes 10.0.0.0/16 --subnet-name AzureBastionSubnet --subnet-prefixes 10.0.1.0/26
az network public-ip create -g rg -n pip --sku Standard
host=$(az network bastion create -g rg -n bas --vnet-name vnet --public-ip-address pip --query id -o tsv)
az monitor diagnostic-settings create -n logs --resource "$host" --logs '[{"category": "BastionAuditLogs", "enabled": true}]'
