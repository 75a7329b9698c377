#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# The tutorial in one go: makes the evidence of an organisation, a dossier, an evaluation and every document.
#
#   docs/tutorial/run.sh PROGRAM OUT_DIR [municipality|insurer]
#
# PROGRAM is the built verantwoord. The municipality is Gemeente Waterrijk, the insurer Onderlinge Kaapstander; without a
# name it is the municipality. What an earlier run left in OUT_DIR is replaced. Stops at the first failure.
set -eu

usage() {
    echo "usage: $0 PROGRAM OUT_DIR [municipality|insurer]" >&2
    exit 2
}

[ $# -eq 2 ] || [ $# -eq 3 ] || usage
organisation=${3:-municipality}
case $organisation in
municipality)
    name="Gemeente Waterrijk"
    type=municipality
    edition=municipality
    ciso="R. de Wit (CISO)"
    ;;
insurer)
    name="Onderlinge Kaapstander U.A."
    type=insurer
    edition=company
    ciso="P. Soerodimedjo (CISO)"
    ;;
*) usage ;;
esac
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

# take_in COLLECTED FILE... [OPTION...]
take_in() {
    collected=$1
    shift
    "$program" import "$@" --collected-at "$collected" --by "$ciso"
}

evidence_of_municipality() {
    step "Taking in what is complete" take_in 2025-12-31 evidence/complete/*.csv --complete
    step "Taking in what may not be complete" take_in 2025-12-31 evidence/partial/*.csv
    step "Taking in what came in January" take_in 2026-01-09 evidence/january/*.csv
    step "Taking in what the annual report tells" take_in 2026-01-09 evidence/account/*.csv
    step "Running all tests" "$program" evaluate
}

# NIS2 is by choice, so it is named; the frameworks that apply are named with it.
evidence_of_insurer() {
    step "Taking in what is complete" take_in 2025-12-31 evidence/complete/*.csv evidence/complete/*.xlsx --complete
    step "Taking in the tickets of the service desk" \
        take_in 2025-12-31 evidence/complete/tickets.json --mapping evidence/complete/tickets.yaml --complete
    step "Taking in what may not be complete" take_in 2025-12-31 evidence/partial/*.csv
    step "Taking in what a supplier delivered" "$program" import evidence/documents/portal.cdx.json --set asset=APP-03 --by "$ciso"
    step "Taking in what a supplier warned of" "$program" import evidence/documents/wd-2025-07.json --by "$ciso"
    step "Taking in what the annual report tells" take_in 2026-01-09 evidence/account/*.csv
    step "Running all tests" "$program" evaluate --framework dora --framework dora-rts --framework nis2
}

# The dossier of 2024, for figures of last year and what became of promises.
year_before() {
    "$program" init --dossier 2024.db --name "$name" --type "$type" --year 2024 --as-of 2024-12-31
    "$program" import --dossier 2024.db evidence/previous/*.csv --collected-at 2024-12-31 --by "$ciso"
    case $organisation in
    municipality) "$program" evaluate --dossier 2024.db ;;
    insurer) "$program" evaluate --dossier 2024.db --framework dora --framework dora-rts --framework nis2 ;;
    esac
}

# report NAME LANGUAGE [OPTION...]
report() {
    document=$1
    language=$2
    shift 2
    "$program" report "$document" --lang "$language" --format pdf,xlsx,md,html,json,docx,odt -o "documents/$language" "$@"
}

unset VERANTWOORD_DOSSIER
rm -rf evidence documents dossier.db dossier.db-journal 2024.db 2024.db-journal
mkdir -p documents/nl documents/en
step "Making the evidence of 2025" python3 "$here/make_evidence.py" evidence "$organisation"
step "Making the dossier" "$program" init --name "$name" --type "$type" --year 2025 --as-of 2025-12-31
"evidence_of_$organisation"
step "Making the dossier of the year before" year_before
for language in nl en; do
    step "Writing the statement ($language)" report statement "$language"
    step "Writing the report to the board ($language)" report board-report "$language"
    [ "$organisation" != insurer ] || step "Writing the report to the supervisor ($language)" report dora-review "$language"
    council=
    [ "$organisation" != municipality ] || council="section-council-full section-council-page section-council-paragraph"
    for section in annual-report-section "section-$edition-page" "section-$edition-paragraph" $council; do
        step "Writing $section ($language)" report "$section" "$language" --previous 2024.db
    done
done
step "Verifying the dossier" "$program" verify
rm -f step.log
echo "The dossier is $(pwd)/dossier.db, the documents are in $(pwd)/documents."
