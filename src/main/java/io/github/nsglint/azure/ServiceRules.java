package io.github.nsglint.azure;

/**
 * Rules that Azure's services write into a group and watch over, in subnets that are delegated to
 * them: {@code Microsoft.Sql-managedInstances_UseOnly_mi-internal-in-10-0-0-0-24-v10}. Their owner
 * can neither change nor remove them.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/azure-sql/managed-instance/connectivity-architecture-overview">Azure
 *     SQL Managed Instance, networking constraints</a>
 */
public final class ServiceRules {
  private ServiceRules() {}

  public static boolean isOfService(String ruleName) {
    return ruleName.startsWith("Microsoft.") && ruleName.contains("_UseOnly_");
  }
}
