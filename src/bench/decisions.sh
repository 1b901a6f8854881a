#!/usr/bin/env bash
# Measures the decision method and prints one table: a question warm at 10, 100 and 1000 rules,
# beside a solver and a decision diagram in the same run; lists made to be hard, warm and cold.
#
# usage: src/bench/decisions.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
log=target/decisions.log
mkdir -p target
echo "measuring for some minutes; all that is printed goes to $log" >&2
mvn -B -q -Pbench test -Djmh.main=io.github.nsglint.flow.DecisionTable >"$log" 2>&1 || {
  tail -n 30 "$log" >&2
  exit 1
}
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -version 2>&1 | head -n 1
awk '/^#/ { shown = 0 } /^one question, warm/ || /^a thousand rules/ { shown = 1 } shown' "$log"
