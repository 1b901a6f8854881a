az network nsg create -g rg -n nsg \ 
  --location westeurope
az network nsg rule create -g rg --nsg-name nsg -n a --priority 100
