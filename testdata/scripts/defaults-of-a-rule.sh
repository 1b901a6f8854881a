# Allow Inbound, any protocol, from everywhere to port 80: what az takes where nothing is said.
az network nsg create -g rg -n nsg
az network nsg rule create -g rg --nsg-name nsg -n plain --priority 100
