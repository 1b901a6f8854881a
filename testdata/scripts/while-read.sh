az network nsg create -g rg -n nsg
priority=100
while read -r name prefix; do
  az network nsg rule create -g rg --nsg-name nsg -n "$name" --priority $priority --source-address-prefixes "$prefix"
  priority=$((priority + 1))
done <<EOF
office 203.0.113.0/24
az network nsg create -g rg -n not-a-command
EOF
az network nsg rule create -g rg --nsg-name nsg -n last --priority $priority
