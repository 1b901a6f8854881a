suffix=$((RANDOM * RANDOM))
for i in `seq 1 2`; do
  az network nsg create -g rg -n nsg$i
done
for i in $(seq 2); do
  az network nsg rule create -g rg --nsg-name nsg$i -n "web-$suffix" --priority 10$i
done
