#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Whom NIS2, the Cbw, DORA and BIO2 bind: a case for each line of the collected facts, and each line a
case; where a fact is missing it is asked for.

    check_scope.py PROGRAM SOURCE [FACTS]

FACTS is the folder with the CSV files; without it ../shared/facts beside SOURCE. Where that is absent the cases still
run, and only the comparison with the facts is skipped.
"""

import collections
import csv
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

PROGRAM, SOURCE, FACTS = "", pathlib.Path(), pathlib.Path()

# A company of which all is known, and which nothing binds.
COMPANY = {
    "type": "supplier", "country": "NL", "cer_designated": "no", "digital_service": "none", "public_communications": "no",
    "nis2_designated": "none", "nis1_operator": "no", "domain_registration": "no", "nis2_sector": "none",
    "size_class": "small", "dora_entity_type": "none", "makes_medical_devices": "no", "higher_education_designated": "no",
}  # fmt: skip
# By these services it belongs to a sector of annex I; recorded as in none of them, the sector would count as not known.
INFRASTRUCTURE = {"nis2_sector": "digital_infrastructure"}
CENTRAL = {"nis2_sector": "public_administration", "public_safety_body": "no"}
# By the order of nis2_scope_decision.csv: what is different, what comes of it, and a fact without which it is not known.
NIS2 = {
    "1": [({"cer_designated": "yes"}, "essential", "cer_designated")],
    "2": [
        ({**INFRASTRUCTURE, "digital_service": "dns"}, "essential", "digital_service"),
        ({**INFRASTRUCTURE, "digital_service": "tld"}, "essential", "digital_service"),
        ({**INFRASTRUCTURE, "digital_service": "trust_service", "trust_qualified": "yes"}, "essential", "trust_qualified"),
    ],
    "3": [
        ({**INFRASTRUCTURE, "public_communications": "yes", "size_class": "medium"}, "essential", "size_class"),
        ({**INFRASTRUCTURE, "public_communications": "yes", "size_class": "large"}, "essential", "size_class"),
    ],
    "4": [
        ({**INFRASTRUCTURE, "public_communications": "yes", "size_class": "micro"}, "important", "public_communications"),
        ({**INFRASTRUCTURE, "public_communications": "yes", "size_class": "small"}, "important", "size_class"),
    ],
    "5": [
        ({**CENTRAL, "type": "central_government"}, "essential", "public_safety_body"),
        ({**CENTRAL, "type": "agency", "government_layer": "central"}, "essential", "government_layer"),
    ],
    "6": [({"type": "province", "nis2_sector": "public_administration", "country": "BE", "regional_impact": "yes"}, "important", "regional_impact")],
    "7": [
        ({"nis2_designated": "essential"}, "essential", "nis2_designated"),
        ({"nis2_designated": "important"}, "important", "nis2_designated"),
    ],
    "8": [({"nis1_operator": "yes"}, "essential", "nis1_operator")],
    "9": [({"nis2_sector": "energy", "size_class": "large"}, "essential", "nis2_sector")],
    "10": [({"nis2_sector": "energy", "size_class": "medium"}, "important", "size_class")],
    "11": [
        ({**INFRASTRUCTURE, "digital_service": "trust_service", "trust_qualified": "no", "size_class": "large"}, "essential", "size_class"),
        ({**INFRASTRUCTURE, "digital_service": "trust_service", "trust_qualified": "no"}, "important", "trust_qualified"),
    ],
    "12": [
        ({"nis2_sector": "food", "size_class": "medium"}, "important", "size_class"),
        ({"nis2_sector": "food", "size_class": "large"}, "important", "nis2_sector"),
    ],
    "13": [({"domain_registration": "yes"}, "limited", "domain_registration")],
    "14": [
        ({"nis2_sector": "energy", "size_class": "small"}, "out_of_scope", "size_class"),
        ({"nis2_sector": "food", "size_class": "micro"}, "out_of_scope", "cer_designated"),
    ],
    "15": [({}, "out_of_scope", "digital_service")],
}  # fmt: skip
SECTORS = {
    "1 Energy": "energy", "2 Transport": "transport", "3 Banking": "banking",
    "4 Financial market infrastructures": "financial_market", "5 Health": "health", "6 Drinking water": "drinking_water",
    "7 Waste water": "waste_water", "8 Digital infrastructure": "digital_infrastructure",
    "9 ICT service management (B2B)": "ict_service_management", "10 Public administration": "public_administration",
    "11 Space": "space", "1 Postal and courier": "postal", "2 Waste management": "waste_management",
    "3 Chemicals": "chemicals", "4 Food": "food", "5 Manufacturing": "manufacturing",
    "6 Digital providers": "digital_providers", "7 Research": "research",
}  # fmt: skip
# By the point of DORA art. 2(1) as in dora_scope_entities.csv.
DORA = {
    "a": ["credit_institution"], "b": ["payment_institution"], "c": ["account_information"], "d": ["e_money"],
    "e": ["investment_firm"], "f": ["crypto_asset", "asset_referenced_token_issuer"], "g": ["central_securities_depository"],
    "h": ["central_counterparty"], "i": ["trading_venue"], "j": ["trade_repository"], "k": ["aifm"],
    "l": ["asset_management_company"], "m": ["data_reporting"], "n": ["insurance_undertaking"],
    "o": ["insurance_intermediary"], "p": ["pension_institution"], "q": ["credit_rating_agency"],
    "r": ["benchmark_administrator"], "s": ["crowdfunding"], "t": ["securitisation_repository"], "u": ["intra_group_ict"],
}  # fmt: skip
NEVER_MICRO = {"trading_venue", "central_counterparty", "trade_repository", "central_securities_depository"}
MAY_BE_SIMPLIFIED = {"payment_institution", "e_money", "investment_firm", "pension_institution"}
MAY_BE_EXCLUDED = {"aifm", "insurance_undertaking", "pension_institution", "investment_firm"}
OTHER_LINES = {"excl", "simplified", "micro", "size"}  # each has a test of its own below
# By the sector of cbw_competent_authorities.csv.
SUPERVISED = {
    "overheid: centrale overheden": {"type": "central_government", "public_safety_body": "no"},
    "overheid: decentrale overheden excl. waterschappen": {"type": "municipality"},
    "overheid: waterschappen": {"type": "water_authority"},
    "digitale infrastructuur": {"nis2_sector": "digital_infrastructure"},
    "beheer van ICT-diensten (B2B)": {"nis2_sector": "ict_service_management"},
    "ruimtevaart": {"nis2_sector": "space"},
    "post- en koeriersdiensten": {"nis2_sector": "postal"},
    "vervaardiging (5 subsectors)": {"nis2_sector": "manufacturing"},
    "vervaardiging medische hulpmiddelen": {"nis2_sector": "manufacturing", "makes_medical_devices": "yes"},
    "digitale aanbieders": {"nis2_sector": "digital_providers"},
    "domeinnaamregistratiediensten": {"domain_registration": "yes"},
    "bankwezen": {"type": "bank", "nis2_sector": "banking"},
    "infrastructuur financiele markt": {
        "type": "other_financial_entity", "nis2_sector": "financial_market", "dora_entity_type": "trading_venue",
    },
    "vervoer (lucht, spoor, water, weg)": {"nis2_sector": "transport"},
    "drinkwater": {"nis2_sector": "drinking_water"},
    "afvalwater": {"nis2_sector": "waste_water"},
    "afvalstoffenbeheer": {"nis2_sector": "waste_management"},
    "chemische stoffen": {"nis2_sector": "chemicals"},
    "energie": {"nis2_sector": "energy"},
    "levensmiddelen": {"nis2_sector": "food"},
    "gezondheidszorg": {"nis2_sector": "health"},
    "hoger onderwijs (designated)": {"nis2_sector": "education"},
    "onderzoek": {"nis2_sector": "research"},
}
# By the short name of legal_regimes.csv.
REGIMES = {
    "NIS1": "nis1", "NIS2": "nis2", "NIS2-CIR": "nis2-2690", "CSA": "csa", "DORA": "dora", "CRA": "cra", "RED-DA": "red",
    "MDR": "mdr", "IVDR": "ivdr", "UN R155": "r155", "GPSR": "gpsr", "GDPR": "gdpr", "CER": "cer", "AI Act": "ai",
    "eIDAS2": "eidas", "Wbni": "wbni", "Cbw": "cbw", "Wwke": "wwke", "Tw 11a.2": "tw",
}  # fmt: skip


def rows_of(name):
    with open(FACTS / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Dossier:
    """One dossier; each organisation is a new version of the same record."""

    def __init__(self, kind="supplier", year="2026", *words):
        self.folder = tempfile.TemporaryDirectory(prefix="scope-")
        self.run("init", "--name", "X", "--type", kind, "--year", year, *words)

    def run(self, *words, errors=False):
        settings = {name: value for name, value in os.environ.items() if "VERANTWOORD" not in name}
        done = subprocess.run(
            [PROGRAM, *words], cwd=self.folder.name, env={**settings, "LC_ALL": "C.UTF-8"}, capture_output=True, text=True
        )
        if done.returncode != 0:
            raise AssertionError(f"{' '.join(words)}: {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stderr if errors else done.stdout

    def record(self, facts):
        facts = {"organisation_id": "O", "effective_from": "2024-01-01", "name": "X", **facts}
        with open(pathlib.Path(self.folder.name, "organisation.csv"), "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([facts.keys(), facts.values()])
        self.run("import", "organisation.csv", "--collected-at", "2026-11-01", "--by", "Noor")

    def scope(self, facts=None, *words):
        if facts is not None:
            self.record(facts)
        told = json.loads(self.run("scope", "--json", *words))
        return {row["regime"]: row for row in told["regimes"]}, told


def without(facts, name):
    return {key: value for key, value in facts.items() if key != name}


# What somebody knows of the own organisation, and what must come of it. Where no law of these names it, it is out of scope.
UNDESIGNATED = {"country": "NL", "cer_designated": "no", "nis2_designated": "none", "nis1_operator": "no"}
DUTCH = {"uses_digid": "no", "uses_suwinet": "no"}
ORGANISATIONS = {
    "a hospital": ("hospital", {"country": "NL", "staff": "2400"}, {"nis2": "essential", "cbw": "essential", "gdpr": "in_scope"}),
    "a small clinic": ("care_provider", {**UNDESIGNATED, "staff": "12", "turnover_eur": "900000"}, {"gdpr": "in_scope"}),
    "a ministry": (
        "ministry", {"public_safety_body": "no"},
        {"bio2": "in_scope", "nis2": "essential", "cbw": "essential", "gdpr": "in_scope"},
    ),
    "a cloud provider of 60": (
        "cloud_provider", {**UNDESIGNATED, "staff": "60", "turnover_eur": "9000000", "public_communications": "no"},
        {"nis2": "important", "cbw": "important", "nis2-2690": "important", "gdpr": "in_scope"},
    ),
    "who runs ICT for others, 300 people": (
        "managed_service_provider", {"country": "NL", "staff": "300"},
        {"nis2": "essential", "cbw": "essential", "nis2-2690": "essential", "gdpr": "in_scope"},
    ),
    "a telecom provider of 60": (
        "telecom_provider", {"country": "NL", "staff": "60", "turnover_eur": "9000000", "digital_service": "none", "dora_entity_type": "none"},
        {"nis2": "essential", "cbw": "essential", "gdpr": "in_scope"},
    ),
    "a water board": ("water_authority", {}, {"bio2": "in_scope", "nis2": "essential", "cbw": "essential", "gdpr": "in_scope"}),
    "a bakery of 8": ("company", {**UNDESIGNATED, "staff": "8", "turnover_eur": "700000", "nis2_sector": "none"}, {"gdpr": "in_scope"}),
    "the same, with its sector": ("company", {**UNDESIGNATED, "staff": "8", "turnover_eur": "700000", "nis2_sector": "food"}, {"gdpr": "in_scope"}),
    "a food factory of 120": (
        "company", {**UNDESIGNATED, "staff": "120", "nis2_sector": "food"},
        {"nis2": "important", "cbw": "important", "gdpr": "in_scope"},
    ),
    "a designated university": (
        "university", {**UNDESIGNATED, "public_communications": "no", "higher_education_designated_on": "2026-09-01"},
        {"nis2": "in_scope", "cbw": "in_scope", "gdpr": "in_scope"},
    ),
    "one that is not": (
        "university",
        {**UNDESIGNATED, "public_communications": "no", "domain_registration": "no", "higher_education_designated": "no"},
        {"gdpr": "in_scope"},
    ),
    "a hospital in Germany": ("hospital", {"country": "DE", "staff": "2400"}, {"nis2": "essential", "gdpr": "in_scope"}),
    "a critical one in Germany": (
        "hospital", {"country": "DE", "staff": "2400", "cer_designated": "yes"},
        {"nis2": "essential", "cer": "in_scope", "gdpr": "in_scope"},
    ),
    "a critical hospital": (
        "hospital", {"country": "NL", "cer_designated": "yes"},
        {"nis2": "essential", "cbw": "essential", "cer": "in_scope", "wwke": "in_scope", "gdpr": "in_scope"},
    ),
    "a municipality in Belgium": (
        "municipality", {**UNDESIGNATED, "country": "BE", "public_communications": "no"},
        {"nis2": "in_scope", "gdpr": "in_scope", "bio2": "excluded"},
    ),
    "a small insurer that DORA excepts": (
        "insurer", {**UNDESIGNATED, "staff": "40", "turnover_eur": "9000000", "nis2_sector": "none", "dora_excluded": "yes"},
        {"dora": "excluded", "gdpr": "in_scope"},
    ),
    "an insurer": (
        "insurer", {**UNDESIGNATED, "size_class": "large", "nis2_sector": "none", "dora_excluded": "no"},
        {"dora": "in_scope", "gdpr": "in_scope"},
    ),
    "a bank in Germany": ("bank", {"country": "DE", "size_class": "large"}, {"nis2": "in_part", "dora": "in_scope", "gdpr": "in_scope"}),
    "a registrar that is no DNS provider": (
        "domain_registrar", {**UNDESIGNATED, "staff": "5", "turnover_eur": "400000", "digital_service": "none", "public_communications": "no"},
        {"nis2": "limited", "cbw": "limited", "gdpr": "in_scope"},
    ),
    "an energy company of 300": ("energy_company", {"country": "NL", "staff": "300"}, {"nis2": "essential", "cbw": "essential", "gdpr": "in_scope"}),
    "a drinking water company of 60": (
        "drinking_water_company", {**UNDESIGNATED, "staff": "60", "turnover_eur": "9000000"},
        {"nis2": "important", "cbw": "important", "gdpr": "in_scope"},
    ),
    "a foundation of 20": (
        "foundation", {**UNDESIGNATED, "staff": "20", "turnover_eur": "900000", "nis2_sector": "none"}, {"gdpr": "in_scope"},
    ),
}  # fmt: skip


class Organisations(unittest.TestCase):
    """What a person sees who comes with one kind of organisation, from `init` to a plain answer."""

    def scoped(self, kind, facts):
        dossier = Dossier(kind)
        self.addCleanup(dossier.folder.cleanup)
        return dossier, dossier.scope({"type": kind, **facts})[0]

    def test_each_gets_the_answer_that_its_facts_make(self):
        for who, (kind, facts, expected) in ORGANISATIONS.items():
            with self.subTest(who=who):
                rows = self.scoped(kind, {**DUTCH, "cer_designated": "no", **facts})[1]
                everything = {regime: "out_of_scope" for regime in rows} | expected
                self.assertEqual({regime: row["as"] for regime, row in rows.items()}, everything)

    def test_each_type_says_what_it_is_in_both_languages_and_is_known_to_some_rule(self):
        kind = (SOURCE / "controls/evidence/organisation.yaml").read_text(encoding="utf-8")
        types = re.findall(r"\{value: (\w+), nl: ([^,]+), en: ([^}]+)\}", kind.split("  - name: sector")[0])
        self.assertLessEqual({kind for kind, _, _ in ORGANISATIONS.values()}, {name for name, _, _ in types})
        for language in (1, 2):
            self.assertEqual(len({row[language] for row in types}), len(types))
        rules = "\n".join(path.read_text(encoding="utf-8") for path in (SOURCE / "controls/regimes").glob("*.yaml"))
        for name, _, _ in types:
            self.assertIn(f"'{name}'", rules, name)

    def test_who_is_essential_is_evaluated_under_the_act_and_its_decree(self):
        dossier = self.scoped("hospital", {"country": "NL", "staff": "2400", **DUTCH, "cer_designated": "no"})[0]
        evaluated = [row["framework"] for row in json.loads(dossier.run("evaluate", "--json"))["frameworks"]]
        self.assertEqual(evaluated, ["cbb", "nis2"])

    def test_what_is_to_be_told_stands_first_and_telling_it_makes_the_answer_plain(self):
        dossier = Dossier("company")
        self.addCleanup(dossier.folder.cleanup)
        dossier.record({"type": "company", "staff": "8", "turnover_eur": "700000", "country": "NL"})
        for language, opens, wait in (("nl", "Vertel voor de rest nog:", "hangt af van"), ("en", "still to be told:", "depends on")):
            text = dossier.run("scope", "--lang", language)
            head, table = text.split("\nregime ", 1)
            self.assertIn(opens, head)
            self.assertIn("verantwoord workbook --kind organisation", head)
            self.assertIn("verantwoord import organisa", head)
            self.assertIn(wait, table)
            self.assertNotIn("cannot be decided", text)
            self.assertNotIn("niet te bepalen", text)
        # The header that it gives keeps what was recorded: who follows it loses nothing.
        columns = next(line for line in text.splitlines() if line.startswith("organisation_id,")).split(",")
        self.assertLessEqual({"effective_from", "name", "type", "staff", "turnover_eur", "country", "nis2_sector"}, set(columns))
        told = {
            "organisation_id": "O", "effective_from": "2024-01-01", "name": "X", "type": "company", "nis2_sector": "none",
            **UNDESIGNATED, **DUTCH, "staff": "8", "turnover_eur": "700000", "makes_medical_devices": "no",
            "processes_personal_data": "yes",
        }  # fmt: skip
        dossier.record({column: told[column] for column in columns})
        text = dossier.run("scope", "--lang", "en")
        self.assertNotIn("still to be told", text)
        self.assertNotIn("depends on", text)
        self.assertRegex(text, r"NIS2 +no +out of scope")

    def test_an_act_that_follows_another_follows_it_where_a_missing_fact_makes_no_difference(self):
        rows = self.scoped("company", {**UNDESIGNATED, "staff": "120", "nis2_sector": "food"})[1]
        self.assertEqual([(rows[name]["as"], rows[name]["missing"], rows[name]["possible"]) for name in ("nis2", "cbw")],
                         [("important", [], ["important"])] * 2)  # fmt: skip

    def test_a_service_of_an_annex_contradicts_a_sector_outside_them(self):
        facts = {**UNDESIGNATED, "staff": "60", "turnover_eur": "9000000", "digital_service": "cloud", "nis2_sector": "none"}
        rows = self.scoped("company", facts)[1]
        self.assertIsNone(rows["nis2"]["as"])
        self.assertIn("nis2_sector", rows["nis2"]["missing"])
        rows = self.scoped("company", without(facts, "nis2_sector"))[1]
        self.assertEqual(rows["nis2"]["as"], "important")


class Decisions(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.dossier = Dossier()

    @classmethod
    def tearDownClass(cls):
        cls.dossier.folder.cleanup()

    def decided(self, facts, regime, expected):
        row = self.dossier.scope(facts)[0][regime]
        self.assertEqual(row["as"], expected, f"{facts}: {row['missing']}")
        self.assertEqual(row["missing"], [])
        return row

    def asks(self, facts, regime, field):
        row = self.dossier.scope(facts)[0][regime]
        self.assertIsNone(row["as"], facts)
        self.assertIn(field, row["missing"], facts)

    def test_each_line_of_nis2_has_its_result_and_its_question(self):
        for order, cases in NIS2.items():
            for change, expected, needed in cases:
                with self.subTest(order=order, change=change):
                    facts = {**COMPANY, **change}
                    self.decided(facts, "nis2", expected)
                    if needed is not None:
                        self.asks(without(facts, needed), "nis2", needed)

    def test_the_cbw_follows_nis2_for_whom_is_established_here(self):
        large = {**COMPANY, "nis2_sector": "energy", "size_class": "large"}
        row = self.decided(large, "cbw", "essential")
        self.assertEqual(row["applies_from"], "2026-08-15")
        self.decided({**large, "country": "BE"}, "cbw", "out_of_scope")
        self.asks(without(large, "country"), "cbw", "country")

    def test_what_can_only_make_it_lighter_is_not_asked_for(self):
        facts = {"type": "essential_entity", "nis2_sector": "energy", "size_class": "large"}
        self.decided(facts, "nis2", "essential")

    def test_public_bodies(self):
        for kind in ("municipality", "province", "water_authority", "central_government", "joint_arrangement"):
            with self.subTest(kind=kind):
                safe = {"public_safety_body": "no"} if kind in ("central_government", "joint_arrangement") else {}
                facts = {"type": kind, **safe}
                self.decided(facts, "bio2", "in_scope")
                self.decided(facts, "cbw", "essential")
                self.decided(facts, "dora", "out_of_scope")
        self.asks({"type": "central_government"}, "cbw", "public_safety_body")
        for kind in ("central_government", "joint_arrangement", "agency"):
            for regime in ("cbw", "nis2"):
                self.decided({"type": kind, "public_safety_body": "yes"}, regime, "excluded")
        self.decided({"type": "agency"}, "bio2", "in_scope")
        self.decided(COMPANY, "bio2", "out_of_scope")

    def test_for_a_bank_dora_precedes_nis2(self):
        facts = {"type": "bank", "country": "NL", "size_class": "large"}
        self.decided(facts, "nis2", "in_part")
        self.decided(facts, "cbw", "in_part")
        self.decided(facts, "dora", "in_scope")
        self.assertIn("NIS2 art. 4", self.dossier.scope(facts)[0]["nis2"]["because"]["en"])
        self.assertEqual(self.dossier.scope({"type": "bank"})[0]["dora"]["applies"], True)
        self.asks({"type": "bank"}, "dora", "microenterprise")

    def test_for_a_financial_entity_in_another_sector_too(self):
        large = {**COMPANY, "nis2_sector": "digital_infrastructure", "size_class": "large"}
        self.decided(large, "nis2", "essential")
        row = self.decided({**large, "dora_entity_type": "payment_institution"}, "nis2", "in_part")
        self.assertIn("DORA art. 1(2)", row["because"]["en"])
        paid = {**large, "dora_entity_type": "payment_institution", "digital_service": "cloud"}
        self.decided(paid, "nis2-2690", "gives_way")
        self.decided({**large, "type": "insurer", "dora_entity_type": "insurance_undertaking", "dora_excluded": "no"}, "nis2", "in_part")
        # Who falls outside DORA is looked at as any other, and where that is not known it is asked.
        for outside in (
            {"dora_entity_type": "insurance_undertaking", "dora_excluded": "yes"},
            {"dora_entity_type": "intra_group_ict"},
        ):
            self.decided({**large, **outside}, "nis2", "essential")
        self.decided({**large, "dora_entity_type": "insurance_intermediary", "size_class": "medium"}, "nis2", "important")
        self.asks({**large, "dora_entity_type": "aifm"}, "nis2", "dora_excluded")
        self.asks({**without(large, "dora_entity_type"), "type": "other_financial_entity"}, "nis2", "dora_entity_type")
        # A bank that is none by DORA is looked at as any other: nothing would take the place of NIS2.
        self.decided({**large, "nis2_sector": "banking"}, "nis2", "essential")
        self.asks({**without(large, "dora_entity_type"), "nis2_sector": "banking"}, "nis2", "dora_entity_type")
        self.decided({**large, "nis2_sector": "banking", "size_class": "medium"}, "nis2", "important")
        self.decided({**large, "nis2_sector": "financial_market", "size_class": "small"}, "nis2", "out_of_scope")
        # Whom nothing else would bind is out of scope, and gives way to nothing.
        none = {**COMPANY, "type": "insurer", "dora_entity_type": "insurance_undertaking", "dora_excluded": "no"}
        self.decided(none, "nis2", "out_of_scope")
        self.decided({**none, "digital_service": "trust_service", "trust_qualified": "yes"}, "nis2", "in_part")
        # Of whom no sector is known it is asked; whether DORA binds it too.
        for kind in ("insurer", "other_financial_entity"):
            for asked in ("nis2_sector", "dora_excluded", "cer_designated", "nis2_designated", "nis1_operator"):
                self.asks({"type": kind, "country": "NL"}, "nis2", asked)
        self.assertIn("stays what it is", self.decided({"type": "bank", "country": "NL"}, "nis2", "in_part")["because"]["en"])
        # Nobody else is asked whether it is one.
        self.decided(without(large, "dora_entity_type"), "nis2", "essential")

    def test_where_dora_precedes_is_the_same_everywhere_that_it_is_written(self):
        text = {name: (SOURCE / f"controls/regimes/{name}.yaml").read_text(encoding="utf-8") for name in ("nis2", "facts")}
        lines = re.findall(r"      - when: >-\n((?: {10}.*\n)+)        as: (in_part|gives_way)", text["nis2"])
        self.assertEqual([name for _, name in lines], ["in_part", "gives_way"])
        condition = lines[0][0]
        self.assertEqual(lines[1][0], condition)
        derived = text["facts"][text["facts"].index("- field: nis2_duties"):]
        self.assertIn(f"- value: replaced\n        when: >-\n{condition}        because:", derived)
        self.assertIn(f"- value: all\n        when: >-\n          not (\n{condition}          ) and not (\n", derived)

    def test_higher_education_on_another_ground_is_not_taken_for_designated(self):
        facts = EDUCATION
        for regime in ("nis2", "cbw"):
            row = self.decided(facts, regime, "in_scope")
            self.assertIn("36 months", row["because"]["en"])
            self.decided({**facts, "cer_designated": "yes"}, regime, "essential")
            self.asks(without(facts, "cer_designated"), regime, "cer_designated")
            self.asks(without(facts, "higher_education_designated"), regime, "higher_education_designated")
            self.decided({**facts, "higher_education_designated": "no"}, regime, "out_of_scope")
            dated = {**without(facts, "higher_education_designated"), "higher_education_designated_on": "2026-09-01"}
            for day, expected in (("2026-08-31", "out_of_scope"), ("2026-09-01", "in_scope")):
                self.assertEqual(self.dossier.scope(dated, "--on", day)[0][regime]["as"], expected, day)
        asked = {row["field"]: row["or"] for row in self.dossier.scope(without(facts, "higher_education_designated"))[1]["asked"]}
        self.assertEqual(asked["higher_education_designated"], ["higher_education_designated_on"])

    def test_who_supervises_under_dora_is_said_where_the_sources_say_it(self):
        for facts, authority in (({"type": "bank"}, "DNB"), ({"type": "insurer"}, "The supervisor of this type of financial entity")):
            told = self.dossier.scope({**facts, "country": "NL", "size_class": "large", "dora_excluded": "no"})[0]["dora"]["supervision"]
            self.assertEqual((told["authority"]["en"], told["mark"]), (authority, "unverified"))
            abroad = self.dossier.scope({**facts, "country": "DE", "size_class": "large", "dora_excluded": "no"})[0]["dora"]["supervision"]
            self.assertEqual(abroad["authority"]["en"], "The competent authority of the country of establishment; it is not in these tables")
            rows, told = self.dossier.scope({**facts, "size_class": "large", "dora_excluded": "no"})
            self.assertIsNone(rows["dora"]["supervision"])
            self.assertIn("country", {row["field"] for row in told["asked"]})
        self.assertIsNone(self.dossier.scope(COMPANY)[0]["dora"]["supervision"])

    def test_a_small_supplier_is_out_of_scope_everywhere(self):
        dutch = {"uses_digid": "no", "uses_suwinet": "no", "processes_personal_data": "no"}
        rows = self.dossier.scope({**COMPANY, **dutch, "nis2_sector": "ict_service_management"})[0]
        self.assertEqual({row["as"] for row in rows.values()}, {"out_of_scope"})

    def test_of_whom_nothing_is_known_everything_is_asked(self):
        rows, told = self.dossier.scope({"type": "supplier"})
        self.assertEqual({name for name, row in rows.items() if row["as"]}, {"bio2"})  # that is a matter of the type
        asked = {row["field"] for row in told["asked"]}
        # Whether it makes medical devices is asked of manufacturers only.
        self.assertLessEqual(set(COMPANY) - {"type", "makes_medical_devices"}, asked)
        ways = {row["field"]: row["or"] for row in told["asked"]}
        self.assertEqual(ways["size_class"], ["staff", "turnover_eur", "balance_eur"])

    def test_what_evaluate_waits_for_is_asked_also_where_the_act_binds_already(self):
        facts = {"type": "province", "country": "NL"}
        for recorded, is_asked in (({}, True), ({"processes_personal_data": "yes"}, False)):
            rows, told = self.dossier.scope({**facts, **recorded})
            self.assertEqual(rows["gdpr"]["as"], "in_scope")
            self.assertEqual("processes_personal_data" in {row["field"] for row in told["asked"]}, is_asked)

    def test_what_cannot_be_is_not_asked(self):
        def asked(facts):
            return {row["field"] for row in self.dossier.scope(facts)[1]["asked"]}

        self.assertNotIn("makes_medical_devices", asked({"type": "company", "country": "NL"}))
        self.assertIn("nis2_sector", asked({"type": "company", "country": "NL"}))
        makes = {"type": "company", "country": "NL", "nis2_sector": "manufacturing", "size_class": "large"}
        self.assertIn("makes_medical_devices", asked(makes))
        for kind in ("bank", "university", "company"):
            self.assertNotIn("uses_suwinet", asked({"type": kind}))
            self.decided({"type": kind, "uses_suwinet": "yes"}, "suwinet", "in_scope")
        for kind in ("municipality", "water_authority", "agency", "supplier"):
            self.assertIn("uses_suwinet", asked({"type": kind}))
        self.assertFalse({"uses_suwinet", "uses_digid"} & asked({"type": "municipality", "country": "BE"}))
        self.decided({"type": "municipality", "country": "BE", "uses_digid": "yes"}, "digid", "in_scope")

    def test_the_size_class_may_follow_from_the_figures(self):
        facts = {**without(COMPANY, "size_class"), "nis2_sector": "food"}
        self.decided({**facts, "staff": "49", "turnover_eur": "10000000"}, "nis2", "out_of_scope")
        row = self.decided({**facts, "staff": "50"}, "nis2", "important")  # medium or large is all the same
        self.assertIn("staff", [fact["field"] for fact in row["facts"]])
        self.asks({**facts, "staff": "49"}, "nis2", "size_class")
        row = self.decided({**facts, "nis2_sector": "energy", "staff": "250"}, "nis2", "essential")
        size = next(fact for fact in row["facts"] if fact["field"] == "size_class")
        self.assertEqual((size["value"], size["source"], size["from"]), ("large", "derived", ["staff"]))
        self.decided({**facts, "nis2_sector": "energy", "staff": "249", "balance_eur": "1"}, "nis2", "important")

    def test_each_type_of_financial_entity(self):
        for kind in (kind for kinds in DORA.values() for kind in kinds):
            facts = {"type": "other_financial_entity", "dora_entity_type": kind, "size_class": "large"}
            if kind in MAY_BE_SIMPLIFIED:
                self.asks({**facts, "dora_excluded": "no"}, "dora", "dora_simplified")
                self.decided({**facts, "dora_excluded": "no", "dora_simplified": "yes"}, "dora", "simplified")
            if kind in MAY_BE_EXCLUDED:
                self.asks({**facts, "dora_simplified": "no"}, "dora", "dora_excluded")
                self.decided({**facts, "dora_excluded": "yes"}, "dora", "excluded")
            facts = {**facts, "dora_excluded": "no", "dora_simplified": "no"}
            with self.subTest(kind=kind):
                if kind == "intra_group_ict":
                    self.decided(facts, "dora", "limited")
                    continue
                self.decided(facts, "dora", "in_scope")
                micro = {**facts, "size_class": "micro"}
                if kind == "insurance_intermediary":
                    self.decided(micro, "dora", "excluded")
                    self.decided({**facts, "size_class": "medium"}, "dora", "excluded")
                    self.asks(without(facts, "size_class"), "dora", "size_class")
                elif kind in NEVER_MICRO:
                    self.decided(micro, "dora", "in_scope")
                else:
                    self.decided(micro, "dora", "microenterprise")

    def test_a_day_decides_what_is_in_force_and_which_facts_hold(self):
        self.dossier.record({**COMPANY, "effective_until": "2026-12-30"})
        rows, told = self.dossier.scope(None, "--on", "2026-08-14")
        self.assertEqual((rows["cbw"]["time"], rows["dora"]["time"]), ("not_yet", "in_force"))
        self.assertEqual(told["record"]["key"], "O")
        rows, told = self.dossier.scope(None, "--on", "2026-08-15")
        self.assertEqual(rows["cbw"]["time"], "in_force")
        rows, told = self.dossier.scope(None, "--on", "2026-12-31")
        self.assertIsNone(told["record"])
        self.assertIsNone(rows["nis2"]["as"])

    def test_who_supervises(self):
        for sector, change in SUPERVISED.items():
            with self.subTest(sector=sector):
                facts = {**COMPANY, "size_class": "large", **change}
                row = self.dossier.scope(facts if "type" not in change else {"country": "NL", **change})[0]["cbw"]
                self.assertIsNotNone(row["supervision"])
        row = self.dossier.scope({**without(COMPANY, "nis2_sector"), "size_class": "large"})[0]["cbw"]
        self.assertIsNone(row["supervision"])


class Facts(unittest.TestCase):
    """Each line of the collected facts is a case, with its articles and marks."""

    @classmethod
    def setUpClass(cls):
        if not (FACTS / "nis2_scope_decision.csv").is_file():
            print(f"SKIPPED: no facts in {FACTS}; the regimes were NOT traced to them.", file=sys.stderr)
            raise unittest.SkipTest("no facts")
        cls.dossier = Dossier()

    @classmethod
    def tearDownClass(cls):
        cls.dossier.folder.cleanup()

    def test_each_line_of_the_nis2_decision_is_a_case_with_its_result_and_articles(self):
        rows = {row["order"]: row for row in rows_of("nis2_scope_decision.csv")}
        self.assertEqual(set(rows), set(NIS2))
        for order, cases in NIS2.items():
            said, words = "", " ".join(rows[order][column] for column in ("result", "size", "note"))
            for change, expected, _ in cases:
                told = {"limited": "only for registration", "out_of_scope": "out of scope"}.get(expected, expected)
                self.assertIn(told, words, order)
                facts = {**COMPANY, **change}
                said += self.dossier.scope(facts)[0]["nis2"]["because"]["en"]
            for article in re.findall(r"\d+(?:\(\w+\))+", rows[order]["legal_basis"]):
                self.assertIn(article, said, order)

    def test_each_sector_is_there_with_its_annex(self):
        rows = rows_of("nis2_scope_sectors.csv")
        self.assertEqual({row["sector"] for row in rows}, set(SECTORS))
        for row in rows:
            sector = SECTORS[row["sector"]]
            expected = "essential" if row["annex"] == "I" else "important"
            expected = {"banking": "in_part", "financial_market": "in_part"}.get(sector, expected)
            if sector != "public_administration":  # by government layer, not by size
                kind = {"banking": "credit_institution", "financial_market": "central_counterparty"}.get(sector, "none")
                facts = {**COMPANY, "nis2_sector": sector, "size_class": "large", "dora_entity_type": kind}
                self.assertEqual(self.dossier.scope(facts)[0]["nis2"]["as"], expected, sector)

    def test_each_line_of_doras_entities_is_a_case(self):
        points = {row["point"] for row in rows_of("dora_scope_entities.csv")}
        self.assertEqual(points, set(DORA) | OTHER_LINES)
        comment = (SOURCE / "controls/evidence/organisation.yaml").read_text(encoding="utf-8").replace("\n#", "")
        for row in rows_of("dora_scope_entities.csv"):
            for kind, code in zip(DORA.get(row["point"], []), re.findall(r"x\d+", row["roi_type_code"])):
                self.assertRegex(comment, rf"{kind}\s+{code}\b", row["point"])

    def test_each_act_that_elaborates_dora_is_named(self):
        text = (SOURCE / "controls/regimes/dora.yaml").read_text(encoding="utf-8")
        for row in rows_of("dora_level2_acts.csv"):
            self.assertIn(row["act"], text)

    def test_each_competent_authority_is_a_case_with_its_mark(self):
        rows = {row["sector"]: row for row in rows_of("cbw_competent_authorities.csv")}
        self.assertEqual(set(rows), set(SUPERVISED))
        for sector, row in rows.items():
            change = SUPERVISED[sector]
            facts = {**COMPANY, "size_class": "large", **change}
            told = self.dossier.scope(facts if "type" not in change else {"country": "NL", **change})[0]["cbw"]
            line = told["supervision"]
            minister = row["competent_authority_minister"].replace("Financien", "Financiën")
            minister = "minister van de sector" if minister.endswith("sector concerned") else minister
            self.assertIn(minister, line["authority"]["nl"], sector)
            for name in re.findall(r"[A-Z]{3,4}|Inspectie", row["inspectorate"].split("(")[0]):
                self.assertIn(name, line["inspectorate"]["nl"], sector)
            doubtful = "background" in row["verification"] or "secondary" in row["verification"]
            self.assertEqual(line["mark"], "unverified" if doubtful else None, sector)

    def test_each_regime_is_listed_and_its_dates_are_those_of_the_facts(self):
        text = "\n".join(path.read_text(encoding="utf-8") for path in (SOURCE / "controls/regimes").glob("*.yaml"))
        blocks = dict(re.findall(r"\n  - id: (\S+)\n(.*?)(?=\n  - id: |\Z)", text, re.DOTALL))
        rows = {row["short"]: row for row in rows_of("legal_regimes.csv")}
        self.assertEqual(set(rows), set(REGIMES))
        months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
        for short, row in rows.items():
            block = blocks[REGIMES[short]]
            dated = re.match(r"(\d+) (\w{3}) (\d{4})", row["in_force"])
            if dated:
                day = f"{dated[3]}-{months.index(dated[2]) + 1:02}-{int(dated[1]):02}"
                self.assertIn(f"in_force: {day}", block, short)
            if "background" in row["in_force"]:
                self.assertIn("mark: unverified", block, short)

    def test_the_parts_of_an_act_begin_on_the_days_of_the_facts(self):
        phases = self.dossier.scope(COMPANY)[1]["phases"]
        months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
        self.assertEqual(set(phases), {"cra", "ai"})
        for row in rows_of("legal_regimes.csv"):
            parts = phases.get(REGIMES[row["short"]])
            if parts is not None:
                days = [f"{y}-{months.index(m) + 1:02}-{int(d):02}" for d, m, y in re.findall(r"(\d+) (\w{3}) (\d{4})", row["applicable"])]
                self.assertEqual([part["applies_from"] for part in parts], days, row["short"])


class Phases(unittest.TestCase):
    """An act of which the duties begin in parts: by day, in text, and in the catalogue."""

    def setUp(self):
        self.dossier = Dossier()
        self.addCleanup(self.dossier.folder.cleanup)

    def test_on_each_day_it_is_told_which_parts_apply(self):
        for day, applied in (("2026-06-10", 0), ("2026-06-11", 1), ("2026-09-10", 1), ("2026-09-11", 2), ("2027-12-10", 2), ("2027-12-11", 3)):
            parts = self.dossier.scope(None, "--on", day)[1]["phases"]["cra"]
            self.assertEqual([part["applies"] for part in parts], [True] * applied + [False] * (3 - applied), day)
        for language, said in (
            ("nl", ["Vanaf 2026-09-11: art. 14, het melden", "Vanaf 2027-12-11 (nog niet): de rest"]),
            ("en", ["From 2026-09-11: art. 14, reporting", "From 2027-12-11 (not yet): the rest"]),
        ):
            text = self.dossier.run("scope", "--on", "2026-12-31", "--lang", language)
            for line in said:
                self.assertIn(line, text)

    def test_the_catalogue_tells_the_days(self):
        self.dossier.run("report", "catalogue", "--framework", "cra", "--format", "md", "--lang", "en", "-o", "out")
        text = pathlib.Path(self.dossier.folder.name, "out/catalogue-cra-en.md").read_text(encoding="utf-8")
        self.assertRegex(text, r"Applies from.*11 June 2026: Chapter IV.*11 September 2026: art. 14.*11 December 2027: the rest")
        self.assertNotIn("whoever is bound by", text)


# The recorded facts, and which of the frameworks that follow NIS2 and DORA are evaluated; then a message, or none.
EDUCATION = {**COMPANY, "type": "important_entity", "nis2_sector": "education", "size_class": "large", "higher_education_designated": "yes"}
CLOUD = {"country": "NL", "size_class": "large", "nis2_sector": "digital_infrastructure", "digital_service": "cloud"}
INSURER = {**without(COMPANY, "dora_entity_type"), "type": "insurer", "size_class": "large"}
CHOSEN = [
    ({**COMPANY, "type": "essential_entity", "nis2_sector": "health", "size_class": "large", "country": "DE"}, {"nis2"}, None),
    ({"type": "joint_arrangement", "public_safety_body": "yes"}, set(), "E069"),
    ({"type": "joint_arrangement", "public_safety_body": "no"}, {"nis2", "cbb"}, None),
    ({**COMPANY, "type": "important_entity", "nis2_sector": "food", "size_class": "large"}, {"nis2", "cbb"}, None),
    ({**COMPANY, "nis2_sector": "energy", "cer_designated": "yes"}, {"nis2", "cbb"}, "E067"),
    (EDUCATION, {"nis2", "cbb"}, None),
    ({**CENTRAL, "type": "agency", "government_layer": "central", "digital_service": "none"}, {"nis2", "cbb"}, None),
    ({"type": "municipality"}, {"nis2", "cbb"}, None),
    ({"type": "bank", "country": "NL", "size_class": "large"}, {"nis2", "cbb", "dora", "dora-rts"}, "E067"),
    ({"type": "insurer", "country": "NL", "size_class": "large", "dora_excluded": "no"}, {"nis2", "cbb", "dora", "dora-rts"}, "E062"),
    ({**INSURER, "dora_excluded": "no"}, {"dora", "dora-rts"}, None),
    ({**INSURER, "dora_excluded": "yes", "nis2_sector": "health"}, {"nis2", "cbb"}, "E069"),
    (INSURER, {"dora", "dora-rts"}, "E062"),
    ({"type": "ministry", "country": "NL"}, {"nis2", "cbb"}, "E062"),
    ({**CLOUD, "type": "essential_entity"}, {"nis2", "cbb", "cir2690"}, "E063"),
    ({**CLOUD, "type": "essential_entity", "dora_simplified": "yes"}, {"nis2", "cbb", "cir2690", "dora", "dora-rts"}, "E062"),
]  # fmt: skip


class Chosen(unittest.TestCase):
    """What scope says of a regime is what evaluate does with its frameworks."""

    def evaluated(self, facts, *when):
        dossier = Dossier(facts["type"], *when)
        self.addCleanup(dossier.folder.cleanup)
        rows, _ = dossier.scope(facts)
        told = dossier.run("evaluate", errors=True)
        results = collections.defaultdict(set)
        for row in json.loads(dossier.run("list", "conclusions", "--json")):
            results[row["requirement"]].add(row["result"])
        return dossier, rows, told, results

    def test_each_framework_goes_as_its_regime(self):
        for facts, expected, message in CHOSEN:
            with self.subTest(facts=facts):
                _, rows, told, results = self.evaluated(facts)
                frameworks = {requirement.split(":")[0] for requirement in results}
                self.assertEqual(frameworks & {"nis2", "cbb", "cir2690", "dora", "dora-rts"}, expected, told)
                for framework, regime in (("cbb", "cbw"), ("nis2", "nis2"), ("dora", "dora")):
                    if rows[regime]["applies"] is not None or framework not in frameworks:
                        self.assertIs(framework in frameworks, rows[regime]["applies"] is True, regime)
                    else:  # taken along all the same, and told
                        self.assertRegex(told, rf"it is undecided whether this applies: .*\b{framework}\b")
                self.assertIn(message or "", told)
                if message is None:
                    self.assertNotIn("nis2", told)

    def test_before_its_date_the_decree_is_not_evaluated(self):
        _, rows, _, results = self.evaluated({"type": "municipality"}, "2025")
        self.assertEqual((rows["cbw"]["time"], rows["cbw"]["applies"]), ("not_yet", True))
        self.assertEqual({requirement.split(":")[0] for requirement in results}, {"bio2", "nis2"})

    def test_for_a_bank_what_dora_replaces_does_not_apply_and_the_rest_is_evaluated(self):
        dossier, _, _, results = self.evaluated({"type": "bank", "country": "NL", "size_class": "large"})
        none = {"not_applicable"}
        for requirement, given in results.items():
            framework, number = requirement.split(":")
            if framework == "nis2":
                gone = re.match(r"21\(|23\(|32-audit|33-pub|27\([23]\)|28$", number)  # 27(2), 27(3) and 28: it offers no digital service
                self.assertEqual(given == none, gone is not None, requirement)
            if framework == "cbb":
                self.assertEqual(given == none, number not in ("21-22", "27"), requirement)
        shown = dossier.run("explain", "nis2:21(2)(a)")
        self.assertIn("NIS2 art. 4 and Cbw art. 22: not for a financial entity for whom DORA takes its place.", shown)
        self.assertRegex(shown, r"nis2_duties = replaced \(<- .*type = bank.*\) \[O; import 1 #2\]")

    def test_higher_education_has_duty_of_care_and_governance_only_36_months_after_designation(self):
        dossier, _, _, results = self.evaluated(EDUCATION)
        none = {"not_applicable"}
        later = re.compile(r"nis2:2[01]\(|cbb:(\d|1\d|21-22)$")
        for requirement, given in results.items():
            if later.match(requirement):
                self.assertEqual(given, none, requirement)
        for requirement in ("nis2:3(4)", "nis2:23(1)", "cbb:23-25", "cbb:27"):
            self.assertNotIn("not_applicable", results[requirement])
        self.assertIn("only 36 months after designation", dossier.run("explain", "nis2:20(1)"))
        # Not for one abroad, nor on another ground, nor where that is not known.
        for change in ({"country": "BE"}, {"nis1_operator": "yes"}, {"nis1_operator": ""}):
            _, _, _, results = self.evaluated({**EDUCATION, **change})
            self.assertNotIn("not_applicable", results["nis2:20(1)"] | results["nis2:21(1)"], change)

    def test_and_that_term_ends(self):
        designated = {**EDUCATION, "higher_education_designated_on": "2026-09-01"}
        for day, given, deferred in (
            ("2029-08-14", EDUCATION, True), ("2029-08-15", EDUCATION, False),
            ("2029-08-31", designated, True), ("2029-09-02", designated, False),
        ):  # fmt: skip
            _, _, _, results = self.evaluated(given, "2029", "--as-of", day)
            self.assertEqual(results["nis2:21(1)"] == {"not_applicable"}, deferred, (day, given))


class Said(unittest.TestCase):
    """Why a framework is in a statement: what is not known is not said to be false."""

    def statement(self, facts, year, *frameworks):
        dossier = Dossier(facts["type"], year)
        self.addCleanup(dossier.folder.cleanup)
        dossier.record(facts)
        dossier.run("evaluate", *(word for name in frameworks for word in ("--framework", name)))
        said = {}
        for lang in ("nl", "en"):
            dossier.run("report", "statement", "--format", "md", "--lang", lang, "-o", "out")
            text = pathlib.Path(dossier.folder.name, "out", f"statement-{lang}.md").read_text(encoding="utf-8")
            said[lang] = text
        return said

    def test_what_is_not_known_and_what_is_not_yet_in_force(self):
        facts = {"type": "municipality", "country": "NL", "uses_suwinet": "no"}
        said = self.statement(facts, "2025", "gdpr", "suwinet", "cbb", "digid", "adr-norea")
        self.assertIn("cannot be told without knowing: “Processes personal data”", said["en"])
        self.assertIn("is niet te bepalen zonder te weten: “Verwerkt persoonsgegevens”", said["nl"])
        self.assertIn("cannot be told without knowing: “Has DigiD connections”", said["en"])
        self.assertRegex(said["en"], r"Does not apply; it was chosen. It is for other organisations \(uses_suwinet = false \W+O; import 1 #2")
        self.assertIn("Not yet in force on the reference date: its duties count from 15 August 2026.", said["en"])
        self.assertIn("Op de peildatum nog niet van kracht: de plichten gelden vanaf 15 augustus 2026.", said["nl"])
        for text in said.values():
            self.assertNotRegex(text, r"\( \[|is unknown\)")

    def test_a_condition_that_only_the_date_fails_says_so(self):
        said = self.statement({"type": "central_government", "country": "NL"}, "2025", "adr-norea")
        self.assertIn("Does not hold on the reference date. The framework is for audits on the Cbw", said["en"])
        self.assertIn("Geldt niet op de peildatum. Het kader is voor audits op de Cbw", said["nl"])

    def test_what_the_type_names_is_not_said_to_be_chosen(self):
        small = {**COMPANY, "type": "essential_entity", "nis2_sector": "energy"}
        said = self.statement(small, "2026")
        self.assertIn("Does not apply by what is recorded, though it names this type of organisation. NIS2 art. 2(1)", said["en"])
        self.assertIn("Geldt niet volgens wat is vastgelegd, al noemt het dit soort organisatie. NIS2 art. 2(1)", said["nl"])
        safe = {"type": "joint_arrangement", "public_safety_body": "yes"}
        said = self.statement(safe, "2026", "nis2")
        self.assertIn("Does not apply; it was chosen. NIS2 art. 2(7) and Cbw art. 5", said["en"])


class Exempt(unittest.TestCase):
    """A requirement that does not apply: stored with its facts, and told as a rule's doing, not a person's."""

    def test_from_the_rule_to_every_document(self):
        dossier = Dossier("other_financial_entity")
        self.addCleanup(dossier.folder.cleanup)
        dossier.record({
            "type": "other_financial_entity", "dora_entity_type": "investment_firm", "staff": "6", "turnover_eur": "9",
            "dora_simplified": "no", "tlpt_designated": "no",
        })  # fmt: skip
        dossier.run("evaluate")
        told = json.loads(dossier.run("explain", "dora:26(1)", "--json"))
        self.assertEqual({(row["result"], row["by_rule"], row["by_judgement"]) for row in told["aspects"]},
                         {("not_applicable", True, False)})  # fmt: skip
        self.assertIn("tlpt_designated = false [O; import 1 #2]", told["aspects"][0]["reason"])
        shown = dossier.run("explain", "dora:24(1)", "--lang", "en")
        self.assertIn("by a rule: DORA art. 24(1) excepts microenterprises.", shown)
        self.assertIn("microenterprise = true (<- ", shown)
        self.assertNotIn("judgement", shown)
        shown = dossier.run("explain", "dora:5(1)", "--lang", "en")
        self.assertNotIn("by a rule", shown)
        self.assertIn("Everything agrees.", dossier.run("verify", "--lang", "en"))
        dossier.run("report", "statement", "--format", "md,json", "--lang", "nl", "-o", "out")
        folder = pathlib.Path(dossier.folder.name, "out")
        statement = (folder / "statement-nl.md").read_text(encoding="utf-8")
        self.assertIn("Niet van toepassing volgens een regel", statement)
        self.assertIn("zondert micro-ondernemingen uit", statement)
        self.assertIn("Niemand heeft een eigen oordeel vastgelegd.", statement)
        document = (folder / "statement-nl.json").read_text(encoding="utf-8")
        self.assertIn("Volgens een regel: DORA art. 26(1) en 26(8)", document)
        dossier.run("report", "annual-report-section", "--format", "md", "--lang", "en", "-o", "out")
        section = (folder / "annual-report-section-en.md").read_text(encoding="utf-8")
        self.assertRegex(section, r"For \d+ the requirement does not apply, by rules that find so\.")
        self.assertRegex(section, r"and 0 from a judgement")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__.strip())
    PROGRAM = str(pathlib.Path(sys.argv.pop(1)).resolve())
    SOURCE = pathlib.Path(sys.argv.pop(1)).resolve()
    FACTS = pathlib.Path(sys.argv.pop(1)) if len(sys.argv) > 1 else SOURCE.parent / "shared/facts"
    unittest.main()
