#!/bin/bash
az deployment group create -g rg --template-uri https://example.com/main.json?token=secret
az deployment group create -g rg --template-spec /subscriptions/x/templateSpecs/y
az deployment group create -g rg --template-file templates/missing.json
az deployment group create -g rg --template-file main.bicep
az deployment group create -g rg --template-file "$TEMPLATE"
az deployment group create -g rg --template-file /etc/main.json
az deployment group create -g rg --template-file templates/values.json
az deployment group create -g rg
az deployment mg create -l westeurope -m mg --template-file templates/network.json
az stack group create -n stack -g rg --template-file templates/network.json --deny-settings-mode none
az deployment group what-if -g rg --template-file templates/network.json
az deployment group create -g rg --template-file templates/network.json -p name=tried --what-if
