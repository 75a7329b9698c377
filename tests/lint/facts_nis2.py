#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Traces what the control sets say of NIS2, the Cbw, its decree, 2024/2690 and the framework of ADR and NOREA to the
collected facts: each id there once and none invented, in its place, with its mark; each article of a law either in a
requirement or, with its reason, in the head's list of what was left out.

    facts_nis2.py SOURCE [FACTS]

FACTS is the folder with the CSV files; without it ../shared/facts beside SOURCE. Skipped where that or python3-yaml is absent.
"""

import collections
import csv
import pathlib
import re
import sys

try:
    import yaml
except ImportError:
    yaml = None

SKIPPED = 77  # as CMakeLists.txt tells ctest
# framework: (version, date, and what the head must say besides)
HEADS = {
    "cir2690": ("2024/2690", "2024-10-17", ()),
    "cbb": ("2026-189", "2026-08-15", ("Stb. 2026, 189", "niet geverifieerd", "unverified")),
    "adr-norea": ("2025", "2025", ("ADR and NOREA, Cbw (NIS2) Control Framework (2025), CC BY 4.0",)),
}
# "where appropriate" in the words of the facts. Of the second list only a part of the point may lapse, and it says so.
LAPSES = re.compile(r"where applicable|where fitting|as far as feasible|where appropriate")
ONLY_IN_PART = {"3.3.2", "12.3.2"}
# Rows of the facts that are no article, and why. Articles that ask nothing of the entity stand, each with its reason, under
# `left_out` in the head of the framework, where a reader of the catalogue sees them.
NO_ARTICLE = {"(old draft list)": "to be discarded, by the facts themselves"}
# Whom the register of regimes means by each row of the competent authorities.
SECTORS = {
    "overheid: centrale overheden": "central_government",
    "overheid: decentrale overheden excl. waterschappen": "municipality",
    "overheid: waterschappen": "water_authority",
    "digitale infrastructuur": "digital_infrastructure",
    "beheer van ICT-diensten (B2B)": "ict_service_management",
    "ruimtevaart": "space",
    "post- en koeriersdiensten": "postal",
    "vervaardiging (5 subsectors)": "nis2_sector = 'manufacturing'$",
    "vervaardiging medische hulpmiddelen": "makes_medical_devices",
    "digitale aanbieders": "digital_providers",
    "domeinnaamregistratiediensten": "domain_registration",
    "bankwezen": "banking",
    "infrastructuur financiele markt": "financial_market",
    "vervoer (lucht, spoor, water, weg)": "transport",
    "drinkwater": "drinking_water",
    "afvalwater": "waste_water",
    "afvalstoffenbeheer": "waste_management",
    "chemische stoffen": "chemicals",
    "energie": "energy",
    "levensmiddelen": "food",
    "gezondheidszorg": "health",
    "hoger onderwijs (designated)": "education",
    "onderzoek": "research",
}
CBRO = {"decentral government": "cbro-decentral", "central government": "cbro-central", "annex 1 TBB": "cbro-tbb"}
STEP = re.compile(r"\d+[a-z]?(?:\(\w+\))*")


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def spelled_out(article):
    """21(1)-(3) and 43-44 as each of their steps; 15(1), 33 as both."""
    ends = re.fullmatch(r"(\d+)\((\d+)\)-\((\d+)\)", article)
    if ends:
        return [f"{ends.group(1)}({n})" for n in range(int(ends.group(2)), int(ends.group(3)) + 1)]
    ends = re.fullmatch(r"(\d+)-(\d+)", article)
    if ends:
        return [str(n) for n in range(int(ends.group(1)), int(ends.group(2)) + 1)]
    return STEP.findall(article)


def in_order(numbers):
    return sorted(numbers.split(), key=lambda number: [int(part) for part in number.split(".")])


def cited(act, reference):
    """The articles of an act that a reference names, also behind commas, `and` and `to`."""
    found = set()
    for part in reference.split(";"):
        match = re.match(rf"\s*{act} art\. (.*)", part)
        for words in [match.group(1)] if match else []:
            found |= set(STEP.findall(words))
            for first, last in re.findall(r"(\d+\(\d+\)) to \d*(\(\d+\))", words):
                found |= set(spelled_out(f"{first}-{last}"))
            for first, last in re.findall(r"\b(\d+) to (\d+)\b", words):
                found |= set(spelled_out(f"{first}-{last}"))
    return found


class Check:
    def __init__(self, sets, facts):
        """sets: {framework: (head, [requirement])}, as the YAML has them; facts: {file without .csv: rows}."""
        self.sets, self.facts, self.problems = sets, facts, []

    def say(self, where, problem):
        self.problems.append(f"{where}: {problem}")

    def requirements(self, framework):
        return self.sets.get(framework, ({}, []))[1]

    def ids(self, framework, due):
        """Each id that is due is there once, and no other."""
        counts = collections.Counter(row["id"] for row in self.requirements(framework))
        for name in sorted(due - set(counts)):
            self.say(f"{framework}:{name}", "is left out")
        for name in sorted(set(counts) - due):
            self.say(f"{framework}:{name}", "is in no fact")
        for name, count in counts.items():
            if count > 1:
                self.say(f"{framework}:{name}", f"is there {count} times")

    def run(self):
        for framework, (version, date, words) in HEADS.items():
            self.head(framework, version, date, words)
        self.annex()
        self.significance()
        self.law("NIS2", [row["article"] for row in self.facts["nis2_obligations"]])
        cbw = [row["cbw_article"] for row in self.facts["cbw_articles"]]
        cbw += [row["article"] for row in self.facts["cbw_articles_addition"]]
        self.law("Cbw", cbw)
        self.decree()
        self.domains()
        self.explained()
        return self.problems

    def head(self, framework, version, date, words):
        head = self.sets.get(framework, ({}, []))[0]
        if (head.get("version"), head.get("date")) != (version, date):
            self.say(framework, f"version and date are not {version}, {date}")
        said = " ".join(
            text for value in head.values() if isinstance(value, dict) for text in value.values()
        )
        for word in words:
            if word not in said:
                self.say(framework, f'the head does not say "{word}"')

    def annex(self):
        points = {row["id"]: row for row in self.facts["nis2_cir2690_annex"]}
        rows = [row for row in self.requirements("cir2690") if row["kind"] == "annex_point"]
        above = {name.rsplit(".", 1)[0] for name in points if "." in name}
        # The numbers of ISO 27002 that ENISA lays beside a point.
        beside = {
            row["cir2690_point"]: f"; ISO 27002:2022, {', '.join(in_order(row['iso27002_2022_by_ENISA']))}"
            for row in self.facts["crosswalk_nis2_dora_iso_bio2"]
            if row["iso27002_2022_by_ENISA"]
        }
        for row in rows:
            name, where = row["id"], f"cir2690:{row['id']}"
            if name not in points:
                continue
            status = "heading" if name in above else "active"
            if row.get("status", "active") != status:
                self.say(where, f"is not {status}")
            parent = name.rsplit(".", 1)[0] if "." in name else None
            if row.get("parent") != parent:
                self.say(where, f"does not stand under {parent}")
            if row["reference"] != f"Implementing Regulation (EU) 2024/2690, annex {name}" + beside.get(name, ""):
                self.say(where, f"reference {row['reference']!r} is not its own")
            said = LAPSES.search(points[name]["subject_paraphrased"])
            lapses = bool(said) and name not in ONLY_IN_PART
            if (row.get("where_appropriate") == "true") != lapses:
                self.say(where, f"where_appropriate should be {str(lapses).lower()}")
            if "significant incident" in points[name]["review_or_frequency"] and status == "active":
                self.reviewed(where, row, points[name]["review_or_frequency"])
        self.ids("cir2690", set(points) | set(self.thresholds()))

    def reviewed(self, where, row, when):
        if row.get("aspects", ["operation"]) != ["operation"]:
            self.say(where, "is a review, and asks more than operation")
        if " and after" in when and any(mapped["coverage"] == "full" for mapped in row.get("maps", ())):
            self.say(where, "is full, while what happens after an incident is not tested")

    def thresholds(self):
        return {
            row["article"].split("/")[0]: row["entity_type"]
            for row in self.facts["nis2_cir2690_significance"]
        }

    def significance(self):
        due = self.thresholds()
        for row in self.requirements("cir2690"):
            name, where = row["id"], f"cir2690:{row['id']}"
            if name not in due:
                continue
            if row["kind"] != "article" or row.get("aspects") != ["operation"]:
                self.say(where, "is no article that asks operation")
            if f"art. {name}" not in row["reference"]:
                self.say(where, "does not refer to its own article")
            everybody = due[name].startswith("all")
            if everybody == ("applies_when" in row):
                self.say(where, f"is for {due[name]}, and its condition says otherwise")

    def law(self, act, articles):
        """Each article of a law stands in a reference, or in the list of what was left out: in one of both."""
        head, requirements = self.sets.get("nis2", ({}, []))
        named, listed = set(), set()
        for row in requirements:
            named |= cited(act, row["reference"])
        for row in head.get("left_out", ()):
            listed |= cited(act, row["reference"])
        seen = set()
        for article in articles:
            steps = set(spelled_out(article))
            seen |= steps
            if not all(self.deeper(step, named) or step in listed for step in steps):
                self.say(f"{act} {article}", "stands in no requirement, nor in the list of what was left out")
        for step in sorted(listed - seen):
            self.say(f"{act} {step}", "was left out, and is in no fact")
        for step in sorted(listed & named):
            self.say(f"{act} {step}", "was left out, and stands in a requirement")

    @staticmethod
    def deeper(step, named):
        """21(3) counts as named when 21(3)(a) is, and 43 when 43(1) is."""
        return step in named or any(name.startswith(step + "(") for name in named)

    def decree(self):
        due = {row["cbb_article"] for row in self.facts["cbb_articles"]} - set(NO_ARTICLE)
        counts = collections.Counter(row["scope"] for row in self.facts["cbro_thresholds"])
        due |= {f"{CBRO[scope]}-{n}" for scope, count in counts.items() for n in range(1, count + 1)}
        self.ids("cbb", due)
        for row in self.requirements("cbb"):
            if row.get("status") != "heading" and row.get("mark") != "unverified":
                self.say(f"cbb:{row['id']}", "is not marked unverified")

    def domains(self):
        rows = {row["domain"]: row for row in self.facts["adr_norea_cbw_framework_domains"]}
        self.ids("adr-norea", set(rows))
        for row in self.requirements("adr-norea"):
            fact = rows.get(row["id"])
            if fact is None:
                continue
            if f"domain {row['id']}, control" not in row["reference"]:
                self.say(f"adr-norea:{row['id']}", "does not refer to its own domain")
            for code in fact["control_codes"].split():
                if not re.search(rf"\b{re.escape(code)}\b", row["reference"]):
                    self.say(f"adr-norea:{row['id']}", f"does not name control {code}")
            if row["title"]["nl"] == fact["title_nl"]:
                self.say(f"adr-norea:{row['id']}", "has the title of the framework itself")

    def explained(self):
        for framework in (*HEADS, "nis2"):
            for row in self.requirements(framework):
                where = f"{framework}:{row['id']}"
                if not row.get("explain"):
                    self.say(where, "is not explained")
                if row.get("status") != "heading" and not row.get("owner"):
                    self.say(where, "has no owner")

    def supervision(self, regimes):
        lines = [line for regime in regimes if regime["id"] == "cbw" for line in regime["supervision"]]
        for row in self.facts["cbw_competent_authorities"]:
            where = f"cbw, {row['sector']}"
            word = SECTORS.get(row["sector"])
            found = [line for line in lines if word and re.search(word, line["when"])]
            if not found:
                self.say(where, "has no line in the register")
                continue
            line = found[0]
            if row["competent_authority_minister"].split()[0] not in line["authority"]["nl"].replace("ë", "e") and (
                "minister of" not in row["competent_authority_minister"]
            ):
                self.say(where, f"its minister is not {row['competent_authority_minister']}")
            inspectorate = row["inspectorate"].split(" (")[0].replace("/", " of ")
            if inspectorate != line.get("inspectorate", {}).get("nl", ""):
                self.say(where, f"its inspectorate is not {inspectorate}")
            unsure = re.search("background|secondary", row["verification"]) is not None
            if unsure != (line.get("mark") == "unverified"):
                self.say(where, "its mark is not that of the facts")


def read(source):
    """The control sets and the register of regimes, every value as it is written."""
    sets, regimes = collections.defaultdict(lambda: ({}, [])), []
    for path in sorted((source / "controls").glob("*/*.yaml")):
        text = path.read_text(encoding="utf-8")
        if not re.search(r"^(framework|requirements_of|regimes):", text, re.M):
            continue
        value = yaml.load(text, yaml.BaseLoader)
        regimes += value.get("regimes", [])
        name = value.get("framework") or value.get("requirements_of")
        if name:
            head, requirements = sets[name]
            head.update(value if "framework" in value else {})
            requirements.extend(value.get("requirements", []))
    return sets, regimes


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__.strip())
    source = pathlib.Path(sys.argv[1]).resolve()
    facts = pathlib.Path(sys.argv[2]) if len(sys.argv) == 3 else source.parent / "shared/facts"
    if yaml is None or not (facts / "nis2_cir2690_annex.csv").is_file():
        print(f"SKIPPED lint.facts.nis2: no python3-yaml, or no facts in {facts}; NOTHING was traced.")
        sys.exit(SKIPPED)
    sets, regimes = read(source)
    check = Check(sets, {path.stem: rows_of(path) for path in facts.glob("*.csv")})
    problems = check.run()
    check.supervision(regimes)
    if problems:
        sys.exit("\n".join([*problems, f"{len(problems)} problems"]))
    count = sum(len(sets[name][1]) for name in (*HEADS, "nis2"))
    print(f"{count} requirements traced to {facts.name}.")


if __name__ == "__main__":
    main()
