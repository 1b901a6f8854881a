#!/bin/bash
# Where a template lies follows from where the script goes.
HERE="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
az deployment group create -g rg-1 -f "$HERE/templates/network.json" -p name=one
az deployment group create -g rg-2 -f "$(dirname "$0")/templates/network.json" -p name=two
cd templates
az deployment group create -g rg-3 -f network.json -p @values.json
(cd parts; az deployment group create -g rg-4 -f ../network.json -p name=four)
az deployment group create -g rg-5 -f ./network.json -p name=five
cd ..
az deployment group create -g rg-6 -f $PWD/templates/network.json -p name=six
cd "$ELSEWHERE"
az deployment group create -g rg-7 -f network.json -p name=seven
