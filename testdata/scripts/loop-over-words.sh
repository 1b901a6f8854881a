az network nsg create -g rg -n nsg
priority=100
for port in 80 443; do
  for source in 10.0.0.0/8 192.168.0.0/16; do
    az network nsg rule create -g rg --nsg-name nsg -n "allow-$port-$priority" --priority $priority \
      --source-address-prefixes $source --destination-port-ranges $port
    ((priority += 10))
  done
done
for i in {1..3}; do az network vnet create -g rg -n vnet$i --address-prefixes 10.$i.0.0/16; done
