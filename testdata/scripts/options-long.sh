az network nsg create --resource-group rg --name nsg
az network nsg rule create --resource-group rg --nsg-name nsg --name all --priority 100 \
  --direction Outbound --access Deny --protocol Udp --source-address-prefixes 10.0.0.0/8 \
  --source-port-ranges 1000-2000 --destination-address-prefixes Internet \
  --destination-port-ranges 53 --description "no names from outside"
