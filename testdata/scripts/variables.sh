export PREFIX=app ENV=prod
readonly GROUP="rg-$PREFIX-${ENV}"
nsg=${NSG_NAME:-nsg-$PREFIX}
az network nsg create -g "$GROUP" -n "$nsg"
PORTS="22 3389"
az network nsg rule create -g $GROUP --nsg-name $nsg -n split --priority 100 --destination-port-ranges $PORTS
