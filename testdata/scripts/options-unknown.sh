az network nsg create -g rg -n nsg
az network nsg rule create -g rg --nsg-name nsg -n ssh --priority 100 $EXTRA
