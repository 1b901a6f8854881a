az network nsg create -g rg -n nsg
az network nsg rule create -g rg --nsg-name nsg -n some --priority 100 \
  --source-address-prefixes 10.0.0.0/8 192.168.0.0/16 --destination-port-ranges 80 443 8000-8100
az network nsg rule create -g rg --nsg-name nsg -n bracket --priority 110 \
  --source-address-prefixes "[10.0.0.0/8,'192.168.0.0/16']" --destination-port-ranges "['22']"
