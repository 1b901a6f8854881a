a() { b; }
b() { a; }
a
az network nsg create -g rg -n nsg
