az vm create -g rg -n win --image Win2022Datacenter --admin-username azureuser --public-ip-address ""
az vm create -g rg -n unknown --image myGallery/myImage --public-ip-address "" --nsg-rule NONE
