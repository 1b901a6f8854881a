$rule = New-AzNetworkSecurityRuleConfig -Name ssh -Priority 100 -Access Allow -Direction Inbound `
  -Protocol Tcp -SourceAddressPrefix Internet -SourcePortRange * -DestinationAddressPrefix * -DestinationPortRange 22
