az network nsg create -g rg -n nsg -l westeurope -o none
az network nsg rule create -g rg --nsg-name nsg -n web --priority 200 --query id -otsv
