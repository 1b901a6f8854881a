#!/bin/bash
T=templates/network.json
az deployment group create -g rg-1 -f $T -p name=one priority=high
az deployment group create -g rg-2 -f $T -p name=two prority=200
az deployment group create -g rg-3 -f $T -p name=three @templates/missing.json
az deployment group create -g rg-4 -f $T -p name=four https://example.com/values.json?token=secret
az deployment group create -g rg-5 -f $T -p name=five ports=@templates/missing.json
az deployment group create -g rg-6 -f $T -p '{"name": '
az deployment group create -g rg-7 -f $T -p name=seven password=Hidden1234! ports=Hidden
