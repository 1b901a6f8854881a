package io.github.nsglint.source;

import java.util.EnumMap;
import java.util.Map;

/**
 * What reading may cost at most, so that odd or hostile input ends in a problem and not in a full
 * memory.
 */
public final class Limits {
  /**
   * The turns that Azure lets one loop take, which no user can raise.
   *
   * @see <a
   *     href="https://learn.microsoft.com/azure/azure-resource-manager/templates/copy-resources">copy</a>
   */
  public static final int LOOP_TURNS = 800;

  private final Map<Limit, Long> values;

  private Limits(Map<Limit, Long> values) {
    this.values = values;
  }

  public static Limits standard() {
    Map<Limit, Long> values = new EnumMap<>(Limit.class);
    for (Limit limit : Limit.values()) {
      values.put(limit, limit.standard() * limit.unit());
    }
    return new Limits(values);
  }

  /**
   * The same but for one limit.
   *
   * @param value of files, in bytes
   */
  public Limits with(Limit limit, long value) {
    if (value < 1) {
      throw new IllegalArgumentException("a limit is too small");
    }
    Map<Limit, Long> changed = new EnumMap<>(values);
    changed.put(limit, value);
    return new Limits(changed);
  }

  /**
   * @return of files, bytes
   */
  public long of(Limit limit) {
    return values.getOrDefault(limit, limit.standard() * limit.unit());
  }
}
