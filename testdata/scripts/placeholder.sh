az network nsg create -g <resource-group> -n nsg
az network nsg rule create -g <resource-group> --nsg-name nsg -n office --priority 100 --source-address-prefixes <your-ip>
