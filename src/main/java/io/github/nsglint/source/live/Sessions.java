package io.github.nsglint.source.live;

import static java.util.Objects.requireNonNull;

import io.github.nsglint.source.live.JsonAnswer.Item;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Who is connected by way of one Bastion host, in numbers: names of people are in the snapshot
 * alone.
 *
 * @param host its name
 * @param machines different ones
 * @param users different ones
 * @param longest minutes that the longest lasts; 0 if Azure does not say
 */
public record Sessions(
    String host, int sessions, int ssh, int rdp, int machines, int users, long longest) {
  public Sessions {
    requireNonNull(host);
  }

  static Sessions of(String host, List<Item> items) {
    Set<String> machines = new HashSet<>();
    Set<String> users = new HashSet<>();
    int ssh = 0;
    int rdp = 0;
    long longest = 0;
    for (Item item : items) {
      machines.add(lower(item, "targetResourceId"));
      users.add(lower(item, "userName"));
      String protocol = lower(item, "protocol");
      ssh += protocol.equals("ssh") ? 1 : 0;
      rdp += protocol.equals("rdp") ? 1 : 0;
      String minutes = lower(item, "sessionDurationInMins");
      longest = Math.max(longest, minutes.matches("[0-9]{1,9}") ? Long.parseLong(minutes) : 0);
    }
    return new Sessions(
        host.substring(host.lastIndexOf('/') + 1),
        items.size(),
        ssh,
        rdp,
        machines.size(),
        users.size(),
        longest);
  }

  private static String lower(Item item, String key) {
    return JsonAnswer.text(item.text(), key).orElse("").toLowerCase(Locale.ROOT);
  }
}
