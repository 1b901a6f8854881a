az network nsg create -g rg -n nsg
az network nsg rule create -g rg --nsg-name nsg -n ssh --priority --access Allow
az network nsg rule create -g rg --nsg-name nsg -n web --priority 110 --acces
az network nsg rule create -g rg --nsg-name nsg -n typo --priority 120 --destination-ports 22
az network nsg rule create -g rg -n homeless --priority 130
az network nsg rule create stray -g rg --nsg-name nsg -n twice --priority 140 --destination-port-ranges 1 --destination-port-ranges 2
