az network nsg create -g rg -n nsg
for ip in $(cat offices.txt); do
  az network nsg rule create -g rg --nsg-name nsg -n "from-$ip" --priority 100 --source-address-prefixes "$ip"
done
