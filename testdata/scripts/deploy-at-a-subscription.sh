#!/bin/bash
az deployment sub create -l westeurope --template-file templates/landing.json --parameters group=rg-land
az network nsg rule create -g rg-land --nsg-name nsg-land -n Later --priority 400
