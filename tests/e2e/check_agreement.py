#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Country, type, size and designation, with each fact unknown in turn: what `scope` says of an organisation is what `evaluate`
does with its frameworks, and what the statement and the board report say of them; and what would decide is asked for.

    check_agreement.py PROGRAM
"""

import json
import re
import unittest

from hostile import Hostile, main

# The regime by which each framework goes.
REGIME = {"bio2": "bio2", "nis2": "nis2", "cbb": "cbw", "cir2690": "nis2-2690", "dora": "dora", "dora-rts": "dora"}
KNOWN = {
    "country": "NL", "cer_designated": "no", "nis2_designated": "none", "nis1_operator": "no", "digital_service": "none",
    "public_communications": "no", "domain_registration": "no", "uses_digid": "no", "uses_suwinet": "no",
    "makes_medical_devices": "no",
}  # fmt: skip
FINANCIAL = {**KNOWN, "nis2_sector": "none", "size_class": "large", "dora_excluded": "no"}
# Type, facts, the frameworks that are evaluated, and the facts without which something cannot be told.
ORGANISATIONS = {
    "municipality": ("municipality", KNOWN, "bio2 cbb nis2", ["cer_designated"]),
    "foreign municipality": ("municipality", {**KNOWN, "country": "BE"}, "nis2", []),
    "ministry": ("ministry", {**KNOWN, "public_safety_body": "no"}, "bio2 cbb nis2", ["public_safety_body"]),
    "safety region": ("joint_arrangement", {**KNOWN, "public_safety_body": "yes"}, "bio2", ["public_safety_body"]),
    "agency": ("agency", {**KNOWN, "public_safety_body": "no", "government_layer": "central"}, "bio2 cbb nis2", ["public_safety_body", "government_layer"]),
    "large hospital": ("hospital", {**KNOWN, "size_class": "large"}, "cbb nis2", ["country", "size_class"]),
    "small practice": ("care_provider", {**KNOWN, "size_class": "small"}, None, ["size_class", "nis2_designated", "nis1_operator"]),
    "German hospital": ("hospital", {**KNOWN, "country": "DE", "size_class": "medium"}, "nis2", ["size_class"]),
    "designated university": ("university", {**KNOWN, "higher_education_designated_on": "2025-12-01"}, "cbb nis2", ["higher_education_designated_on"]),
    "university": ("university", {**KNOWN, "higher_education_designated": "no"}, None, ["higher_education_designated"]),
    "bank": ("bank", {**KNOWN, "size_class": "large"}, "cbb dora dora-rts nis2", ["country"]),
    "German bank": ("bank", {**KNOWN, "country": "DE", "size_class": "large"}, "dora dora-rts nis2", ["country"]),
    "insurer": ("insurer", FINANCIAL, "dora dora-rts", ["dora_excluded", "nis2_sector", "nis1_operator"]),
    "insurer that DORA excepts": ("insurer", {**FINANCIAL, "dora_excluded": "yes"}, None, ["dora_excluded"]),
    "the same, critical": ("insurer", {**FINANCIAL, "dora_excluded": "yes", "cer_designated": "yes"}, "cbb nis2", ["dora_excluded"]),
    "small intermediary": (
        "other_financial_entity", {**FINANCIAL, "dora_entity_type": "insurance_intermediary", "size_class": "small"},
        None, ["size_class", "dora_entity_type"],
    ),
    "cloud provider": ("cloud_provider", {**KNOWN, "digital_service": "cloud", "size_class": "medium"}, "cbb cir2690 nis2", ["size_class"]),
    "company of 40": ("company", {**KNOWN, "nis2_sector": "food", "staff": "40", "turnover_eur": "6000000"}, None, ["nis2_sector", "staff"]),
}  # fmt: skip
OPEN = {"nl": "is niet te bepalen zonder te weten: “", "en": "cannot be told without knowing: “"}
LANGUAGES = ("nl", "en")


class Agreement(Hostile):
    def setUp(self):
        super().setUp()
        self.titles = {
            lang: {row["framework"]: row["title"] for row in json.loads(self.done("list", "frameworks", "--json", "--lang", lang))}
            for lang in LANGUAGES
        }

    def recorded(self, kind, facts):
        self.dossier.unlink(missing_ok=True)
        self.done("init", "--name", "X", "--type", kind, "--year", "2026")
        facts = {"organisation_id": "O", "effective_from": "2024-01-01", "name": "X", "type": kind, **facts}
        path = self.folder / "organisation.csv"
        path.write_text(",".join(facts) + "\n" + ",".join(facts.values()) + "\n", encoding="utf-8")
        self.done("import", path.name, "--by", "Noor")
        told = json.loads(self.done("scope", "--json"))
        return {row["regime"]: row for row in told["regimes"]}, told["asked"]

    def document(self, template, lang):
        self.done("report", template, "--format", "md,json", "--lang", lang, "-o", "out")
        document = json.loads((self.folder / f"out/{template}-{lang}.json").read_text(encoding="utf-8"))
        table = next((block for block in document["blocks"] if block.get("id") == "frameworks"), None)
        return table, (self.folder / f"out/{template}-{lang}.md").read_text(encoding="utf-8")

    def why(self, table):
        """Of each framework in the statement what stands beside it."""
        at = {column["id"]: i for i, column in enumerate(table["columns"])}
        shown = [[cell.get("value") if isinstance(cell, dict) else cell for cell in row] for row in table["rows"]]
        return {row[at["framework"]]: row[at["because"]] for row in shown}

    def check_documents(self, evaluated, rows, lang):
        table, _ = self.document("statement", lang)
        _, board = self.document("board-report", lang)
        why = self.why(table)
        self.assertEqual(set(why), {self.titles[lang][name] for name in evaluated})
        for name in evaluated:
            applies, title = rows[REGIME[name]]["applies"] if name in REGIME else True, self.titles[lang][name]
            self.assertEqual(OPEN[lang].strip("“") in why[title], applies is None, (name, why[title]))
            shown = re.escape(title)
            for said, words in ((applies is None, r"{} \((niet bekend|not known): “"),
                                (applies is False, r"(Geldt niet volgens wat is vastgelegd|Does not apply by what is recorded): [^.]*{}")):
                self.assertEqual(re.search(words.format(shown), board) is not None, said, name)
            refused = {"nl": "Geldt niet", "en": "Does not apply"}[lang]
            self.assertEqual(why[title].startswith(refused), applies is False, (name, why[title]))

    def check_one(self, kind, facts, lang):
        """What scope, evaluate, the statement and the board report say; the regimes, what is asked, what was evaluated."""
        rows, asked = self.recorded(kind, facts)
        code, shown, said = self.run_program("evaluate", "--json", "--lang", "en")
        if code == 3:
            self.assertRegex(said, "VW-E(002|143)")
            evaluated = set()
        else:
            self.assertEqual(code, 0, said)
            evaluated = {row["framework"] for row in json.loads(shown)["frameworks"]}
        told = {message: next((line for line in said.splitlines() if line.endswith(f"[VW-{message}]")), "") for message in ("E062", "E063")}
        for name, regime in REGIME.items():
            applies = rows[regime]["applies"]
            named = re.findall(r"[\w-]+", told["E062" if name in evaluated else "E063"].split(": ", 2)[-1].split(";")[0])
            if applies is None:
                self.assertIn(name, named, said)
            elif applies != (name in evaluated):
                self.assertRegex(said, rf"{name} is evaluated because the type")
            if rows[regime]["as"] == "excluded":
                self.assertNotIn(name, evaluated)
        if evaluated:
            self.check_documents(evaluated, rows, lang)
        return rows, asked, evaluated

    def test_scope_evaluation_and_documents_agree_whatever_is_not_known(self):
        for i, (who, (kind, facts, expected, deciding)) in enumerate(ORGANISATIONS.items()):
            with self.subTest(who=who):
                rows, _, evaluated = self.check_one(kind, facts, LANGUAGES[i % 2])
                self.assertEqual(evaluated & set(REGIME), set((expected or "").split()))
            for place, fact in enumerate(deciding):
                with self.subTest(who=who, unknown=fact):
                    less = {name: value for name, value in facts.items() if name != fact}
                    now, asked, _ = self.check_one(kind, less, LANGUAGES[(i + place + 1) % 2])
                    wanted = {row["field"] for row in asked} | {name for row in asked for name in row["or"]}
                    self.assertIn(fact, wanted)
                    for regime, row in now.items():
                        self.assertIn(row["as"], (rows[regime]["as"], None), regime)
                    if fact != "country" or kind != "bank" or facts["country"] == "NL":
                        self.assertNotEqual([row["as"] for row in now.values()], [row["as"] for row in rows.values()])


if __name__ == "__main__":
    main()
