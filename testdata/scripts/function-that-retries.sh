#!/bin/bash
# What a function is given stays known where the call itself is not sure.
retry() {
  local most="$1"
  shift
  until "$@"; do
    sleep "$most"
  done
}
retry 5 az network nsg create -g rg -n nsg-sure
if [ "$1" = all ]; then
  retry 5 az network nsg create -g rg -n nsg-perhaps
fi
