az network nsg create -g rg -n nsg
if [ "$ENV" = prod ]; then
  az network nsg rule create -g rg --nsg-name nsg -n ssh --priority 100 --destination-port-ranges 22 --access Deny
else
  az network nsg rule create -g rg --nsg-name nsg -n ssh --priority 100 --destination-port-ranges 22 --access Allow
fi
case "$1" in
  web) port=80 ;;
  *) port=443 ;;
esac
az network nsg rule create -g rg --nsg-name nsg -n web --priority 110 --destination-port-ranges $port
