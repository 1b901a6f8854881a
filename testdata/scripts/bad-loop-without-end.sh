az network nsg create -g rg -n nsg
for a in {1..100}; do for b in {1..100}; do for c in {1..100}; do true; done; done; done
az network nsg create -g rg -n never-reached
