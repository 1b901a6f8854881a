cat <<EOF
some text
az network nsg create -g rg -n nsg
