#!/usr/bin/env bash
# The step of action.yml: annotations, the summary of the step, the SARIF log and the outputs, all
# written before the step fails.
set -uo pipefail

nsglint=${NSGLINT:-$(CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)/nsglint}

paths=()
while IFS= read -r path; do
  [[ -n $path ]] && paths+=("$path")
done <<<"${NSGLINT_PATHS:-.}"

options=(--fail-on "${NSGLINT_FAIL_ON:-error}" --format github)
options+=(--format "sarif=${NSGLINT_SARIF:-nsglint.sarif}")
[[ -n ${GITHUB_STEP_SUMMARY:-} ]] && options+=(--format "markdown=$GITHUB_STEP_SUMMARY")
[[ -n ${NSGLINT_BASELINE_FROM:-} ]] && options+=("--baseline-from=$NSGLINT_BASELINE_FROM")
[[ ${NSGLINT_STRICT:-} == true ]] && options+=(--strict)

# After --, a path that starts with a dash is a path.
"$nsglint" check "${options[@]}" -- "${paths[@]}"
code=$?

if [[ -n ${GITHUB_OUTPUT:-} ]]; then
  {
    # A name with a line break would be another output.
    printf 'sarif=%s\n' "${NSGLINT_SARIF//$'\n'/}"
    printf 'exit-code=%s\n' "$code"
  } >>"$GITHUB_OUTPUT"
fi
exit "$code"
