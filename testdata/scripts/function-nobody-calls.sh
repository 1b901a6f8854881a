az network nsg create -g rg -n nsg
open_ssh() {
  az network nsg rule create -g rg --nsg-name nsg -n ssh --priority "$1" --destination-port-ranges 22
}
