az login
az group create -n rg -l westeurope
az network nsg create -g rg -n nsg
az network lb create -g rg -n lb
az network vnet list -g rg
az resource update --ids x --set properties.y=z
echo "az network nsg create -g rg -n only-printed"
: "az network nsg delete -g rg -n nsg"
timeout 60 az network nsg rule create -g rg --nsg-name nsg -n not-followed --priority 100
az group delete -n rg --yes
