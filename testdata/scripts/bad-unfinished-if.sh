if true; then
  az network nsg create -g rg -n perhaps
