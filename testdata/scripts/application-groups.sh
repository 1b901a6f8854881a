az network asg create -g rg -n web
az network nsg create -g rg -n nsg
az network nsg rule create -g rg --nsg-name nsg -n to-web --priority 100 --source-address-prefixes Internet --destination-asgs web
az network vnet create -g rg -n vnet --subnet-name a
az network nic create -g rg -n nic --vnet-name vnet --subnet a --asgs web --private-ip-address 10.0.0.4
az network nic ip-config create -g rg --nic-name nic -n second --vnet-name vnet --subnet a --private-ip-address 10.0.0.5
