az network nsg create -g rg -n nsg
az network nsg rule create -g rg --nsg-name nsg -n office --priority 100 --source-address-prefixes @offices.json
