#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Holds the readers of CSAF, CycloneDX, SPDX, OpenVEX and KEV to the rules of those formats, through the
program itself: every rule that is broken is told by its number, and what a file says is what the
dossier holds.

    check_advisories.py PROGRAM CORPUS [SAMPLES]

CORPUS is tests/fuzz/corpus: its files named valid* are the documents that the tests start from.
SAMPLES is a folder of real files; without it the tests on them are skipped.
"""

import copy
import json
import pathlib
import re
import sqlite3
import sys
import time
import unittest

from hostile import INIT, Hostile, main

CORPUS = pathlib.Path(sys.argv[2])
SAMPLES = pathlib.Path(sys.argv[3]) if len(sys.argv) > 3 else None
SAMPLES_THERE = SAMPLES is not None and SAMPLES.is_dir()
del sys.argv[2:]  # the rest is for unittest
NUMBER = re.compile(r"\(CSAF 2\.0, (6\.1\.[0-9.]+)\)")


def valid(name):
    return json.loads((CORPUS / name).read_text(encoding="utf-8"))


def at(document, pointer):
    for step in filter(None, pointer.split("/")):
        document = document[int(step)] if isinstance(document, list) else document[step]
    return document


def set_at(document, pointer, value):
    """Puts [value] at a JSON pointer; "-" at its end adds to a list; ... takes the member away."""
    head, _, last = pointer.rpartition("/")
    owner = at(document, head)
    if value is ...:
        del owner[int(last) if isinstance(owner, list) else last]
    elif isinstance(owner, list) and last == "-":
        owner.append(value)
    else:
        owner[int(last) if isinstance(owner, list) else last] = value


def changed(document, *changes):
    document = copy.deepcopy(document)
    for pointer, value in changes:
        set_at(document, pointer, value)
    return document


def leaves(value, name=""):
    """Every text, number, yes and no of a JSON value, with the name of the member that holds it."""
    if isinstance(value, dict):
        for member, inner in value.items():
            yield from leaves(inner, member)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, name)
    else:
        yield name, value


def in_other_words(name, value):
    """What a field holds for it."""
    text = str(value).strip()
    words = {"affected": "known_affected", "not_affected": "known_not_affected"}
    if name == "status":
        text = words.get(text, text)
    if name == "spdxVersion":
        text = text.removeprefix("SPDX-")
    if name == "primaryPackagePurpose":
        text = text.lower()
    return {text}


class Readers(Hostile):
    def setUp(self):
        super().setUp()
        self.done(*INIT)

    def take(self, document, *arguments, name="document.json"):
        self.write(name, document if isinstance(document, (str, bytes)) else json.dumps(document))
        code, out, err = self.run_program("import", name, "--lang", "en", *arguments)
        self.assertEqual(code, 0, err)
        return out

    def refuses(self, message, document, name="document.json"):
        self.write(name, document if isinstance(document, (str, bytes)) else json.dumps(document))
        return self.refused(3, message, "import", name, "--lang", "en")

    def records(self, kind):
        database = sqlite3.connect(self.dossier)
        database.row_factory = sqlite3.Row
        rows = database.execute(
            f"SELECT s.key, e.* FROM ev_{kind} e JOIN subject s ON s.id = e.subject ORDER BY e.id"
        ).fetchall()
        database.close()
        return [{**dict(row), "raw": json.loads(row["raw"] or "{}")} for row in rows]

    def by_key(self, kind):
        return {record["key"]: record for record in self.records(kind)}

    def assert_nothing_dropped(self, document):
        """Each leaf of the document stands in a field, or under its own name in a raw record."""
        fields, raws = set(), set()
        database = sqlite3.connect(self.dossier)
        names = [row[0] for row in database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB 'ev_*'")]
        database.close()
        for name in names:
            for record in self.records(name[3:]):
                raws |= set(leaves(record.pop("raw")))
                for value in record.values():
                    fields.add(str(value))
                    fields.update(str(value).split(", "))
        for name, value in leaves(document):
            if (name, value) in raws or fields & in_other_words(name, value):
                continue
            if name in ("group", "name") and any(value in field.split("/") for field in fields):
                continue
            if name == "content" and any(field.endswith(f":{value}") for field in fields):
                continue
            if name == "alg" and any(field.startswith(f"{value}:") for field in fields):
                continue
            if name == "count":  # of the entries, which are that many records
                continue
            self.fail(f'"{name}": {value!r} is nowhere in the dossier')


# ---- CSAF -------------------------------------------------------------------------------------

ADVISORY, VEX, INFORMATIONAL = "csaf/valid-advisory.json", "csaf/valid-vex.json", "csaf/valid-informational.json"
TRACKING = "/document/tracking"
FIRST = "/vulnerabilities/0"
CVSS = FIRST + "/scores/0/cvss_v3"
PRODUCT = "/product_tree/branches/0/branches/0/branches/0"
HELPER = PRODUCT + "/product/product_identification_helper"


def revision(number, date="2025-11-21T00:00:00Z"):
    return {"date": date, "number": number, "summary": "Another"}


# Number of the rule, message, document, and what is changed in it to break that rule.
BROKEN = [
    ("6.1.1", "[VW-N021]", ADVISORY, (FIRST + "/product_status/fixed/-", "GONE")),
    ("6.1.1", "[VW-N021]", ADVISORY, ("/product_tree/relationships/0/product_reference", "GONE")),
    ("6.1.1", "[VW-N021]", ADVISORY, (FIRST + "/scores/0/products/-", "GONE")),
    ("6.1.1", "[VW-N021]", ADVISORY, ("/product_tree/product_groups/0/product_ids/-", "GONE")),
    ("6.1.2", "[VW-N022]", ADVISORY, ("/product_tree/full_product_names/0/product_id", "VPN-25")),
    ("6.1.3", "[VW-N023]", ADVISORY,
     ("/product_tree/relationships/0/relates_to_product_reference", "VPN-26:OS-1")),
    ("6.1.4", "[VW-N024]", ADVISORY, (FIRST + "/threats/1/group_ids", ["GONE"])),
    ("6.1.5", "[VW-N025]", ADVISORY,
     ("/product_tree/product_groups/-", {"group_id": "G-OS", "product_ids": ["VPN-25", "VPN-26"]})),
    ("6.1.6", "[VW-N026]", ADVISORY, (FIRST + "/product_status/fixed/-", "VPN-25")),
    ("6.1.6", "[VW-N026]", ADVISORY, (FIRST + "/product_status/under_investigation/-", "OS-2")),
    ("6.1.7", "[VW-N027]", ADVISORY,
     (FIRST + "/scores/-", {"products": ["VPN-25"], "cvss_v3": {
         "version": "3.1", "vectorString": "CVSS:3.1/AV:L/AC:L/PR:H/UI:R/S:U/C:H/I:H/A:H",
         "baseScore": 6.5, "baseSeverity": "MEDIUM"}})),
    ("6.1.8", "[VW-N028]", ADVISORY, (CVSS + "/baseSeverity", ...)),
    ("6.1.8", "[VW-N028]", ADVISORY, (CVSS + "/vectorString", "CVSS:3.1/AV:N")),
    ("6.1.8", "[VW-N028]", ADVISORY, ("/vulnerabilities/1/scores/0/cvss_v2/version", ...)),
    ("6.1.8", "[VW-N028]", ADVISORY, (CVSS, [])),
    ("6.1.9", "[VW-N029]", ADVISORY, (CVSS + "/baseScore", 9.7)),
    ("6.1.9", "[VW-N029]", ADVISORY, (CVSS + "/baseSeverity", "HIGH")),
    ("6.1.9", "[VW-N029]", ADVISORY, ("/vulnerabilities/1/scores/0/cvss_v2/baseScore", 5.1)),
    ("6.1.10", "[VW-N030]", ADVISORY, (CVSS + "/attackVector", "LOCAL")),
    ("6.1.11", "[VW-N031]", ADVISORY, (FIRST + "/cwe/name", "Improper Input Validation")),
    ("6.1.12", "[VW-N032]", ADVISORY, ("/document/lang", "EZ")),
    ("6.1.12", "[VW-N032]", INFORMATIONAL, ("/document/source_lang", "en-JJ")),
    ("6.1.13", "[VW-N033]", ADVISORY, (HELPER + "/purl", "pkg:maven/@1.3.4")),
    ("6.1.14", "[VW-N034]", ADVISORY, (TRACKING + "/revision_history/0/date", "2025-11-20T11:30:00.501Z")),
    ("6.1.15", "[VW-N035]", INFORMATIONAL, ("/document/source_lang", ...)),
    ("6.1.16", "[VW-N036]", ADVISORY, (TRACKING + "/version", "1.0.0")),
    ("6.1.17", "[VW-N037]", INFORMATIONAL, (TRACKING + "/status", "final")),
    ("6.1.18", "[VW-N038]", INFORMATIONAL, (TRACKING + "/status", "interim")),
    ("6.1.19", "[VW-N039]", ADVISORY, (TRACKING + "/revision_history/0/number", "1.0.0-rc.1")),
    ("6.1.20", "[VW-N040]", ADVISORY, (TRACKING + "/version", "1.1.0-rc.1")),
    ("6.1.21", "[VW-N041]", ADVISORY, (TRACKING + "/revision_history/-", revision("3.0.0"))),
    ("6.1.21", "[VW-N041]", ADVISORY, (TRACKING + "/revision_history", [revision("2.0.0")])),
    ("6.1.22", "[VW-N042]", ADVISORY, (TRACKING + "/revision_history/-", revision("1.1.0+again"))),
    ("6.1.23", "[VW-N043]", ADVISORY, ("/vulnerabilities/1/cve", "CVE-2025-11111")),
    ("6.1.24", "[VW-N044]", ADVISORY,
     (FIRST + "/involvements/-", {"party": "vendor", "status": "open", "date": "2025-11-18T10:00:00.0+01:00"})),
    ("6.1.25", "[VW-N045]", ADVISORY,
     (HELPER + "/hashes/0/file_hashes/-", {"algorithm": "sha256", "value": "0" * 64})),
    ("6.1.26", "[VW-N046]", INFORMATIONAL, ("/document/category", "V_eX")),
    ("6.1.26", "[VW-N046]", INFORMATIONAL, ("/document/category", "csaf_a")),
    ("6.1.27.1", "[VW-N061]", INFORMATIONAL, ("/document/notes/0/category", "legal_disclaimer")),
    ("6.1.27.2", "[VW-N062]", INFORMATIONAL, ("/document/references/1", ...)),
    ("6.1.27.3", "[VW-N063]", INFORMATIONAL, ("/vulnerabilities", [{"title": "One"}])),
    ("6.1.27.4", "[VW-N064]", ADVISORY, ("/product_tree", ...)),
    ("6.1.27.5", "[VW-N065]", ADVISORY, (FIRST + "/notes", ...)),
    ("6.1.27.6", "[VW-N066]", ADVISORY, (FIRST + "/product_status", ...)),
    ("6.1.27.7", "[VW-N067]", VEX, (FIRST + "/product_status", {"recommended": ["VPN-26"]})),
    ("6.1.27.8", "[VW-N068]", VEX, ("/vulnerabilities/1/ids", ...)),
    ("6.1.27.9", "[VW-N069]", VEX, (FIRST + "/threats/0/category", "target_set")),
    ("6.1.27.9", "[VW-N069]", VEX, (FIRST + "/flags", ...)),
    ("6.1.27.10", "[VW-N070]", VEX, (FIRST + "/remediations", ...)),
    ("6.1.27.11", "[VW-N071]", ADVISORY, ("/vulnerabilities", ...)),
    ("6.1.28", "[VW-N048]", INFORMATIONAL, ("/document/source_lang", "NL")),
    ("6.1.29", "[VW-N049]", ADVISORY, (FIRST + "/remediations/0/product_ids", ...)),
    ("6.1.30", "[VW-N050]", ADVISORY, (TRACKING + "/revision_history/0/number", "1")),
    ("6.1.31", "[VW-N051]", ADVISORY, (PRODUCT + "/name", "2.5 and earlier")),
    ("6.1.32", "[VW-N052]", ADVISORY, (FIRST + "/flags/0/group_ids", ...)),
    ("6.1.33", "[VW-N053]", ADVISORY,
     (FIRST + "/flags/-", {"label": "vulnerable_code_not_present", "product_ids": ["OS-2"]})),
]

# What the schema says: message, and what is changed.
MISSHAPEN = [
    ("[VW-N001]", (TRACKING + "/id", ...), "/document/tracking"),
    ("[VW-N002]", ("/document/title", 7), "/document/title"),
    ("[VW-N002]", ("/vulnerabilities", {}), "/vulnerabilities"),
    ("[VW-N003]", (TRACKING + "/status", "withdrawn"), TRACKING + "/status"),
    ("[VW-N003]", ("/document/csaf_version", "2.1"), "/document/csaf_version"),
    ("[VW-N004]", (TRACKING + "/current_release_date", "2025-11-20"), TRACKING + "/current_release_date"),
    ("[VW-N004]", (TRACKING + "/version", "1.01.0"), TRACKING + "/version"),
    ("[VW-N004]", (FIRST + "/cve", "CVE-25-1"), FIRST + "/cve"),
    ("[VW-N004]", (HELPER + "/cpe", "cpe:2.3:a:acme"), HELPER + "/cpe"),
    ("[VW-N005]", (FIRST + "/product_status/fixed", []), FIRST + "/product_status/fixed"),
    ("[VW-N006]", (PRODUCT + "/extra", 1), PRODUCT),
    ("[VW-N007]", (FIRST + "/product_status/fixed/-", "VPN-26"), FIRST + "/product_status/fixed/1"),
]


class Csaf(Readers):
    def test_each_rule_that_is_broken_is_told_by_its_number(self):
        for number, message, name, change in BROKEN:
            with self.subTest(rule=number, change=change):
                said = self.refuses(message[4:8], changed(valid(name), change))
                self.assertIn(number, NUMBER.findall(said))

    def test_each_misshapen_member_is_told_with_its_place(self):
        for message, change, pointer in MISSHAPEN:
            with self.subTest(change=change):
                said = self.refuses(message[4:8], changed(valid(ADVISORY), change))
                self.assertRegex(said, rf"document\.json, at {pointer}: ")

    def test_nothing_of_a_refused_document_is_taken(self):
        self.refuses("N026", changed(valid(ADVISORY), (FIRST + "/product_status/fixed/-", "VPN-25")))
        self.assertEqual(self.listed("imports"), [])

    def test_an_advisory_is_one_record(self):
        self.take(valid(ADVISORY))
        (record,) = self.records("advisory")
        expected = {
            "key": "ACME-2025-001", "occurred_on": "2025-11-20", "title": "Faults in Acme VPN",
            "category": "csaf_security_advisory", "publisher": "Acme", "publisher_category": "vendor",
            "status": "final", "version": "1.1.0+build.7", "initial_release": "2025-11-18T09:00:00Z",
            "current_release": "2025-11-20T11:30:00Z", "severity": "High", "tlp": "WHITE",
            "cves": "CVE-2025-11111, CVE-2025-11112", "product_count": 6, "language": "en-GB",
            "url": "https://acme.example/csaf/acme-2025-001.json",
        }
        self.assertEqual({name: record[name] for name in expected}, expected)

    def test_each_product_of_a_vulnerability_is_one_statement(self):
        self.take(valid(ADVISORY))
        statements = self.by_key("vulnerability_statement")
        self.assertEqual(len(statements), 7)
        fixed = statements["ACME-2025-001/CVE-2025-11111/VPN-26"]
        self.assertEqual((fixed["status"], fixed["other_statuses"]), ("fixed", "recommended"))
        old = statements["ACME-2025-001/CVE-2025-11111/VPN-25"]
        expected = {
            "effective_from": "2025-11-20", "vulnerability": "CVE-2025-11111", "cwe": "CWE-787",
            "product": "Acme VPN 2.5", "product_vendor": "Acme", "product_version": "2.5",
            "purl": "pkg:generic/acme-vpn@2.5", "status": "known_affected",
            "other_statuses": "last_affected", "remediation": "vendor_fix",
            "remediation_text": "Install 2.6.", "remediation_url": "https://acme.example/2.6",
            "exploit_status": "Seen in the wild.", "cvss_score": 9.8, "severity": "critical",
            "cvss_vector": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
        }
        self.assertEqual({name: old[name] for name in expected}, expected)
        safe = statements["ACME-2025-001/CVE-2025-11111/OS-2"]
        self.assertEqual(safe["status"], "known_not_affected")
        self.assertEqual(safe["justification"], "component_not_present")
        self.assertEqual(safe["impact_statement"], "No such code in the OS.")

    def test_a_later_release_is_a_new_version_of_the_same_records(self):
        self.take(valid(ADVISORY))
        later = changed(valid(ADVISORY), (TRACKING + "/current_release_date", "2025-12-01T00:00:00Z"),
                        (FIRST + "/product_status/under_investigation", ...),
                        (FIRST + "/product_status/fixed/-", "VPN-26:OS-1"))
        said = self.take(later)
        self.assertIn("7 vulnerability statements (VEX), of which 7 a new version", said)
        self.assertEqual(self.records("vulnerability_statement")[-1]["effective_from"], "2025-12-01")

    def test_groups_do_not_multiply_the_work_without_end(self):
        products = [{"product_id": f"P{i}", "name": "P"} for i in range(3000)]
        document = changed(
            valid(VEX), ("/product_tree", {"full_product_names": products, "product_groups": [
                {"group_id": "G", "product_ids": [p["product_id"] for p in products]}]}),
            ("/vulnerabilities", [
                {"cve": f"CVE-2025-{i:05}", "notes": [{"category": "other", "text": "x"}],
                 "product_status": {"under_investigation": ["P1"]},
                 "remediations": [{"category": "workaround", "details": "x", "group_ids": ["G"]}]}
                for i in range(3000)]))
        started = time.monotonic()
        self.assertIn("[VW-N011]", self.refuses("N011", document))
        self.assertLess(time.monotonic() - started, 60)

    def test_a_long_chain_of_relationships_is_no_circle(self):
        count = 20000
        chain = [{"category": "installed_on", "full_product_name": {"product_id": f"R{i}", "name": "R"},
                  "product_reference": f"R{i + 1}" if i + 1 < count else "VPN-25",
                  "relates_to_product_reference": "OS-1"} for i in range(count)]
        self.take(changed(valid(ADVISORY), ("/product_tree/relationships", chain),
                          (FIRST + "/product_status/under_investigation", ...)))
        chain[-1]["product_reference"] = "R0"
        said = self.refuses("N023", changed(valid(ADVISORY), ("/product_tree/relationships", chain)))
        self.assertIn(f"/product_tree/relationships/{count - 1}/product_reference", said)


# ---- bills of materials -----------------------------------------------------------------------


class CycloneDx(Readers):
    def test_each_version_gives_the_same_records(self):
        seen = []
        for version in ("1.4", "1.5", "1.6"):
            self.take(valid(f"cyclonedx/valid-{version}.json"))
            seen.append(len(self.records("software_component")))
        self.assertEqual(seen, [6, 12, 18])

    def test_a_component_is_one_record_wherever_it_is_nested(self):
        self.take(valid("cyclonedx/valid-1.6.json"))
        components = self.by_key("software_component")
        app = "pkg:npm/%40acme/vpn "
        self.assertEqual(
            set(components),
            {app + key for key in ("pkg:npm/net@3.1.4", "pkg:npm/socket@0.9", "pkg:npm/log@2.0",
                                   "pkg:npm/core@1.0", "readme.txt", "readme.txt (2)")})
        net = components[app + "pkg:npm/net@3.1.4"]
        expected = {"name": "net", "version": "3.1.4", "type": "library", "licence": "MIT",
                    "scope": "required", "reference": "net-3.1.4", "effective_from": "2025-10-01",
                    "hash": "SHA-256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}
        self.assertEqual({name: net[name] for name in expected}, expected)
        self.assertEqual(components[app + "pkg:npm/socket@0.9"]["part_of"], "net-3.1.4")
        self.assertEqual(components[app + "pkg:npm/core@1.0"]["part_of"], "app")
        self.assertEqual(components[app + "pkg:npm/log@2.0"]["licence"], "Apache-2.0 OR MIT")

    def test_the_bill_is_a_record_with_what_is_left_of_the_document(self):
        self.take(valid("cyclonedx/valid-1.6.json"))
        (bill,) = self.records("sbom")
        expected = {"key": "pkg:npm/%40acme/vpn", "name": "acme/vpn", "product_version": "2.6",
                    "supplier_name": "Acme", "version": "3", "format": "CycloneDX",
                    "format_version": "1.6", "made": "2025-10-01T08:15:00Z", "component_count": 6}
        self.assertEqual({name: bill[name] for name in expected}, expected)
        self.assertEqual(bill["raw"]["dependencies"], [{"ref": "app", "dependsOn": ["net-3.1.4", "log-2.0"]}])

    def test_an_analysis_is_a_statement_and_a_finding_without_one_states_nothing(self):
        self.take(valid("cyclonedx/valid-1.6.json"))
        statements = self.by_key("vulnerability_statement")
        prefix = "pkg:npm/%40acme/vpn/"
        safe = statements[prefix + "CVE-2025-11114/net-3.1.4"]
        expected = {"status": "known_not_affected", "justification": "code_not_reachable",
                    "impact_statement": "Not called.", "remediation": "vendor_fix",
                    "remediation_text": "Update.", "cwe": "CWE-125", "cvss_score": 7.5,
                    "severity": "high", "product": "net", "product_version": "3.1.4"}
        self.assertEqual({name: safe[name] for name in expected}, expected)
        self.assertEqual(statements[prefix + "CVE-2025-11115/log-2.0"]["status"], "known_affected")
        self.assertIsNone(statements[prefix + "CVE-2025-11116"]["status"])

    def test_other_versions_and_forms_are_refused_by_name(self):
        for version in ("1.3", "1.7", "2.0"):
            self.assertIn("[VW-N080]", self.refuses(
                "N080", changed(valid("cyclonedx/valid-1.6.json"), ("/specVersion", version))))
        xml = '<?xml version="1.0"?>\n<bom xmlns="http://cyclonedx.org/schema/bom/1.6"/>'
        self.assertIn("[VW-N086]", self.refuses("N086", xml, name="bom.xml"))
        self.assertIn("SPDX tag-value", self.refuses("N086", "SPDXVersion: SPDX-2.3\n", name="b.spdx"))
        self.assertIn("SPDX 3", self.refuses(
            "N086", {"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": []}))

    def test_a_reference_stands_for_one_thing(self):
        document = changed(valid("cyclonedx/valid-1.5.json"), ("/services/0/bom-ref", "log-2.0"))
        self.assertIn("[VW-N081]", self.refuses("N081", document))

    def test_a_reference_to_nothing_is_a_warning(self):
        document = changed(valid("cyclonedx/valid-1.5.json"), ("/vulnerabilities/1/affects/0/ref", "gone"))
        self.write("document.json", json.dumps(document))
        code, _, err = self.run_program("import", "document.json", "--lang", "en")
        self.assertEqual(code, 0)
        self.assertIn("[VW-N082]", err)

    def test_a_document_without_a_date_holds_from_the_day_of_collection(self):
        document = changed(valid("cyclonedx/valid-1.4.json"), ("/metadata/timestamp", ...))
        self.write("document.json", json.dumps(document))
        code, _, err = self.run_program("import", "document.json", "--collected-at", "2025-12-02")
        self.assertEqual(code, 0, err)
        self.assertIn("[VW-N010]", err)
        self.assertEqual({c["effective_from"] for c in self.records("software_component")}, {"2025-12-02"})
        self.take(document, "--set", "effective_from=2025-01-15")
        self.assertEqual(self.records("software_component")[-1]["effective_from"], "2025-01-15")

    def test_100000_components_are_read_in_bounded_time(self):
        document = valid("cyclonedx/valid-1.6.json")
        document["components"] += [
            {"type": "library", "bom-ref": f"r{i}", "name": f"n{i}", "version": "1",
             "purl": f"pkg:npm/n{i}@1", "licenses": [{"license": {"id": "MIT"}}]} for i in range(100000)]
        started = time.monotonic()
        self.take(document)
        self.assertLess(time.monotonic() - started, 100)


class Spdx(Readers):
    def test_a_package_is_one_record(self):
        self.take(valid("spdx/valid-2.3.json"))
        components = self.by_key("software_component")
        vpn = components["pkg:generic/acme-vpn pkg:generic/acme-vpn@2.6"]
        self.assertEqual((vpn["licence"], vpn["type"], vpn["supplier_name"]),
                         ("EUPL-1.2", "application", "Acme (info@acme.example)"))
        net = components["pkg:generic/acme-vpn SPDXRef-net"]
        expected = {"name": "net", "version": "3.1.4", "licence": "MIT", "part_of": "SPDXRef-vpn",
                    "cpe": "cpe:2.3:a:acme:net:3.1.4:*:*:*:*:*:*:*",
                    "hash": "SHA-256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}
        self.assertEqual({name: net[name] for name in expected}, expected)

    def test_its_rules_are_kept(self):
        good = valid("spdx/valid-2.3.json")
        for message, change in (
            ("N080", ("/spdxVersion", "SPDX-2.1")), ("N081", ("/files/0/SPDXID", "SPDXRef-net")),
            ("N003", ("/dataLicense", "MIT")), ("N004", ("/documentNamespace", "https://a.example/#x")),
            ("N001", ("/packages/0/downloadLocation", ...)), ("N004", ("/packages/0/SPDXID", "vpn")),
        ):
            with self.subTest(change=change):
                self.refuses(message, changed(good, change))


# ---- the others -------------------------------------------------------------------------------


class Kev(Readers):
    def test_an_entry_is_one_record(self):
        self.take(valid("kev/valid.json"))
        first, second = self.records("known_exploited_vulnerability")
        expected = {"key": "CVE-2021-44228", "occurred_on": "2021-12-10", "due": "2021-12-24",
                    "vendor": "Apache", "ransomware": "Known", "cwes": "CWE-20, CWE-502",
                    "catalogue_version": "2025.08.25", "catalogue_released": "2025-08-25T17:04:19Z"}
        self.assertEqual({name: first[name] for name in expected}, expected)
        self.assertIsNone(second["ransomware"])
        self.assertEqual(second["raw"], {"knownRansomwareCampaignUse": "Perhaps", "extra": {"seen": [1, 2.5]}})
        self.assertEqual(self.listed("imports")[0]["collected_at"][:10], "2025-08-25")

    def test_a_catalogue_that_was_cut_off_is_refused(self):
        self.assertIn("[VW-N083]", self.refuses("N083", changed(valid("kev/valid.json"), ("/count", 3))))
        self.refuses("N004", changed(valid("kev/valid.json"), ("/vulnerabilities/0/dateAdded", "10-12-2021")))


class OpenVex(Readers):
    def test_a_statement_on_a_product_is_one_record(self):
        self.take(valid("openvex/valid.json"))
        statements = self.by_key("vulnerability_statement")
        self.assertEqual(len(statements), 4)
        one = statements["https://acme.example/vex/1/CVE-2025-11118/pkg:generic/acme-vpn@2.6"]
        self.assertEqual((one["status"], one["justification"], one["effective_from"]),
                         ("known_not_affected", "vulnerable_code_not_present", "2025-10-02"))
        (document,) = self.records("advisory")
        self.assertEqual((document["publisher"], document["version"]), ("Acme PSIRT", "2"))

    def test_its_rules_are_kept(self):
        good = valid("openvex/valid.json")
        bare = changed(good, ("/statements/0/justification", ...), ("/statements/0/impact_statement", ...))
        self.assertIn("[VW-N084]", self.refuses("N084", bare))
        bare = changed(good, ("/statements/1/action_statement", ...))
        self.assertIn("[VW-N085]", self.refuses("N085", bare))


class All(Readers):
    def test_nothing_that_a_document_says_is_dropped(self):
        for path in sorted(CORPUS.glob("*/valid*.json")):
            if path.parent.name in ("csaf", "cyclonedx", "spdx", "kev", "openvex"):
                with self.subTest(file=path.name):
                    self.setUp()
                    document = json.loads(path.read_text(encoding="utf-8"))
                    self.take(document)
                    self.assert_nothing_dropped(document)

    def test_a_value_of_another_type_is_refused_or_kept_anywhere(self):
        """Everything in a document is replaced by something else in turn, of one kind a round."""
        for name in (VEX, "cyclonedx/valid-1.6.json", "spdx/valid-2.3.json", "kev/valid.json",
                     "openvex/valid.json"):
            places = []

            def walk(value, pointer):
                for step, inner in (value.items() if isinstance(value, dict) else
                                    enumerate(value) if isinstance(value, list) else ()):
                    places.append(f"{pointer}/{step}")
                    walk(inner, places[-1])

            walk(valid(name), "")
            for i, place in enumerate(places[:: max(1, len(places) // 40)]):
                other = ([], {}, 7, "x", None, True)[i % 6]
                document = changed(valid(name), (place, other))
                self.write("document.json", json.dumps(document))
                code, out, err = self.run_program("import", "document.json")
                self.assertIn(code, (0, 3), f"{place}: {out}{err}")


@unittest.skipUnless(SAMPLES_THERE, "the folder of samples is not there: REAL FILES ARE NOT TRIED")
class Samples(Readers):
    def test_the_official_documents_on_the_mandatory_tests(self):
        cases = json.loads((SAMPLES / "csaf/mandatory/testcases.json").read_text(encoding="utf-8"))
        tried = 0
        for test in cases["tests"]:
            for case in test.get("failures", []) + test.get("valid", []):
                path = SAMPLES / "csaf" / case["name"]
                code, _, err = self.run_program("import", str(path), "--lang", "en")
                with self.subTest(file=path.name):
                    tried += 1
                    self.assertEqual(code, 0 if case["valid"] else 3, err)
                    self.assertTrue(case["valid"] or test["id"] in NUMBER.findall(err), err)
        self.assertGreater(tried, 60)

    def test_real_documents_lose_nothing(self):
        for name in ("csaf/bsi-2022-0001.json", "csaf/rhsa-2021_5186.json", "csaf/rhsa-2019_1862.json",
                     "csaf/2022-evd-uc-01-a-001.json", "kev/known_exploited_vulnerabilities.json",
                     "cyclonedx/laravel-bom.1.4.json", "cyclonedx/vex-affected.json",
                     "spdx/example11-2.3.spdx.json"):
            with self.subTest(file=name):
                self.setUp()
                text = (SAMPLES / name).read_text(encoding="utf-8")
                self.take(text)
                self.assert_nothing_dropped(json.loads(text))


if __name__ == "__main__":
    main()
