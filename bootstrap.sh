#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# From a bare Debian 12 to documents or test results.
#
#   ./bootstrap.sh demo    builds the program and walks through the tutorial; the documents come in out/
#   ./bootstrap.sh test    builds the program and runs all tests
#   ./bootstrap.sh tools   only installs every package, also those for developing
#
# Installs the packages that are missing, and only those; takes root or sudo just for that.
set -u

# Alternatives are separated by bars: any of them will do, the first is installed.
for_building="cmake gcc libc6-dev ninja-build
    libbz2-dev libcsv-dev libexpat1-dev libfribidi-dev libharfbuzz-dev libhpdf-dev libhyphen-dev libjansson-dev liblzma-dev libmagic-dev
    libmd4c-dev libpng-dev libsqlite3-dev libssl-dev libuchardet-dev libutf8proc-dev libxlsxwriter-dev libyaml-dev
    libzip-dev zlib1g-dev"
for_running="fonts-dejavu-core fonts-droid-fallback fonts-lato fonts-symbola hyphen-en-gb hyphen-nl libmagic-mgc"
for_the_tutorial="python3"
for_testing="git groff-base hunspell hunspell-en-gb hunspell-nl jq libcmocka-dev libreoffice-calc-nogui|libreoffice-calc libreoffice-writer-nogui|libreoffice-writer mupdf-tools poppler-utils
    openssl python3-docx python3-jsonschema python3-odf python3-openpyxl python3-yaml qpdf sqlite3"
for_developing="clang clang-format clang-tidy libcairo2-dev"

usage() {
    echo "usage: $0 demo | test | tools" >&2
    exit 2
}

fail() {
    echo "$1" >&2
    exit 1
}

# What the last step's own output says was wrong, if it says so: one line.
cause() {
    awk '/^== / { found = ""; of_cmake = 0 }
        of_cmake && NF && found == "" { found = $0; of_cmake = 0 }
        /^CMake Error/ { of_cmake = 1 }
        /^E: |[Ee]rror: |undefined reference|No space left/ && found == "" { found = $0 }
        END { sub(/^(E:)? +/, "", found); print found }' "$log"
}

# step "what it does" COMMAND...: one line of progress; the command's own words go to the log.
step() {
    printf '%s ... ' "$1"
    printf '== %s\n' "$1" >>"$log"
    what=$1
    shift
    began=$(date +%s)
    if "$@" >>"$log" 2>&1 </dev/null; then
        echo "done ($(($(date +%s) - began)) s)"
        return
    fi
    echo "failed"
    why=$(cause)
    fail "This step failed: $what${why:+ ($why)}; the whole log is $log."
}

installed() {
    dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'ok installed'
}

# Those of the packages given that are missing, as apt-get wants them.
missing() {
    for package in "$@"; do
        found=
        for alternative in $(echo "$package" | tr '|' ' '); do
            if installed "$alternative"; then
                found=yes
            fi
        done
        [ -n "$found" ] || printf '%s ' "${package%%|*}"
    done
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

apt() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 "$@"
}

packages() {
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        fail "This script installs its packages with apt-get, which this system does not have: use Debian 12."
    fi
    wanted=$(missing "$@")
    if [ -z "$wanted" ]; then
        echo "All packages are there."
        return
    fi
    if [ "$(id -u)" -ne 0 ] && ! { command -v sudo >/dev/null && sudo true; }; then
        fail "Installing packages takes root or sudo; have somebody run: apt-get install --no-install-recommends ${wanted% }"
    fi
    echo "Packages that are missing: ${wanted% }" | fold -s -w 100
    step "Fetching the list of packages" apt -o APT::Update::Error-Mode=any update
    # Word splitting is meant: one argument for each package.
    # shellcheck disable=SC2086
    step "Installing $(echo "$wanted" | wc -w) packages" apt install -y --no-install-recommends $wanted
}

# build ON|OFF: with or without the tests.
build() {
    step "Configuring" cmake --preset release -DBUILD_TESTING="$1"
    step "Building, which takes a minute or two the first time" cmake --build --preset release
}

demo() {
    # Word splitting of the lists is meant, here and below.
    # shellcheck disable=SC2086
    packages $for_building $for_running $for_the_tutorial
    build OFF
    docs/tutorial/run.sh build/release/cli/verantwoord out ||
        fail "The demonstration stopped; what it said stands above."
    echo "There, nl and en each have the statement and the section for the annual report, as PDF, XLSX, Markdown,"
    echo "HTML, JSON, DOCX and ODT. Begin with $here/out/documents/en/statement-en.pdf"
}

run_tests() {
    # shellcheck disable=SC2086
    packages $for_building $for_running $for_the_tutorial $for_testing
    build ON
    echo "Running all tests"
    exec ctest --test-dir build/release --output-on-failure --parallel "$(nproc)"
}

[ $# -eq 1 ] || usage
here=$(dirname "$(readlink -f "$0")")
cd "$here" || fail "The folder of this script cannot be entered: $here."
log=$here/build/bootstrap.log
case $1 in
demo | test | tools) ;;
*) usage ;;
esac
{ mkdir -p build && : >"$log"; } 2>/dev/null || fail "No log can be written in $here/build."
case $1 in
demo) demo ;;
test) run_tests ;;
tools)
    # shellcheck disable=SC2086
    packages $for_building $for_running $for_the_tutorial $for_testing $for_developing
    ;;
esac
