#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Holds the frameworks dora and dora-rts to the collected facts: each duty, clause, article and threshold there
once, none invented; versions, dates, references and numbers right; each carve-out in `applies_when`; marks carried.

    facts_dora.py PROGRAM SOURCE [FACTS]

FACTS is the folder with the CSV files; without it ../shared/facts beside SOURCE. Skipped where that is absent.
"""

import collections
import concurrent.futures
import datetime
import json
import pathlib
import re
import sys
import tempfile

from built_controls import WORKERS, answer_of
from check_facts import rows_of

SKIPPED = 77  # as CMakeLists.txt tells ctest
SIMPLE, FULL = "dora_simplified = true", "dora_simplified = false"
MICRO, NOT_MICRO = "microenterprise = true", "microenterprise = false"
DESIGNATED = f"tlpt_designated = true and {FULL} and {NOT_MICRO}"
CSD = "dora_entity_type = 'central_securities_depository'"
# The columns scope_carve_out (of duties) and track (of 2024/1774), and who is left by them.
CARVED = {
    "all": None,
    "optional": None,
    "voluntary": None,
    "critical functions": None,  # of the contract, not of the organisation
    "all (micro: 25(3))": None,
    "not Art. 16 entities": FULL,
    "not Art. 16; micro: periodically": FULL,
    "not Art. 16; audit not for micro": FULL,
    "not Art. 16; extra scenarios not micro": FULL,
    "not Art. 16; reporting not micro": FULL,
    "not micro; not Art. 16": f"{FULL} and {NOT_MICRO}",
    "not micro/Art. 16": f"{FULL} and {NOT_MICRO}",
    "not micro (micro assess need)": f"{FULL} and {NOT_MICRO}",  # their own duty: 12(4)-micro
    "not micro": NOT_MICRO,
    "micro": MICRO,
    "Art. 16 entities only": SIMPLE,
    "designated": DESIGNATED,
    "designated; not micro/Art. 16": DESIGNATED,
    "CSDs": CSD,
    "CSD, CCP": "dora_entity_type in ('central_securities_depository', 'central_counterparty')",
    "data reporting service providers": "dora_entity_type = 'data_reporting'",
    "credit, payment, AIS, e-money institutions": "dora_entity_type in ('credit_institution', "
    "'payment_institution', 'account_information', 'e_money')",
    "full": FULL,
    "simplified": SIMPLE,
}
# Duties that share an article, and articles that the set names by their first paragraph.
NAMED = {
    "D28.3b": "28(3)-2",
    "D28.3c": "28(3)-3",
    "D28.3d": "28(3)-4",
    "D26.3": "26(3)",
    "D45": "45",
}
OF_OUR_OWN = {"dora:12(4)-micro": f"{MICRO} and {FULL}"}
UNSURE = re.compile(r"background|unverified|draft|derived|secondary source", re.IGNORECASE)
NUMBER = re.compile(r"\d+(?: 000)?")


class Check:
    def __init__(self, program, source, facts):
        self.program, self.source, self.facts = program, source, facts
        self.problems = []
        with tempfile.TemporaryDirectory(prefix="dora-") as folder:

            def ask(*words):
                return json.loads(answer_of(program, folder, *words, "--json"))

            self.heads = {row["framework"]: row for row in ask("list", "frameworks")}
            names = [
                row["requirement"]
                for row in ask("list", "requirements")
                if row["requirement"].startswith(("dora:", "dora-rts:"))
            ]
            with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
                self.built = dict(zip(names, pool.map(lambda name: ask("explain", name), names)))
        self.due = collections.Counter()

    def say(self, where, problem):
        self.problems.append(f"{where}: {problem}")

    def run(self):
        self.acts()
        self.duties()
        self.clauses()
        for row in rows_of(self.facts / "dora_rts_1774_articles.csv"):
            found = self.one(f"dora-rts:1774-{row['article']}", row, "2024/1774", row["article"])
            if row["track"] == "-":
                self.equal(found, "status", "heading")
            else:
                self.equal(found, "applies_when", CARVED[row["track"]])
        self.thresholds()
        self.contract_policy()
        for name, condition in OF_OUR_OWN.items():
            self.due[name] += 1
            self.equal(self.built.get(name), "applies_when", condition)
        self.ids_and_texts()
        return self.problems

    def acts(self):
        """Versions and dates; what the facts do not vouch for is said in the head."""
        acts = {row["act"]: row for row in rows_of(self.facts / "dora_level2_acts.csv")}
        published = re.search(r"published (\d+ \w+ \d{4})", acts["2024/1774"]["in_force_or_note"]).group(1)
        day = datetime.datetime.strptime(published, "%d %b %Y").date().isoformat()
        for name, version, date in (("dora", "2022/2554", "2023-01-16"), ("dora-rts", "2024/1774", day)):
            head = self.heads.get(name, {})
            if (head.get("version"), head.get("date")) != (version, date):
                self.say(name, f"version and date are not {version} and {date}")
            if version not in acts:
                self.say(name, f"act {version} is in no fact")
        head = (self.source / "controls/dora-rts/framework.yaml").read_text(encoding="utf-8")
        if UNSURE.search(acts["2024/1774"]["in_force_or_note"]) and not (
            "background knowledge" in head and "achtergrondkennis" in head
        ):
            self.say("dora-rts", "does not say that its date is background knowledge")
        if "\nregime: dora\n" not in head:
            self.say("dora-rts", "does not follow the regime dora")

    def one(self, name, row, act, article):
        """What stands for a row of the facts, its reference and its mark."""
        self.due[name] += 1
        found = self.built.get(name)
        if found is None:
            self.say(name, "is left out")
            return None
        title = f"DORA art. {article}" if act == "DORA" else f"Delegated Regulation (EU) {act}, art. {article}"
        if not re.match(re.escape(title) + r"(?:\(\w\) to \(\w\))?(?![\d(])", found["reference"]):
            self.say(name, f"reference {found['reference']!r} does not name {title}")
        if UNSURE.search(" ".join(row.values())) and not found["mark"]:
            self.say(name, "the facts are not sure of it, and it bears no mark")
        return found

    def equal(self, found, field, expected):
        if found is not None and found[field] != expected:
            self.say(found["requirement"], f"{field} is {found[field]!r}, not {expected!r}")

    def duties(self):
        for row in rows_of(self.facts / "dora_obligations.csv"):
            article = re.sub(r"\([a-z]\)-\([a-z]\)$", "", row["article"])
            name = NAMED.get(row["id"], article)
            found = self.one(f"dora:{name}", row, "DORA", name.split("-")[0])
            self.equal(found, "applies_when", CARVED[row["scope_carve_out"]])

    def clauses(self):
        """Each clause is decided in full by tests that ask for that clause."""
        text = "\n".join(
            path.read_text(encoding="utf-8")
            for path in sorted((self.source / "controls/measures").glob("dora-clauses*.yaml"))
        )
        demands = {
            block.split("\n", 1)[0]: set(re.findall(r"demand = '(\w+)'", block))
            for block in text.split("\n  - id: ")[1:]
        }
        critical = {
            block.split("\n", 1)[0]
            for block in text.split("\n  - id: ")[1:]
            if "population: contracts-for-critical-functions" in block
        }
        for row in rows_of(self.facts / "dora_art30_clauses.csv"):
            parts = row["clause_id"].split(".")
            if parts[-1] == "micro":
                found = self.one("dora:30(3)-micro", row, "DORA", "30(3)")
                self.equal(found, "applies_when", MICRO)
                continue
            name = f"{parts[0]}({parts[1]})" + "".join(f"({part})" for part in parts[2:])
            where = f"dora:{name}"
            if parts[0] == "28":  # a duty too, counted there
                found = self.built.get(where)
            else:
                found = self.one(where, row, "DORA", name)
            if found is None:
                continue
            measures = [entry["measure"] for entry in found["measures"] if entry["coverage"] == "full"]
            wanted = "dora_" + row["clause_id"].replace(".", "_")
            if [demands.get(measure) for measure in measures] != [{wanted}]:
                self.say(where, f"is not decided in full by tests of the clause {wanted}")
            elif (measures[0] in critical) != row["applies_to"].startswith("critical"):
                self.say(where, f"its contracts are not those of the facts: {row['applies_to']}")

    def thresholds(self):
        """The numbers stand in the texts, and those of thresholds in the rule too."""
        measures = (self.source / "controls/measures/dora-incidents.yaml").read_text(encoding="utf-8")
        rule = measures.split("- id: dora.major-thresholds.applied")[1].split("reason:")[0]
        for row in rows_of(self.facts / "dora_rts_1772_thresholds.csv"):
            article = row["article"]
            found = self.one(f"dora-rts:1772-{article}", row, "2024/1772", article)
            if found is None:
                continue
            only = f"{FULL} and {NOT_MICRO}" if "not for micro" in row["test_paraphrased"] else None
            self.equal(found, "applies_when", only)
            if not article.startswith("9("):
                continue
            if not {"dora.major-thresholds"} <= {entry["measure"] for entry in found["measures"]}:
                self.say(found["requirement"], "is not mapped to the test of the thresholds")
            for number in NUMBER.findall(row["number"].split("(")[0]):
                words = {"2": "(?:2|two|twee)"}.get(number, number)
                for language in ("nl", "en"):
                    if not re.search(rf"\b{words}\b", found["explain"][language]):
                        self.say(found["requirement"], f"its text ({language}) does not tell {number}")
                sign = r">=" if ">=" in row["number"] else r">"
                if not re.search(rf"{sign} {number.replace(' ', '')}\b", rule):
                    self.say(found["requirement"], f"the rule does not have {sign} {number}")

    def contract_policy(self):
        for row in rows_of(self.facts / "dora_rts_1773_contract_policy.csv"):
            article = row["article"].replace("-", " to ")
            name = re.sub(r"-.*", "", row["article"])
            found = self.one(f"dora-rts:1773-{name}", row, "2024/1773", article)
            if found is not None and found["status"] == "active":
                self.equal(found, "applies_when", f"{FULL} and {NOT_MICRO}")  # as DORA art. 28(2)

    def ids_and_texts(self):
        for name, times in self.due.items():
            if times > 1:
                self.say(name, f"stands for {times} facts")
        seen = {}
        for name, found in self.built.items():
            if name not in self.due:
                self.say(name, "is in no fact")
            if found["status"] != "active":
                continue
            for language in ("nl", "en"):
                text = found["explain"][language]
                if not text or not (found["owner"] or {}).get(language):
                    self.say(name, f"has no text or owner ({language})")
                elif seen.setdefault(text, name) != name:
                    self.say(name, f"is explained in the same words as {seen[text]}")


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__.strip())
    source = pathlib.Path(sys.argv[2]).resolve()
    facts = pathlib.Path(sys.argv[3]) if len(sys.argv) == 4 else source.parent / "shared/facts"
    if not (facts / "dora_obligations.csv").is_file():
        print(f"SKIPPED lint.facts.dora: no facts in {facts}; the duties of DORA were NOT traced.")
        sys.exit(SKIPPED)
    check = Check(pathlib.Path(sys.argv[1]).resolve(), source, facts)
    problems = check.run()
    if problems:
        sys.exit("\n".join([*problems, f"{len(problems)} problems"]))
    print(f"{len(check.built)} requirements traced to {sum(check.due.values())} facts.")


if __name__ == "__main__":
    main()
