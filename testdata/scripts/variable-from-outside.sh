az network nsg create -g "$RG" -n "nsg-$ENV"
az network nsg rule create -g "$RG" --nsg-name "nsg-$ENV" -n office --priority 100 \
  --source-address-prefixes "$OFFICE" --destination-port-ranges 22
