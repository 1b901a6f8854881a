#!/bin/bash
for stage in dev prod; do
  az deployment group create -g "rg-$stage" -f templates/network.json -p name=$stage
done
if [ "$1" = extra ]; then
  az deployment group create -g rg-extra -f templates/network.json -p name=extra
fi
# The same once more: the later one counts.
az deployment group create -g rg-dev -f templates/network.json -p name=dev priority=500
