#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The check of the NIS2 sets against the facts sees what it is there for."""

import copy
import unittest

import facts_nis2

OWNED = {"explain": {"nl": "a", "en": "a"}, "owner": {"nl": "a", "en": "a"}}
REFERENCE = "Implementing Regulation (EU) 2024/2690, "
FACTS = {
    "nis2_cir2690_annex": [
        {"id": "1", "subject_paraphrased": "Policy", "review_or_frequency": ""},
        {"id": "1.1", "subject_paraphrased": "Separate duties, where applicable", "review_or_frequency": ""},
        {
            "id": "1.2",
            "subject_paraphrased": "Review",
            "review_or_frequency": "planned intervals and after significant incident/change",
        },
    ],
    "crosswalk_nis2_dora_iso_bio2": [
        {"cir2690_point": "1", "iso27002_2022_by_ENISA": "5.36 5.4"},
        {"cir2690_point": "COMM", "iso27002_2022_by_ENISA": ""},
    ],
    "nis2_cir2690_significance": [
        {"article": "3(1)(f)/4", "entity_type": "all"},
        {"article": "7(a)", "entity_type": "cloud"},
    ],
    "nis2_obligations": [
        {"id": "NIS2-23.1a", "article": "23(1)"},
        {"id": "NIS2-4", "article": "4"},
        {"id": "NIS2-32/33", "article": "32-33"},
        {"id": "NIS2-34", "article": "34"},
    ],
    "cbw_articles": [{"cbw_article": "25(1)-(2)"}, {"cbw_article": "43-44"}],
    "cbw_articles_addition": [{"article": "84"}, {"article": "80(3), 87(3)"}],
    "cbb_articles": [{"cbb_article": "17"}, {"cbb_article": "(old draft list)"}],
    "cbro_thresholds": [{"scope": "annex 1 TBB"}],
    "adr_norea_cbw_framework_domains": [{"domain": "1", "title_nl": "Beleid", "control_codes": "1.1"}],
    "cbw_competent_authorities": [
        {
            "sector": "energie",
            "competent_authority_minister": "KGG",
            "inspectorate": "RDI",
            "verification": "law; RDI background",
        }
    ],
}
REGIMES = [
    {
        "id": "cbw",
        "supervision": [
            {
                "when": "nis2_sector = 'energy'",
                "authority": {"nl": "Minister van KGG", "en": "KGG"},
                "inspectorate": {"nl": "RDI", "en": "RDI"},
                "mark": "unverified",
            }
        ],
    }
]
HEADS = {
    "cir2690": {"version": "2024/2690", "date": "2024-10-17"},
    "cbb": {"version": "2026-189", "date": "2026-08-15", "title": {"nl": "niet geverifieerd, Stb. 2026, 189", "en": "unverified"}},
    "adr-norea": {
        "version": "2025",
        "date": "2025",
        "attribution": {"nl": "a", "en": "ADR and NOREA, Cbw (NIS2) Control Framework (2025), CC BY 4.0"},
    },
    "nis2": {
        "left_out": [
            {"reference": reference, "because": {"nl": "a", "en": "a"}}
            for reference in ("NIS2 art. 4", "NIS2 art. 32 and 33", "NIS2 art. 34", "Cbw art. 80(3)", "Cbw art. 87(3)", "Cbw art. 84")
        ]
    },
}
REQUIREMENTS = {
    "cir2690": [
        {"id": "1", "kind": "annex_point", "status": "heading", "reference": REFERENCE + "annex 1; ISO 27002:2022, 5.4, 5.36"},
        {
            "id": "1.1",
            "kind": "annex_point",
            "parent": "1",
            "where_appropriate": "true",
            "reference": REFERENCE + "annex 1.1",
        },
        {
            "id": "1.2",
            "kind": "annex_point",
            "parent": "1",
            "aspects": ["operation"],
            "reference": REFERENCE + "annex 1.2",
            "maps": [{"measure": "a.b", "coverage": "partial"}],
        },
        {"id": "3(1)(f)", "kind": "article", "aspects": ["operation"], "reference": REFERENCE + "art. 3(1)(f) and 4"},
        {
            "id": "7(a)",
            "kind": "article",
            "aspects": ["operation"],
            "applies_when": "digital_service = 'cloud'",
            "reference": REFERENCE + "art. 7(a)",
        },
    ],
    "nis2": [
        {"id": "23(1)", "reference": "NIS2 art. 23(1); Cbw art. 25(1) and 25(2)"},
        {"id": "3(4)", "reference": "NIS2 art. 3(4); Cbw art. 43 and 44"},
    ],
    "cbb": [
        {"id": "17", "reference": "Cbb art. 17", "mark": "unverified"},
        {"id": "cbro-tbb-1", "reference": "Cbro", "mark": "unverified"},
    ],
    "adr-norea": [{"id": "1", "title": {"nl": "Eigen"}, "reference": "domain 1, control 1.1; Cbw art. 21"}],
}


def problems(change=None, facts=None):
    """What is said after a change of the requirements (given by framework and id) or of the facts."""
    sets = {name: (copy.deepcopy(HEADS[name]), copy.deepcopy(rows)) for name, rows in REQUIREMENTS.items()}
    for _, rows in sets.values():
        for row in rows:
            row.update(OWNED)
    if change:
        change(sets)
    check = facts_nis2.Check(sets, {**FACTS, **(facts or {})})
    check.run()
    check.supervision(REGIMES)
    return check.problems


def row(sets, framework, name):
    return next(row for row in sets[framework][1] if row["id"] == name)


class Facts(unittest.TestCase):
    def assert_said(self, words, change=None, facts=None):
        said = problems(change, facts)
        self.assertTrue(any(words in problem for problem in said), said)

    def test_what_is_right_passes(self):
        self.assertEqual(problems(), [])

    def test_a_point_left_out_invented_or_twice_is_seen(self):
        self.assert_said("cir2690:1.1: is left out", lambda sets: sets["cir2690"][1].pop(1))
        self.assert_said("cir2690:1.9: is in no fact", lambda sets: row(sets, "cir2690", "1.1").update(id="1.9"))
        self.assert_said("there 2 times", lambda sets: sets["cir2690"][1].append(row(sets, "cir2690", "1.1")))
        self.assert_said("cbb:17: is left out", lambda sets: row(sets, "cbb", "17").update(id="18"))
        self.assert_said("cbro-tbb-2: is left out", None, {"cbro_thresholds": [{"scope": "annex 1 TBB"}] * 2})
        self.assert_said("adr-norea:1: is left out", lambda sets: sets["adr-norea"][1].clear())

    def test_place_reference_and_status_are_seen(self):
        self.assert_said("does not stand under 1", lambda sets: row(sets, "cir2690", "1.1").update(parent="2"))
        self.assert_said("is not heading", lambda sets: row(sets, "cir2690", "1").pop("status"))
        self.assert_said("is not its own", lambda sets: row(sets, "cir2690", "1.1").update(reference="annex 1.2"))
        self.assert_said("is not its own", lambda sets: row(sets, "cir2690", "1").update(reference=REFERENCE + "annex 1"))

    def test_what_may_lapse_is_as_the_facts_say(self):
        self.assert_said("should be true", lambda sets: row(sets, "cir2690", "1.1").pop("where_appropriate"))
        self.assert_said("should be false", lambda sets: row(sets, "cir2690", "1.2").update(where_appropriate="true"))

    def test_a_review_is_not_full_while_incidents_are_untested(self):
        full = [{"measure": "a.b", "coverage": "full"}]
        self.assert_said("is full", lambda sets: row(sets, "cir2690", "1.2").update(maps=full))

    def test_a_threshold_for_one_service_is_for_that_service(self):
        self.assert_said("is for cloud", lambda sets: row(sets, "cir2690", "7(a)").pop("applies_when"))
        self.assert_said("is for all", lambda sets: row(sets, "cir2690", "3(1)(f)").update(applies_when="x"))

    def test_a_row_of_a_law_in_no_requirement_is_seen(self):
        self.assert_said("Cbw 25(1)-(2)", lambda sets: row(sets, "nis2", "23(1)").update(reference="NIS2 art. 23(1)"))
        self.assert_said("NIS2 23(1)", lambda sets: row(sets, "nis2", "23(1)").update(reference="Cbw art. 25(1) and 25(2)"))
        self.assert_said("Cbw 43-44", lambda sets: row(sets, "nis2", "3(4)").update(reference="Cbw art. 43"))
        self.assert_said("Cbw 21(4)", None, {"cbw_articles": [*FACTS["cbw_articles"], {"cbw_article": "21(4)"}]})

    def test_a_listed_row_that_is_in_no_fact_is_seen(self):
        self.assert_said("NIS2 34: was left out, and is in no fact", None, {"nis2_obligations": FACTS["nis2_obligations"][:3]})

    def test_an_article_is_a_requirement_or_left_out_with_a_reason_and_never_both(self):
        self.assert_said("Cbw 84: stands in no requirement", lambda sets: sets["nis2"][0]["left_out"].pop())
        self.assert_said("Cbw 80(3), 87(3): stands in no", lambda sets: sets["nis2"][0]["left_out"].pop(3))
        both = {"reference": "Cbw art. 43", "because": {"nl": "a", "en": "a"}}
        self.assert_said("Cbw 43: was left out, and stands in", lambda sets: sets["nis2"][0]["left_out"].append(both))

    def test_marks_and_heads_are_seen(self):
        self.assert_said("not marked unverified", lambda sets: row(sets, "cbb", "17").pop("mark"))
        self.assert_said("version and date", lambda sets: sets.update(cbb=({}, sets["cbb"][1])))
        self.assert_said("the head does not say", lambda sets: sets.update({"adr-norea": ({}, sets["adr-norea"][1])}))
        self.assert_said("title of the framework", lambda sets: row(sets, "adr-norea", "1").update(title={"nl": "Beleid"}))

    def test_an_explanation_or_owner_left_out_is_seen(self):
        self.assert_said("is not explained", lambda sets: row(sets, "nis2", "23(1)").pop("explain"))
        self.assert_said("has no owner", lambda sets: row(sets, "nis2", "23(1)").pop("owner"))

    def test_supervision_is_as_the_facts_say(self):
        fact = FACTS["cbw_competent_authorities"][0]
        for change, words in (
            ({"competent_authority_minister": "EZ"}, "its minister"),
            ({"inspectorate": "ILT"}, "its inspectorate"),
            ({"verification": "law"}, "its mark"),
            ({"sector": "luchtvaart"}, "no line"),
        ):
            self.assert_said(words, None, {"cbw_competent_authorities": [{**fact, **change}]})


class Articles(unittest.TestCase):
    def test_ranges_are_written_out(self):
        self.assertEqual(facts_nis2.spelled_out("21(1)-(3)"), ["21(1)", "21(2)", "21(3)"])
        self.assertEqual(facts_nis2.spelled_out("43-44"), ["43", "44"])

    def test_a_reference_is_read_by_act(self):
        reference = "NIS2 art. 20(2); Cbw art. 24(2) to 24(4) and 24(9)"
        self.assertEqual(facts_nis2.cited("NIS2", reference), {"20(2)"})
        self.assertEqual(facts_nis2.cited("Cbw", reference), {"24(2)", "24(3)", "24(4)", "24(9)"})


if __name__ == "__main__":
    unittest.main()
