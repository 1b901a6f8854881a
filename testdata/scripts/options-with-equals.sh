az network nsg create -g=rg --name=nsg
az network nsg rule create -grg --nsg-name=nsg -nweb --priority=100 --access=Allow \
  --destination-port-ranges=443 --source-address-prefixes="Internet"
