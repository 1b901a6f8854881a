package io.github.nsglint.flow;

/** The two kinds of IP address. A flow never mixes them. */
public enum Family {
  IPV4,
  IPV6
}
