package io.github.nsglint.source.azcli;

import io.github.nsglint.document.Problem;
import io.github.nsglint.source.InputFile;
import io.github.nsglint.source.Output;
import io.github.nsglint.source.Recognition;
import io.github.nsglint.source.TextFormat;
import java.util.List;
import java.util.Locale;

/**
 * Scripts of Azure PowerShell, which are recognised and not read.
 *
 * <p>Problems: {@code powershell-script}.
 */
public final class PowerShellScripts implements TextFormat {
  private static final List<String> CREATING =
      List.of(
          "New-AzNetworkSecurityRuleConfig",
          "Add-AzNetworkSecurityRuleConfig",
          "Set-AzNetworkSecurityRuleConfig",
          "New-AzNetworkSecurityGroup",
          "New-AzVirtualNetwork",
          "New-AzBastion",
          "New-AzVirtualNetworkSubnetConfig",
          "Add-AzVirtualNetworkSubnetConfig",
          "New-AzVM");

  @Override
  public Claim claim(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(".ps1") ? Claim.ALWAYS : Claim.NONE;
  }

  @Override
  public Recognition read(InputFile file, Output output) {
    String text = file.source().text();
    int first = -1;
    int length = 0;
    for (String command : CREATING) {
      int at = text.indexOf(command);
      if (at >= 0 && (first < 0 || at < first)) {
        first = at;
        length = command.length();
      }
    }
    if (first < 0) {
      return Recognition.FOREIGN;
    }
    output
        .problems()
        .accept(
            Problem.error(
                "powershell-script",
                "scripts of Azure PowerShell are not read; give what Get-AzNetworkSecurityGroup |"
                    + " ConvertTo-Json -Depth 9 prints, or the script in az",
                file.source().span(first, first + length)));
    return Recognition.AZURE;
  }
}
