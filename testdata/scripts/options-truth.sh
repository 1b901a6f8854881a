az network vnet create -g rg -n vnet --address-prefixes 10.0.0.0/16
for flags in "" "--enable-tunneling" "--enable-tunneling true" "--enable-tunneling no"; do
  az network bastion create -g rg -n "bas${flags// /}" --vnet-name vnet --public-ip-address pip $flags
done
az network bastion create -g rg -n stands-alone --vnet-name vnet --enable-tunneling --public-ip-address pip
az network bastion create -g rg -n says-false --vnet-name vnet --enable-tunneling=false --public-ip-address pip
