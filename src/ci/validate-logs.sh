#!/usr/bin/env bash
# Holds the SARIF logs of every example, of the corpus beside the repository, of random networks and
# of whole runs against two validators, and prints what they say:
#
#   the standard's JSON Schema, by python3 with its module jsonschema
#   Microsoft's multitool with the rules of SARIF and of GitHub: what is in the environment variable
#   SARIF_MULTITOOL, else of `npm install --no-save @microsoft/sarif-multitool@5.7.0` in this folder
#
# usage: src/ci/validate-logs.sh [folder of the schema and of the multitool's configuration]
# Exit code: 0 when there is no error and no warning, 1 when there is one, 3 when a validator or what
# it needs is absent; which one is said.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
reference=${1:-../shared/reference}
schema=$reference/sarif-schema-2.1.0.json
config=$reference/sarif-multitool-config.xml
multitool=${SARIF_MULTITOOL:-node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool}
work=${NSGLINT_TARGET:-target}/validate-logs
logs=$work/logs
rm -rf "$work"
mkdir -p "$logs" "$work/repository"

# ---- logs that tests keep: every example, the corpus, random networks; three profiles each
mvn -B -q test -Dfast -Dmaven.test.skip=false -Dnsglint.target="${NSGLINT_TARGET:-target}/quick" \
  -Dtest='ExamplesTest,CorpusTest,SarifPropertiesTest' -Dsurefire.failIfNoSpecifiedTests=false \
  -Dnsglint.logs="$(cd "$logs" && pwd)" >"$work/tests.log" 2>&1 ||
  { tail -n 40 "$work/tests.log"; exit 1; }

# ---- logs of whole runs, with a repository's revision, a baseline and what is accepted
nsglint=$PWD/nsglint
"$nsglint" --version
cp testdata/example/* "$work/repository/"
(
  logs=$(cd "$logs" && pwd)
  cd "$work/repository"
  git init -q -b main
  git remote add origin https://example.com/org/repository.git
  git add .
  git -c user.name=Ann -c user.email=ann@example.com commit -q -m networks
  run() {
    local status=0
    "$nsglint" "$@" 2>>../runs.err || status=$?
    ((status <= 3 && status != 2)) || { echo "nsglint $* ended with $status"; exit 1; }
  }
  run baseline . --output "$logs/run-baseline.sarif"
  cat >nsglint.yaml <<'Y'
suppressions:
  - rule: BAS104
    path: bastion.json
    reason: CHG-1, until the hub is rebuilt
    expires: 2999-12-31
    owner: ann@example.com
  - rule: EXP303
    path: nowhere/**
    reason: nothing is there
Y
  sed -i 's/"name": "AllowHttpsInbound"/"name": "AllowHttps"/; s/443/8443/' bastion.json
  printf '{ "resources": [ ' >broken.json
  for profile in full github azure-devops; do
    for compared in --baseline="$logs/run-baseline.sarif" --baseline-from=main; do
      run check . --sarif-profile "$profile" --sarif-category "a b/ü" "$compared" \
        --format "sarif=$logs/run-$profile-${compared%%=*}.sarif"
    done
    run check . --sarif-profile "$profile" --source-root .. \
      --format "sarif=$logs/run-$profile-outside.sarif"
  done
)

# ---- the validators
absent=0
worst=0
count=$(find "$logs" -name '*.sarif' | wc -l)
echo "$count logs, $(du -sh "$logs" | cut -f 1)"
if [[ ! -f $schema ]]; then
  echo "ABSENT: the schema $schema"
  absent=1
elif ! python3 -c 'import jsonschema' 2>/dev/null; then
  echo "ABSENT: python3 with its module jsonschema"
  absent=1
else
  python3 - "$schema" "$logs" <<'P' || worst=1
import json, pathlib, sys, jsonschema
validator = jsonschema.Draft4Validator(json.load(open(sys.argv[1])))
logs = sorted(pathlib.Path(sys.argv[2]).glob("*.sarif"))
faults = 0
for log in logs:
    for fault in validator.iter_errors(json.loads(log.read_text(encoding="utf-8"))):
        faults += 1
        print(f"{log.name}: /{'/'.join(map(str, fault.absolute_path))}: {fault.message[:200]}")
print(f"schema: {len(logs)} logs, {faults} errors")
sys.exit(faults > 0)
P
fi
if [[ ! -f $multitool ]]; then
  echo "ABSENT: the multitool $multitool"
  absent=1
elif [[ ! -f $config ]]; then
  echo "ABSENT: the multitool's configuration $config"
  absent=1
else
  [[ -x $multitool ]] || chmod u+x "$multitool"
  # It takes a third of a second a log: each text once, and of those without a result the first ten.
  mkdir "$work/distinct"
  python3 - "$logs" "$work/distinct" <<'P'
import hashlib, os, pathlib, sys
seen, empty = set(), 0
for log in sorted(pathlib.Path(sys.argv[1]).glob("*.sarif")):
    text = log.read_bytes()
    digest = hashlib.sha256(text).digest()
    if digest not in seen:
        seen.add(digest)
        empty += b'"results": []' in text
        if b'"results": []' not in text or empty <= 10:
            os.link(log, pathlib.Path(sys.argv[2]) / log.name)
P
  distinct=$(find "$work/distinct" -name '*.sarif' | wc -l)
  # It ends with 0 whatever it finds, and passes over what is large unless it is told otherwise.
  "$multitool" validate "$work/distinct/*.sarif" --rule-kind 'Sarif;Ghas' --config "$config" \
    --level 'Error;Warning;Note' --max-file-size-in-kb 1000000 --quiet true \
    --output "$work/multitool.sarif" --log ForceOverwrite >"$work/multitool.log" 2>&1 ||
    { tail -n 5 "$work/multitool.log"; worst=1; }
  python3 - "$work/multitool.sarif" "$distinct of $count" <<'P' || worst=1
import collections, json, sys
run = json.load(open(sys.argv[1], encoding="utf-8"))["runs"][0]
found = collections.Counter()
for result in run.get("results", []):
    level = result.get("level", "warning")
    log = result["locations"][0]["physicalLocation"]["artifactLocation"].get("uri", "")
    # The multitool counts a thousand results, GitHub 25,000; and these logs do not go there.
    if result["ruleId"] == "GH1004" and log.endswith(".full.sarif"):
        level = "not for GitHub, " + level
    found[level, result["ruleId"]] += 1
    if level in ("error", "warning"):
        place = result["locations"][0]["physicalLocation"]
        print(place["artifactLocation"].get("uri", place["artifactLocation"].get("index")),
              place.get("region", {}).get("startLine", "?"), level, result["ruleId"],
              " | ".join(result["message"].get("arguments", []))[:160])
missed = 0
for invocation in run.get("invocations", []):
    for kind in ("toolConfigurationNotifications", "toolExecutionNotifications"):
        for note in invocation.get(kind, []):
            if note["descriptor"]["id"] != "WRN999.RuleExplicitlyDisabled":
                missed += 1
                print("the multitool itself:", note["message"]["text"][:200])
levels = collections.Counter()
for (level, rule), number in sorted(found.items()):
    levels[level] += number
    print(f"multitool: {level} {rule}: {number}")
print(f"multitool: {sys.argv[2]} logs, {levels['error']} errors, {levels['warning']} warnings,"
      f" {levels['note']} notes")
sys.exit(levels["error"] + levels["warning"] + missed > 0)
P
fi
((worst == 0)) || exit 1
((absent == 0)) || exit 3
