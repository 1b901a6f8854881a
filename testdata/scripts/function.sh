allow() {
  local name=$1 port=$2
  az network nsg rule create -g rg --nsg-name nsg -n "$name" --priority "${3:-100}" --destination-port-ranges "$port"
}
function main {
  az network nsg create -g rg -n nsg
  allow web 443
  allow ssh 22 110
}
main "$@"
