#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The checks against the facts and of the coverage list see what they are there for."""

import types
import unittest

import check_facts
import coverage

ROW = {
    "iso27002_control": "8.13",
    "status": "active",
    "moved_to": "",
    "legal_basis": "cbw",
    "subject_nl_paraphrase": "Hersteltest jaarlijks",
    "subject_en_paraphrase": "Restore test yearly",
    "note": "",
}
OTHER = {**ROW, "subject_nl_paraphrase": "Kloksynchronisatie", "subject_en_paraphrase": "Clocks"}
GOOD = {
    "requirement": "bio2:8.13.04",
    "kind": "overheidsmaatregel",
    "title": {"nl": "Elk jaar een hersteltest", "en": "A restore test yearly"},
    "status": "active",
    "moved_to": None,
    "parent": "bio2:8.13",
    "owner": {"nl": "Hoofd ICT", "en": "Head of IT"},
    "explain": {"nl": "Elk jaar.", "en": "Each year."},
    "reference": "BIO2 1.3, 8.13.04; ISO 27002:2022, 8.13; Cbw art. 21",
    "mark": None,
    "aspects": [{"aspect": "design", "question": None}, {"aspect": "operation", "question": None}],
    "measures": [{"measure": "a.b", "coverage": "partial"}, {"measure": "a.c", "coverage": "full"}],
}
QUESTION = {"nl": "Is het geregeld?", "en": "Is it arranged?"}
CONTROL = {
    **GOOD,
    "requirement": "bio2:8.13",
    "kind": "control",
    "parent": None,
    "title": {"nl": "Back-up van gegevens", "en": "Backup of data"},
    "reference": "BIO2 1.3; ISO 27002:2022, 8.13; Cbw art. 21",
    "aspects": [{"aspect": aspect, "question": QUESTION} for aspect in check_facts.ASPECTS],
    "measures": [{"measure": "a.b", "coverage": "partial"}],
}
LAPSED = {
    **GOOD,
    "requirement": "bio2:8.13.09",
    "status": "lapsed",
    "title": {"nl": "Kloksynchronisatie", "en": "Clocks"},
    "reference": "BIO2 1.3, 8.13.09; ISO 27002:2022, 8.13; Cbw art. 21",
}


def check(requirement=None, row=None):
    """What is said of one requirement, with the facts of two."""
    made = check_facts.Check.__new__(check_facts.Check)
    asked = {**GOOD, **(requirement or {})}
    about = [asked] if asked["requirement"] == CONTROL["requirement"] else [asked, CONTROL]
    made.controls = types.SimpleNamespace(all_requirements=[*about, LAPSED])
    made.bio2 = {"8.13.04": {**ROW, **(row or {})}, "8.13.09": {**OTHER, "status": "lapsed"}}
    made.articles = {"Cbw": {"24", "24(1)"}, "NIS2": {"21", "21(2)"}, "DORA": {"5", "5(2)"}}
    made.acts, made.problems = {"2024/1774"}, []
    made.bio2_ids()
    for asked in made.controls.all_requirements:
        framework, name = asked["requirement"].split(":")
        if framework == "bio2":
            made.bio2_requirement(name, asked)
        else:
            made.article_requirement(framework.upper(), name, asked)
    return made.problems


def periodicity(periodicity="P1Y", name="8.13.04", measure="a.b", source="BIO2 1.3, 8.13.04", **parameter):
    """What is said of a length in the facts, beside one parameter."""
    made = check_facts.Check.__new__(check_facts.Check)
    held = {"value": "12", "unit": "months", **parameter}
    default = {"default": held.pop("default", "12"), "unit": held["unit"]}
    own = {"by": held.pop("by", "bio2"), "source": "BIO2 1.3, 8.13.04", **held}
    asked = {"parameter": "often", "source": source, "set": [own], "tests": [f"{measure}.yearly"], **default}
    made.controls = types.SimpleNamespace(
        all_requirements=[GOOD],
        parameters=[asked],
    )
    made.bio2, made.problems = {name: {**ROW, "periodicity": periodicity}}, []
    made.periodicities()
    return made.problems


class Periodicities(unittest.TestCase):
    def assert_said(self, words, problems):
        self.assertTrue(any(words in problem for problem in problems), problems)

    def test_a_year_is_one_year_or_twelve_months(self):
        self.assertEqual(periodicity(), [])
        self.assertEqual(periodicity(value="1", unit="years", default="1"), [])
        self.assertEqual(periodicity("P3M after hire", value="3", default="3"), [])
        self.assertEqual(periodicity("event"), [])

    def test_another_value_is_seen(self):
        self.assert_said("bio2's value of often is 13 months, not P1Y", periodicity(value="13"))
        self.assert_said("the default of often is 24 months, not P1Y", periodicity(default="24"))
        self.assert_said("is 12 months, not P3M", periodicity("P3M"))

    def test_a_length_without_a_parameter_is_seen(self):
        self.assert_said("8.13.05: its periodicity P1Y is no parameter", periodicity(name="8.13.05"))
        self.assert_said("is no parameter that bio2 sets", periodicity(by="dora"))

    def test_a_parameter_of_another_measure_or_source_is_seen(self):
        self.assert_said("is in no test that decides it", periodicity(measure="a.d"))
        self.assert_said("does not give it as its source", periodicity(source="Own choice"))


class Facts(unittest.TestCase):
    def assert_said(self, words, problems):
        self.assertTrue(any(words in problem for problem in problems), problems)

    def test_what_is_right_passes(self):
        self.assertEqual(check(), [])

    def test_an_invented_number_and_what_it_displaced_are_seen(self):
        problems = check({"requirement": "bio2:8.99.01"})
        self.assert_said("8.99.01: does not belong", problems)
        self.assert_said("8.13.04: is left out", problems)

    def test_a_lapsed_measure_does_not_count(self):
        said = "is an active overheidsmaatregel, by the facts it is lapsed"
        self.assert_said(said, check(row={"status": "lapsed"}))

    def test_a_measure_that_moved_says_where_to(self):
        moved = {"status": "moved", "moved_to": "8.13.09"}
        self.assert_said("moved_to is None, not 8.13.09", check({"status": "moved"}, moved))

    def test_a_control_that_is_left_out_or_not_asked_about_is_seen(self):
        silent = {**CONTROL, "aspects": CONTROL["aspects"][:2]}
        self.assert_said("8.13: does not ask about each of its aspects", check(silent))
        whole = {**CONTROL, "measures": GOOD["measures"]}
        self.assert_said("a.c cannot cover a whole control", check(whole))
        self.assert_said("8.12: is left out", check(row={"iso27002_control": "8.12"}))

    def test_what_nobody_explains_or_sees_to_is_seen(self):
        self.assert_said("is not explained", check({"explain": {"nl": "Elk jaar.", "en": ""}}))
        self.assert_said("of nobody", check({"owner": None}))

    def test_a_dropped_mark_of_the_act_is_seen(self):
        reference = "BIO2 1.3, 8.13.04; ISO 27002:2022, 8.13"
        self.assert_said("Cbw art. 21' is not", check({"reference": reference + "; Cbw art. 21"}, {"legal_basis": ""}))
        self.assert_said("is not", check({"reference": reference}))

    def test_the_title_of_another_requirement_is_seen(self):
        title = {"nl": "Kloksynchronisatie", "en": "Clocks"}
        self.assert_said("nearer to the subject of 8.13.09", check({"title": title}))

    def test_the_title_of_the_standard_is_seen(self):
        free = {"status": "placeholder", "kind": "control"}
        own = {"nl": "Geen overheidsmaatregel bij beheersmaatregel 8.13", "en": "No government measure under control 8.13"}
        said = "does not say that BIO2 has no measure here"
        self.assert_said(said, check(free, {"status": "no-measure"}))
        self.assertNotIn(said, "\n".join(check({**free, "title": own}, {"status": "no-measure"})))
        standard = {**CONTROL, "title": {"nl": "Hersteltest", "en": "Restore Test Yearly"}}
        self.assert_said("its title is the one of the ISO standard", check(standard, {"status": "no-measure"}))

    def test_a_wrong_control_number_is_seen(self):
        reference = "BIO2 1.3, 8.13.04; ISO 27002:2022, 8.14"
        self.assert_said("reference", check({"reference": reference}))

    def test_a_dropped_mark_is_seen(self):
        self.assert_said("unverified", check(row={"legal_basis": "self-regulation"}))
        self.assert_said("draft", check(row={"note": "v2.0 draft rewrites this"}))

    def test_an_article_that_no_fact_knows_is_seen(self):
        asked = {"requirement": "nis2:21(9)", "reference": "NIS2 art. 21(9); Cbw art. 24(1) and 99"}
        problems = check(asked)
        self.assert_said("NIS2 art. 21(9) is in no fact", problems)
        self.assert_said("Cbw art. 99 is in no fact", problems)

    def test_ranges_of_articles_are_written_out(self):
        known = check_facts.known_articles(["21(1)-(3)", "43-44", "72 / 83", "16(1)(a)-(h)"])
        for article in ("21(2)", "44", "83", "16(1)"):
            self.assertIn(article, known)
        self.assertNotIn("21(4)", known)


class Coverage(unittest.TestCase):
    def framework(self, *aspects):
        requirement = {"requirement": "bio2:8.13.04", "aspects": list(aspects)}
        totals = dict.fromkeys(coverage.TOTALS, 0)
        return {"framework": "bio2", "version": "1.3", "totals": totals, "requirements": [requirement]}

    def aspect(self, aspect="design", measures=(), question=None, not_covered=None):
        return {"aspect": aspect, "measures": list(measures), "question": question, "not_covered": not_covered}

    def test_each_measure_and_the_question_have_a_line(self):
        measure = {"measure": "a.b", "coverage": "partial", "tests": ["a.b.x", "a.b.y@bio2"]}
        page = coverage.page(self.framework(self.aspect("operation", [measure], {"en": "So?"})))
        lines = [line.split() for line in page.splitlines() if not line.startswith("#")]
        self.assertEqual(lines, [["bio2:8.13.04", "operation", "partial", "a.b", "x,", "y@bio2"],
                                 ["bio2:8.13.04", "operation", "judgement"]])

    def test_what_nothing_covers_says_why(self):
        page = coverage.page(self.framework(self.aspect(not_covered={"en": "No record of it"})))
        self.assertIn("not covered  No record of it\n", page)

    def test_silence_is_an_aspect_with_nothing_at_all(self):
        said = [self.aspect(question={"en": "So?"}), self.aspect(not_covered={"en": "No"})]
        self.assertEqual(coverage.silent([self.framework(*said)]), set())
        self.assertEqual(coverage.silent([self.framework(self.aspect())]), {"bio2:8.13.04 1.3 design"})


if __name__ == "__main__":
    unittest.main()
