#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Holds the sets for DigiD, Suwinet, the CRA and the GDPR, and the register of regimes, to the collected facts:
each id there once and none invented, with its own subject, aspects, reference, dates and mark.

    facts_digid.py PROGRAM SOURCE [FACTS]

FACTS is the folder with the CSV files; without it ../shared/facts beside SOURCE. Skipped where that is absent.
"""

import csv
import json
import pathlib
import re
import sys
import tempfile

from built_controls import answer_of

SKIPPED = 77  # as CMakeLists.txt tells ctest
ASPECTS = {"opzet": "design", "bestaan": "existence", "werking": "operation"}
VERSIONS = {
    "digid": ("3.0", "2022-08-01"),
    "suwinet": ("2017", "2017-10-30"),
    "cra": ("2024/2847", "2024-12-10"),
    "gdpr": ("2016/679", "2016-05-24"),
}
# What the facts write in brackets has no number; ours stand for it.
SUWINET_NAMES = {"(AP 2018)": "AP-2018", "(rest)": "rest"}
REGIMES = {
    "NIS1": "nis1", "NIS2": "nis2", "NIS2-CIR": "nis2-2690", "CSA": "csa", "DORA": "dora", "CRA": "cra",
    "RED-DA": "red", "MDR": "mdr", "IVDR": "ivdr", "UN R155": "r155", "GPSR": "gpsr", "GDPR": "gdpr",
    "CER": "cer", "AI Act": "ai", "eIDAS2": "eidas", "Wbni": "wbni", "Cbw": "cbw", "Wwke": "wwke",
    "Tw 11a.2": "tw",
}  # fmt: skip
# The Dutch subject says what is done; the English of the facts calls it something else.
TITLES = {
    ("U/WA.03", "en"): "Normalising and validating input",
    ("U/WA.04", "en"): "Normalising output",
}
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
DATE = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})\b")
# The GDPR's articles that the facts have a row for, and the two that overlap with security of information.
GDPR_OVERLAP = {"30", "32"}


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def dates_in(text):
    return [f"{year}-{MONTHS.index(month) + 1:02}-{int(day):02}" for day, month, year in DATE.findall(text)]


def cra_reference(row):
    """The reference in full: "(2)(b)" stands below "Annex I Part I" in the facts."""
    ref = row["ref"]
    if row["group"] == "product" and not ref.startswith("Annex"):
        ref = "Annex I Part I " + ref
    elif row["group"] == "vulnerability handling" and not ref.startswith("Annex"):
        ref = "Annex I " + ref
    elif ref[0].isdigit():
        ref = "art. " + ref
    return "CRA " + ref


class Check:
    def __init__(self, program, source, facts):
        self.source, self.facts, self.problems = source, facts, []
        with tempfile.TemporaryDirectory(prefix="facts-") as folder:

            def ask(*words):
                return json.loads(answer_of(program, folder, *words, "--json"))

            self.frameworks = {row["framework"]: row for row in ask("list", "frameworks")}
            names = [row["requirement"] for row in ask("list", "requirements")]
            self.requirements = {
                name: ask("explain", name) for name in names if name.split(":")[0] in VERSIONS
            }
        self.regimes = {}
        for path in sorted((source / "controls/regimes").glob("*.yaml")):
            for part in re.split(r"^  - id: ", path.read_text(encoding="utf-8"), flags=re.M)[1:]:
                self.regimes.setdefault(part.split()[0], []).append(part)

    def say(self, text):
        self.problems.append(text)

    def of(self, framework):
        prefix = framework + ":"
        return {n.removeprefix(prefix): r for n, r in self.requirements.items() if n.startswith(prefix)}

    def same_ids(self, framework, due):
        if len(due) != len(set(due)):
            self.say(f"{framework}: an id is in the facts twice")
        there = self.of(framework)
        for name in sorted(set(due) - set(there)):
            self.say(f"{framework}:{name}: left out")
        for name in sorted(set(there) - set(due)):
            self.say(f"{framework}:{name}: not in the facts")
        return {name: there[name] for name in due if name in there}

    def mark(self, name, requirement, due):
        if (requirement.get("mark") is not None) != due:
            self.say(f"{name}: the facts {'want' if due else 'give no reason for'} a mark")

    def told(self, name, requirement):
        """Each is explained in both languages, and has somebody."""
        for key in ("explain", "owner"):
            for language in ("nl", "en"):
                if not requirement[key] or not requirement[key][language]:
                    self.say(f"{name}: no {key} in {language}")

    def english(self, framework, name):
        requirement = self.of(framework).get(name)
        return requirement["explain"]["en"] if requirement else ""

    def versions(self):
        for name, (version, date) in VERSIONS.items():
            row = self.frameworks.get(name, {})
            if (row.get("version"), row.get("date")) != (version, date):
                self.say(f"{name}: version {row.get('version')} of {row.get('date')}, not {version} of {date}")

    def digid(self):
        facts = {row["norm_id"]: row for row in rows_of(self.facts / "digid_normenkader_3_0.csv")}
        for name, requirement in self.same_ids("digid", list(facts)).items():
            row = facts[name]
            aspects = {ASPECTS[aspect] for aspect in row["test_aspects"].split("|")}
            asked = {aspect["aspect"] for aspect in requirement["aspects"]}
            if asked != aspects:
                self.say(f"digid:{name}: asks {sorted(asked)}, not {sorted(aspects)}")
            for language in ("nl", "en"):
                subject = row[f"subject_{language}_paraphrase"]
                if requirement["title"][language] != TITLES.get((name, language), subject):
                    self.say(f"digid:{name}: about {requirement['title'][language]}, not {subject}")
            if requirement["reference"] != f"DigiD frame 3.0, {name}":
                self.say(f"digid:{name}: refers to {requirement['reference']}")
            self.mark(f"digid:{name}", requirement, not row["verification"].startswith("verified"))
            self.told(f"digid:{name}", requirement)

    def suwinet(self):
        facts = {SUWINET_NAMES.get(r["norm_id"], r["norm_id"]): r for r in rows_of(self.facts / "suwinet_normen.csv")}
        for name, requirement in self.same_ids("suwinet", list(facts)).items():
            self.mark(f"suwinet:{name}", requirement, True)
            number = name not in SUWINET_NAMES.values()
            if number and not requirement["reference"].endswith(", " + name):
                self.say(f"suwinet:{name}: refers to {requirement['reference']}")
            if facts[name]["tag"] == "NF" and requirement["status"] != "placeholder":
                self.say(f"suwinet:{name}: nobody found it, so it can only be a placeholder")
            if facts[name]["tag"] != "NF":
                self.told(f"suwinet:{name}", requirement)

    def cra(self):
        facts = {row["id"]: row for row in rows_of(self.facts / "cra_requirements.csv")}
        dates = dates_in(next(r for r in rows_of(self.facts / "legal_regimes.csv") if r["short"] == "CRA")["applicable"])
        reporting, rest = dates[1], dates[2]
        for name, requirement in self.same_ids("cra", list(facts)).items():
            row = facts[name]
            if requirement["reference"] != cra_reference(row):
                self.say(f"cra:{name}: refers to {requirement['reference']}, not {cra_reference(row)}")
            due = reporting if row["group"] == "reporting" else rest
            if written(due) not in requirement["explain"]["en"]:
                self.say(f"cra:{name}: does not say that it applies from {written(due)}")
            self.mark(f"cra:{name}", requirement, False)
            self.told(f"cra:{name}", requirement)
        for hours in incident_terms(self.facts, "CRA"):
            for name in ("CRA-14-1", "CRA-14-3"):
                if hours not in self.english("cra", name):
                    self.say(f"cra:{name}: no term of {hours} hours")

    def gdpr(self):
        due = set(GDPR_OVERLAP)
        for row in rows_of(self.facts / "incident_deadlines.csv"):
            if row["regime"] == "GDPR":
                due.add(re.search(r"Art\. (\d+(?:\(\d\))?)", row["source_key"]).group(1))
        for name, requirement in self.same_ids("gdpr", sorted(due)).items():
            if requirement["reference"] != f"GDPR art. {name}":
                self.say(f"gdpr:{name}: refers to {requirement['reference']}")
            self.mark(f"gdpr:{name}", requirement, False)
            self.told(f"gdpr:{name}", requirement)
        for hours in incident_terms(self.facts, "GDPR"):
            if hours not in self.english("gdpr", "33"):
                self.say(f"gdpr:33: no term of {hours} hours")

    def register(self):
        rows = rows_of(self.facts / "legal_regimes.csv")
        for row in rows:
            name = REGIMES.get(row["short"])
            parts = self.regimes.get(name, [])
            if len(parts) != 1:
                self.say(f"regime {row['short']}: there {len(parts)} times")
                continue
            same = [other for other in rows if REGIMES.get(other["short"]) == name]
            known = {date for other in same for date in dates_in(" ".join(other.values()))}
            for key, date in re.findall(r"^    (in_force|applies_from|until): (\S+)", parts[0], flags=re.M):
                if known and date not in known and not same_month(date, row):
                    self.say(f"regime {name}: {key} {date} is not in the facts")
            dated = [r for r in ("in_force", "applicable") if "background" in row[r] and dates_in(row[r])]
            if dated and not re.search(r"^    mark: ", parts[0], flags=re.M):
                self.say(f"regime {name}: a date is background knowledge, and bears no mark")
        for name, parts in self.regimes.items():
            if len(parts) > 1:
                self.say(f"regime {name}: there {len(parts)} times")

    def run(self):
        for check in (self.versions, self.digid, self.suwinet, self.cra, self.gdpr, self.register):
            check()
        return self.problems


def same_month(date, row):
    """The facts may have a month or a year where a date needs a day."""
    year, month, _ = date.split("-")
    text = " ".join((row["in_force"], row["applicable"], row["status_note"]))
    return re.search(rf"(?<!\d ){MONTHS[int(month) - 1]} {year}", text) or DATE.search(text) is None


def written(date):
    year, month, day = date.split("-")
    names = "January February March April May June July August September October November December".split()
    return f"{int(day)} {names[int(month) - 1]} {year}"


def incident_terms(facts, regime):
    for row in rows_of(facts / "incident_deadlines.csv"):
        if row["regime"] == regime:
            yield from re.findall(r"\b(\d+) h\b", row["deadline"])


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__.strip())
    source = pathlib.Path(sys.argv[2]).resolve()
    facts = pathlib.Path(sys.argv[3]) if len(sys.argv) == 4 else source.parent / "shared/facts"
    if not facts.is_dir():
        print(f"No facts in {facts}: nothing was checked.")
        sys.exit(SKIPPED)
    check = Check(pathlib.Path(sys.argv[1]).resolve(), source, facts)
    problems = check.run()
    if problems:
        sys.exit("\n".join([*problems, f"{len(problems)} problems"]))
    print(f"{len(check.requirements)} requirements and {len(check.regimes)} regimes are as the facts have them.")


if __name__ == "__main__":
    main()
