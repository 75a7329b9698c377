#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Traces the control sets to the collected facts: no requirement invented, none left out in silence,
each about its own subject, each mark carried over, each article and version one that is known.

    check_facts.py PROGRAM SOURCE [FACTS]

FACTS is the folder with the CSV files; without it ../shared/facts beside SOURCE. Skipped where that is absent.
"""

import collections
import csv
import difflib
import functools
import pathlib
import re
import sys

from built_controls import Controls

SKIPPED = 77  # as CMakeLists.txt tells ctest
# What the facts say of a number, and the status and kind that it then has here.
STATUSES = {
    "active": ("active", "overheidsmaatregel"),
    "no-measure": ("placeholder", "control"),
    "moved": ("moved", "overheidsmaatregel"),
    "lapsed": ("lapsed", "overheidsmaatregel"),
}
ASPECTS = ["design", "existence", "operation"]
UNDER_CBW = "; Cbw art. 21"
VERSIONS = {
    "bio2": ("1.3", "2026-01-09"),
    "nis2": ("2022/2555", "2023-01-16"),
    "dora": ("2022/2554", "2023-01-16"),
}
CBW = ("Stb. 2026, 187", "15 August 2026", "15 augustus 2026")
# What BIO2's public text has wrong, by the README of the facts; followed is the corrected reading.
FAULTY = {"5.25.02", "5.20.03", "8.16.03"}
# What a number without a measure of BIO2 is called: the facts give the title of the control there, which is ISO's.
NO_MEASURE = {
    "nl": "Geen overheidsmaatregel bij beheersmaatregel {}",
    "en": "No government measure under control {}",
}
# A length of ISO 8601 in the facts, and how it may be written as the value of a parameter.
PERIOD = re.compile(r"\bP(\d+)([DMY])\b")
LENGTHS = {"D": {"days": 1, "day": 1}, "M": {"months": 1}, "Y": {"years": 1, "months": 12}}
# What the facts say otherwise than as a parameter can hold it: BIO2's six months of 8.18.02 are at most 184 days, and the
# years of 5.28.01 are counted.
SAME = {("8.18.02", "P6M"): ("184", "day"), ("5.28.01", "P3Y"): ("3", None)}
# "21(2)(a)" has the steps 21, 2, a; "21(1)-(3)" and "43-44" are ranges of their last step.
ARTICLE = re.compile(r"\d+[a-z]?(?:\(\w+\))*")
ACT = re.compile(r"\b20\d\d/\d{3,4}\b")
CITED = re.compile(
    r"\b(Cbw|NIS2|DORA) art\. (\d+[a-z]?(?:\(\w+\))*(?:(?:, | and | to )\d+[a-z]?(?:\(\w+\))*)*)"
)
BIO2_CITED = re.compile(r"BIO2 1\.3, (\d\.\d\d\.\d\d(?:(?:, | and )\d\.\d\d\.\d\d)*)")


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def stem(article):
    """Article and paragraph: what the facts know; points and sentences may go deeper."""
    return "".join(re.findall(r"^\d+[a-z]?|\(\d+\)", article)[:2])


def known_articles(cells):
    """Each article that a column names, with and without paragraph, ranges written out."""
    known = set()
    for cell in cells:
        for part in re.split(r"\s*/\s*|;\s*", cell):
            names = ARTICLE.findall(part)
            ends = re.fullmatch(r"(\d+)(?:\((\d+)\))?-(?:\((\d+)\)|(\d+))", part)
            if ends and ends.group(3):
                span = range(int(ends.group(2)), int(ends.group(3)) + 1)
                names += [f"{ends.group(1)}({n})" for n in span]
            elif ends:
                names += [str(n) for n in range(int(ends.group(1)), int(ends.group(4)) + 1)]
            for name in names:
                known |= {stem(name), re.match(r"\d+[a-z]?", name).group()}
    return known


class Check:
    def __init__(self, controls, source, facts):
        self.controls, self.source, self.facts = controls, source, facts
        self.problems = []
        self.bio2 = {row["measure_id"]: row for row in rows_of(facts / "bio2_v1_3_measures.csv")}
        self.articles = {
            "Cbw": known_articles(
                row[column]
                for name, column in (
                    ("cbw_articles.csv", "cbw_article"),
                    ("cbw_articles_addition.csv", "article"),
                )
                for row in rows_of(facts / name)
            ),
            "NIS2": known_articles(row["article"] for row in rows_of(facts / "nis2_obligations.csv")),
            "DORA": known_articles(row["article"] for row in rows_of(facts / "dora_obligations.csv")),
        }
        self.acts = set()
        for path in facts.glob("*.csv"):
            self.acts |= set(ACT.findall(path.read_text(encoding="utf-8")))

    def say(self, where, problem):
        self.problems.append(f"{where}: {problem}")

    def run(self):
        self.versions()
        self.bio2_ids()
        for requirement in self.controls.all_requirements:
            framework, name = requirement["requirement"].split(":", 1)
            if framework == "bio2":
                self.bio2_requirement(name, requirement)
            elif framework in VERSIONS:
                self.article_requirement(framework.upper(), name, requirement)
        self.periodicities()
        self.citations()
        return self.problems

    def versions(self):
        built = {row["framework"]: (row["version"], row["date"]) for row in self.controls.frameworks}
        for framework, expected in VERSIONS.items():
            if built.get(framework) != expected:
                self.say(framework, f"version and date are {built.get(framework)}, not {expected}")
        head = (self.source / "controls/nis2/framework.yaml").read_text(encoding="utf-8")
        for words in CBW:
            if words not in head:
                self.say("nis2", f'the head does not say "{words}"')

    def bio2_ids(self):
        """Each number of the facts once, with the controls under which they stand, and no other."""
        built = collections.Counter(
            row["requirement"].removeprefix("bio2:")
            for row in self.controls.all_requirements
            if row["requirement"].startswith("bio2:")
        )
        due = set(self.bio2) | {row["iso27002_control"] for row in self.bio2.values()}
        for name in sorted(set(built) - due):
            self.say(f"bio2:{name}", "does not belong in the set: it is in no list")
        for name in sorted(due - set(built)):
            self.say(f"bio2:{name}", "is left out")
        for name in sorted(name for name, times in built.items() if times > 1):
            self.say(f"bio2:{name}", "is there more than once")

    def periodicities(self):
        """Each length that the facts give is the default of a parameter, and bio2's own value, of a test that decides."""
        measures = {
            requirement["requirement"]: {measure["measure"] for measure in requirement["measures"]}
            for requirement in self.controls.all_requirements
        }
        for name, row in self.bio2.items():
            for period in PERIOD.finditer(row["periodicity"]):
                found = [
                    (parameter, own)
                    for parameter in self.controls.parameters
                    for own in parameter["set"]
                    if own["by"] == "bio2" and re.search(rf"\b{re.escape(name)}\b", own["source"])
                ]
                if not found:
                    self.say(f"bio2:{name}", f"its periodicity {period.group()} is no parameter that bio2 sets")
                for parameter, own in found:
                    self.periodicity(name, period, parameter, own)
                    of = {test.rsplit(".", 1)[0] for test in parameter["tests"]}
                    if not of & measures.get(f"bio2:{name}", set()):
                        self.say(f"bio2:{name}", f"{parameter['parameter']} is in no test that decides it")

    def periodicity(self, name, period, parameter, own):
        lengths = {
            (str(times * int(period.group(1))), unit)
            for unit, times in LENGTHS[period.group(2)].items()
        }
        expected = {SAME[name, period.group()]} if (name, period.group()) in SAME else lengths
        for whose, value in (
            ("bio2's value", (own["value"], own["unit"])),
            ("the default", (parameter["default"], parameter["unit"])),
        ):
            if value not in expected:
                said = " ".join(part for part in value if part)
                self.say(f"bio2:{name}", f"{whose} of {parameter['parameter']} is {said}, not {period.group()}")
        if name not in parameter["source"]:
            self.say(f"bio2:{name}", f"{parameter['parameter']} does not give it as its source")

    def bio2_requirement(self, name, requirement):
        where, row = f"bio2:{name}", self.bio2.get(name)
        if row is None:
            self.bio2_control(where, name, requirement)
            return
        status, kind = STATUSES[row["status"]]
        self.is_a(where, requirement, status, kind)
        number = f"BIO2 1.3, {name}; ISO 27002:2022, {row['iso27002_control']}"
        self.refers(where, requirement, number, row["legal_basis"] == "cbw")
        for field, expected in (("moved_to", row["moved_to"]), ("parent", row["iso27002_control"])):
            if requirement[field] != (f"bio2:{expected}" if expected else None):
                self.say(where, f"{field} is {requirement[field]}, not {expected or None}")
        for language in ("nl", "en"):
            title = requirement["title"][language]
            if row["status"] != "no-measure":
                self.own_subject(where, name, title, language)
            elif title != NO_MEASURE[language].format(row["iso27002_control"]):
                self.say(where, f"its title ({language}) does not say that BIO2 has no measure here")
        self.marks(where, name, row, requirement)

    def bio2_control(self, where, name, requirement):
        """A control of ISO 27002: BIO2 gives its number, the words are ours."""
        rows = [row for row in self.bio2.values() if row["iso27002_control"] == name]
        if not rows:
            return
        self.is_a(where, requirement, "active", "control")
        standard = {row["subject_en_paraphrase"].lower() for row in rows if row["status"] == "no-measure"}
        if requirement["title"]["en"].lower() in standard:
            self.say(where, "its title is the one of the ISO standard")
        under_cbw = any(row["legal_basis"] == "cbw" for row in rows)
        statutory = any("IS statutory" in row["note"] for row in rows)
        self.refers(where, requirement, f"BIO2 1.3; ISO 27002:2022, {name}", under_cbw)
        if statutory and "statutory" not in requirement["explain"]["en"]:
            self.say(where, "does not say that the control itself is statutory")
        if not under_cbw and not statutory and requirement["mark"] != "unverified":
            self.say(where, "is outside the Cbw by a secondary source, and not marked unverified")
        if [aspect["aspect"] for aspect in requirement["aspects"] if aspect["question"]] != ASPECTS:
            self.say(where, "does not ask about each of its aspects")
        for measure in requirement["measures"]:
            if measure["coverage"] != "partial":
                self.say(where, f"{measure['measure']} cannot cover a whole control")

    def is_a(self, where, requirement, status, kind):
        if (requirement["status"], requirement["kind"]) != (status, kind):
            found = f"{requirement['status']} {requirement['kind']}"
            self.say(where, f"is an {found}, by the facts it is {status} {kind}")
        if requirement["explain"] is None or not all(requirement["explain"].values()):
            self.say(where, "is not explained")
        if status == "active" and not requirement["owner"]:
            self.say(where, "says of nobody that they usually see to it")

    def refers(self, where, requirement, number, under_cbw):
        reference = number + (UNDER_CBW if under_cbw else "")
        if requirement["reference"] != reference:
            self.say(where, f"reference {requirement['reference']!r} is not {reference!r}")

    @functools.cached_property
    def subjects(self):
        """By language and number; a matcher remembers what it found out about its second text."""
        return {
            language: {
                name: difflib.SequenceMatcher(None, "", row[f"subject_{language}_paraphrase"].lower())
                for name, row in self.bio2.items()
            }
            for language in ("nl", "en")
        }

    def own_subject(self, where, name, title, language):
        """Of all subjects the title must be nearest to its own: a shifted row shows at once."""
        subjects = self.subjects[language]
        for matcher in subjects.values():
            matcher.set_seq1(title.lower())
        nearest, most = name, subjects[name].ratio()
        for other, matcher in subjects.items():
            # The quick ones are bounds from above, and hundreds of times as fast.
            if matcher.real_quick_ratio() > most and matcher.quick_ratio() > most and matcher.ratio() > most:
                nearest, most = other, matcher.ratio()
        if nearest != name:
            self.say(where, f"its title ({language}) is nearer to the subject of {nearest}")

    def marks(self, where, name, row, requirement):
        mark, explain = requirement["mark"], requirement["explain"]
        if row["legal_basis"] == "self-regulation" and mark != "unverified":
            self.say(where, "is outside the Cbw by a secondary source, and not marked unverified")
        if name in FAULTY and mark != "derived":
            self.say(where, "follows a corrected reading, and is not marked derived")
        if "draft" in row["note"] and not (
            "concept" in explain["nl"].lower() and "draft" in explain["en"].lower()
        ):
            self.say(where, "does not say what the draft of the next version does with it")
        if "IS statutory" in row["note"] and "statutory" not in explain["en"]:
            self.say(where, "does not say that the control itself is statutory")

    def article_requirement(self, act, name, requirement):
        where = requirement["requirement"]
        article = name.split("-")[0]
        if stem(article) not in self.articles[act]:
            self.say(where, f"{act} art. {stem(article)} is in no fact")
        if not re.search(rf"\b{act} art\. {re.escape(article)}", requirement["reference"]) and not (
            "-" in name and requirement["reference"].startswith("Cbw art. ")
        ):
            self.say(where, f"reference {requirement['reference']!r} does not name {act} art. {article}")
        self.cited(where, requirement["reference"])

    def citations(self):
        """The bases of the tests; `explain --json` does not tell them."""
        for path in sorted((self.source / "controls/measures").glob("*.yaml")):
            test = ""
            for line in path.read_text(encoding="utf-8").splitlines():
                test = line.split(": ", 1)[1] if line.startswith("      - id: ") else test
                if line.strip().startswith("basis: "):
                    self.cited(test, line)

    def cited(self, where, text):
        for act, names in CITED.findall(text):
            for name in ARTICLE.findall(names):
                if stem(name) not in self.articles[act]:
                    self.say(where, f"{act} art. {name} is in no fact")
        for names in BIO2_CITED.findall(text):
            for name in re.findall(r"\d\.\d\d\.\d\d", names):
                if self.bio2.get(name, {}).get("status") != "active":
                    self.say(where, f"BIO2 {name} is no active measure")
        for act in ACT.findall(text):
            if act not in self.acts:
                self.say(where, f"act {act} is in no fact")


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__.strip())
    source = pathlib.Path(sys.argv[2]).resolve()
    facts = pathlib.Path(sys.argv[3]) if len(sys.argv) == 4 else source.parent / "shared/facts"
    if not (facts / "bio2_v1_3_measures.csv").is_file():
        print(f"SKIPPED lint.facts: no facts in {facts}; the ids of the control sets were NOT traced.")
        sys.exit(SKIPPED)
    controls = Controls(pathlib.Path(sys.argv[1]).resolve(), VERSIONS)
    problems = Check(controls, source, facts).run()
    if problems:
        sys.exit("\n".join([*problems, f"{len(problems)} problems"]))
    print(f"{len(controls.all_requirements)} requirements traced to {facts.name}.")


if __name__ == "__main__":
    main()
