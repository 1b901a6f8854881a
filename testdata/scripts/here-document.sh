cat > notes.txt <<-'EOF'
	az network nsg create -g rg -n from-the-text
	EOF
az network nsg create -g rg -n real # az network nsg create -g rg -n from-a-comment
