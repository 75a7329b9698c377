#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# The tutorial in one go: makes the evidence of Gemeente Waterrijk, a dossier, an evaluation and every document.
#
#   docs/tutorial/run.sh PROGRAM OUT_DIR
#
# PROGRAM is the built verantwoord. What an earlier run left in OUT_DIR is replaced. Stops at the first failure.
set -eu

if [ $# -ne 2 ]; then
    echo "usage: $0 PROGRAM OUT_DIR" >&2
    exit 2
fi
here=$(cd "$(dirname "$0")" && pwd)
program=$(command -v "$1") || { echo "There is no program \"$1\" to run." >&2; exit 2; }
program=$(cd "$(dirname "$program")" && pwd)/$(basename "$program")
mkdir -p "$2"
cd "$2"

# step "what it does" COMMAND...: one line of progress; the command's own words only when it fails.
step() {
    what=$1
    shift
    printf '%s ... ' "$what"
    if "$@" >step.log 2>&1; then
        echo "done"
    else
        echo "failed"
        cat step.log >&2
        echo "The tutorial stopped at: $what." >&2
        exit 1
    fi
}

take_in() {
    folder=$1
    collected=$2
    shift 2
    "$program" import "evidence/$folder"/*.csv --collected-at "$collected" --by "R. de Wit (CISO)" "$@"
}

report() {
    "$program" report "$1" --lang "$2" --format pdf,xlsx,md,html,json -o "documents/$2"
}

unset VERANTWOORD_DOSSIER
rm -rf evidence documents dossier.db dossier.db-journal
mkdir -p documents/nl documents/en
step "Making the evidence of 2025" python3 "$here/make_evidence.py" evidence
step "Making the dossier" "$program" init --name "Gemeente Waterrijk" --type municipality --year 2025 --as-of 2025-12-31
step "Taking in what is complete" take_in complete 2025-12-31 --complete
step "Taking in what may not be complete" take_in partial 2025-12-31
step "Taking in what came in January" take_in january 2026-01-09
step "Running all tests" "$program" evaluate
for language in nl en; do
    step "Writing the statement ($language)" report statement "$language"
    step "Writing the section for the annual report ($language)" report annual-report-section "$language"
done
step "Verifying the dossier" "$program" verify
rm -f step.log
echo "The dossier is $(pwd)/dossier.db, the documents are in $(pwd)/documents."
