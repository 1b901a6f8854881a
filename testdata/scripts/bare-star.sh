az network nsg create -g rg -n nsg
az network nsg rule create -g rg --nsg-name nsg -n all --priority 100 --source-address-prefixes * --destination-port-ranges '*'
