az network nsg create -g rg -n nsg
az network nsg rule create -g rg --nsg-name nsg -n "ssh --priority 100
az network nsg rule create -g rg --nsg-name nsg -n web --priority 110 --description "two words"
az network nsg rule create -g rg --nsg-name nsg -n dns --priority 120
