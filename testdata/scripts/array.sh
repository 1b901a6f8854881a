ports=(80 443)
ports+=(8080)
common=(--resource-group rg --nsg-name nsg)
az network nsg create -g rg -n nsg
az network nsg rule create "${common[@]}" -n all --priority 100 --destination-port-ranges "${ports[@]}"
az network nsg rule create "${common[@]}" -n first --priority 110 --destination-port-ranges ${ports[0]}
