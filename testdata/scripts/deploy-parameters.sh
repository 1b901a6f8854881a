#!/bin/bash
# Each way to give a parameter; of two values, the later counts.
T=templates/network.json
az deployment group create -g rg-1 -f $T -p @templates/values.json -p name=one
az deployment group create -g rg-2 -f $T -p name=two -p templates/values.json
az deployment group create -g rg-3 -f $T --parameters '{"name": {"value": "three"}, "priority": {"value": 333}}'
az deployment group create -g rg-4 -f $T --parameters name=four ports=@templates/ports.json withRule=TRUE
az deployment group create -g rg-5 -f $T --parameters name=five withRule=false
az deployment group create -g rg-6 -f "$T" --parameters name=six priority=$PRIORITY
az deployment group create -g rg-7 -f "$T" --parameters name=seven $MORE
az deployment group create -g rg-8 -f "$T" --parameters "{\"name\": {\"value\": \"$NAME\"}}"
az group deployment create -g rg-9 --template-file "$T" --parameters name=nine
az network nsg rule create -g rg-8 --nsg-name "nsg-$NAME" -n Joined --priority 400
