#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""No document reassures about what nobody looked at: from a dossier without evidence, and from one in which a few tests
could tell and the others could not.

    check_reassurance.py PROGRAM
"""

import json
import re

import counts
from hostile import SLOW_FRAMEWORK, Hostile, assets, main

NOTHING_TESTED = {"nl": "Er is niets getoetst: {} toetsen konden niet worden beoordeeld.",
                  "en": "Nothing was tested: {} tests could not be assessed."}
NOTHING_ASSESSED = {"nl": "Er is niets beoordeeld: {} normen konden niet worden beoordeeld.",
                    "en": "Nothing was assessed: {} requirements could not be assessed."}
REASSURING = re.compile(
    r"Bij geen (maatregel|toets) |No (measure|test) had more|Geen (norm|toetsobject) |No (requirement|subject) |Bij 0 systemen"
    r"|in 0 systems|Elke norm is bekeken|Each requirement was looked at|Getoetst is aan|ested against|Niets wacht op een besluit\."
    r"|Nothing waits for a decision\.|Bij geen systeem|In no system")
PUBLIC = ("in-control-statement", *(f"section-{kind}-{length}" for kind in ("municipality", "council")
                                    for length in ("full", "page")))
# One test that can tell, of systems whose importance nobody wrote down, and one that cannot.
HOUSE = """measures:
  - id: things.named
    title: {nl: Namen, en: Names}
    explain: {nl: Alles heet naar behoren., en: All has a proper name.}
    owner: {nl: Beheerder, en: Keeper}
    remedy: {nl: Geef een naam., en: Give a name.}
    tests:
      - id: things.named.mail
        aspect: existence
        title: {nl: Alles heet Mail, en: All is called Mail}
        reason: {nl: Een systeem heet anders., en: A system has another name.}
        for: asset
        condition: name like 'Mail%'
      - id: things.named.important
        aspect: existence
        title: {nl: Alles is belangrijk, en: All is important}
        reason: {nl: Niet belangrijk., en: Not important.}
        for: asset
        condition: criticality = 'high'
"""


class Counts(Hostile):
    def begun(self, kind="municipality"):
        self.done("init", "--name", "Waterrijk", "--type", kind, "--year", "2025", "--as-of", "2025-12-31")

    def report(self, template, lang):
        self.done("report", template, "--lang", lang, "--format", "md,json")
        document = json.loads((self.folder / f"{template}-{lang}.json").read_text(encoding="utf-8"))
        text = (self.folder / f"{template}-{lang}.md").read_text(encoding="utf-8")
        for sentence, total, parts in counts.sentences(text):
            self.assertEqual(sum(parts), total, f"{template}: {sentence}")
        for where, total, parts in counts.tables(document):
            self.assertEqual(sum(parts), total, f"{template}: {where}")
        return text, document

    def test_an_empty_dossier_reassures_nobody(self):
        self.begun()
        self.done("evaluate")
        tests = len(self.listed("findings"))
        open_norms = len({one["requirement"] for one in self.listed("conclusions") if one["result"] == "not_assessed"})
        self.assertGreater(tests, 300)
        for lang in ("nl", "en"):
            for template in ("statement", "board-report", *PUBLIC):
                text, document = self.report(template, lang)
                self.assertEqual(REASSURING.findall(text + json.dumps(document, ensure_ascii=False)
                                                    if template != "statement" else text), [], template)
            for template in ("statement", "board-report", "in-control-statement", "section-council-full"):
                self.assertIn(NOTHING_TESTED[lang].format(tests), self.report(template, lang)[0], template)
            for template in ("board-report", "section-municipality-full"):
                self.assertIn(NOTHING_ASSESSED[lang].format(open_norms), self.report(template, lang)[0], template)

    def test_what_no_evidence_decided_does_not_follow_from_tests(self):
        self.begun()
        self.done("evaluate")
        found = self.listed("conclusions")
        without = [one for one in found if one["computed"] is None]
        open_still = [one for one in found if one["computed"] == "not_assessed"]
        self.assertGreater(len(open_still), 500)
        for template in ("in-control-statement", "section-municipality-full", "section-council-full"):
            text, _ = self.report(template, "nl")
            ((sentence, total, parts),) = [one for one in counts.sentences(text) if "uit toetsen op bewijs" in one[0]]
            exempt = len(found) - len(without) - len(open_still)
            self.assertEqual(total, len(found), sentence)
            self.assertEqual(parts, [0, 0, len(open_still), len(without), exempt], sentence)
            self.assertIn("te weinig bewijs voor een uitkomst; die gelden als niet beoordeeld", sentence)

    def test_none_is_said_with_what_could_not_be_assessed(self):
        self.begun()
        self.write("asset.csv", assets(2))
        self.write("house/measures.yaml", HOUSE)
        self.write("house/framework.yaml", SLOW_FRAMEWORK.replace("things.slow", "things.named"))
        self.done("import", "asset.csv", "--complete", "--collected-at", "2025-12-31", "--by", "Z")
        self.done("evaluate", "--framework", "house", "--controls", "house")
        self.assertEqual([one["result"] for one in self.listed("findings")], ["not_assessed", "met"])
        text, _ = self.report("board-report", "nl")
        tail = " Maar 1 van de 2 toetsen kon niet worden beoordeeld: wat die zou vinden, is niet bekend."
        self.assertIn("Bij geen maatregel waren er meer afwijkingen dan toegestaan." + tail, text)
        self.assertIn("Bij geen systeem is een afwijking gevonden." + tail, text)
        text, _ = self.report("in-control-statement", "en")
        self.assertIn("No test had more deviations than allowed. But 1 of the 2 tests could not be assessed", text)

    def test_parts_add_up_in_the_review_of_a_financial_entity(self):
        self.begun("insurer")
        self.done("evaluate")
        for lang in ("nl", "en"):
            text, _ = self.report("dora-review", lang)
            self.assertGreaterEqual(len(list(counts.sentences(text))), 2)


if __name__ == "__main__":
    main()
