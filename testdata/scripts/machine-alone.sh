az vm create -g rg -n vm --image Ubuntu2204 --admin-username azureuser --generate-ssh-keys
