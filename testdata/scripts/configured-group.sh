az configure --defaults group=rg-one location=westeurope
az network nsg create -n nsg
az config set defaults.group=rg-two
az network nsg create -n nsg
az network nsg rule create --nsg-name nsg -n in-two --priority 100
