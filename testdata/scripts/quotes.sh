name='nsg-one'
az network nsg create -g "r"g -n "$name"
az network nsg rule create -g rg --nsg-name ${name} -n $'tab\x' --priority 1"0"0 --description 'it'\''s "fine"'
az network nsg rule create -g rg --nsg-name "nsg-\
one" -n split --priority 110
