#!/usr/bin/env bash
# Measures what it takes to load rule packs in a new process with an archive of its classes: those
# for every network, all that come with the program, and a user's pack of 1,000 rules.
#
# usage: src/bench/packs.sh [rounds, default 15]
# The runs are interleaved. Quote minima.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
rounds=${1:-15}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
work=target/bench/packs
mkdir -p "$work"

./nsglint --version # builds it where it is missing
"${java}c" -d "$work" -cp target/launch/nsglint.jar src/bench/packs/PackLoad.java
# The archive takes classes from jars alone.
"${java%java}jar" --create --file "$work/load.jar" -C "$work" PackLoad.class
path="$work/load.jar:target/launch/nsglint.jar:$(echo target/launch/lib/*.jar | tr ' ' :)"
options=(-XX:+UseSerialGC -XX:TieredStopAtLevel=1)

for pack in general all user; do
  "$java" "${options[@]}" -XX:ArchiveClassesAtExit="$work/$pack.jsa" -cp "$path" PackLoad "$pack" \
    >"$work/$pack.first" 2>"$work/$pack.log"
  rm -f "$work/$pack.times"
done
for ((round = 0; round < rounds; round++)); do
  for pack in general all user; do
    "$java" "${options[@]}" -XX:SharedArchiveFile="$work/$pack.jsa" -cp "$path" PackLoad "$pack" \
      >>"$work/$pack.times"
  done
done
printf '%-8s %6s %9s %9s\n' packs rules 'min ms' 'median ms'
for pack in general all user; do
  sort -n "$work/$pack.times" | awk -v pack="$pack" '
    { micros[NR] = $1; rules = $2 }
    END { printf "%-8s %6d %9.1f %9.1f\n", pack, rules, micros[1] / 1000, micros[int((NR + 1) / 2)] / 1000 }'
done
