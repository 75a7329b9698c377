#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Holds the readers of SARIF, OCSF, HDF, Prowler and Powerpipe to the rules of those formats, through
the program itself: what a file says is what the dossier holds.

    check_checks.py PROGRAM [SAMPLES]

SAMPLES is a folder of real files; without it the tests on them are skipped.
"""

import csv
import io
import json
import pathlib
import sqlite3
import sys
import time
import unittest

from hostile import INIT, Hostile, main

SAMPLES = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None
SARIF_TIME = "2025-05-01T10:00:00Z"


class Readers(Hostile):
    def setUp(self):
        super().setUp()
        self.done(*INIT)
        self.said = ""

    def take(self, content, *arguments, name="results.json"):
        """Imports a file, of JSON unless it is a text or bytes."""
        plain = isinstance(content, (str, bytes))
        self.write(name, content if plain else json.dumps(content))
        code, out, self.said = self.run_program("import", name, "--lang", "en", *arguments)
        self.assertEqual(code, 0, self.said)
        return out

    def refuses(self, message, content, *arguments, name="results.json"):
        plain = isinstance(content, (str, bytes))
        self.write(name, content if plain else json.dumps(content))
        return self.refused(3, message, "import", name, "--lang", "en", *arguments)

    def records(self, kind="configuration_check"):
        """The records of a kind as they stand, each with its key and its raw as an object."""
        database = sqlite3.connect(self.dossier)
        database.row_factory = sqlite3.Row
        rows = database.execute(
            f"SELECT s.key, e.* FROM ev_{kind} e JOIN subject s ON s.id = e.subject ORDER BY e.id"
        ).fetchall()
        database.close()
        return [{**dict(row), "raw": json.loads(row["raw"] or "{}")} for row in rows]

    def one(self, kind="configuration_check"):
        (record,) = self.records(kind)
        return record

    def results(self):
        return [record["result"] for record in self.records()]

    def says(self, message):
        self.assertIn(f"[VW-{message}]", self.said)


# ---- SARIF


def sarif(results, **run):
    whole = {
        "tool": {"driver": {"name": "Tool", "version": "1.2"}},
        "invocations": [{"executionSuccessful": True, "endTimeUtc": SARIF_TIME}],
        "results": results,
    }
    return {"version": "2.1.0", "runs": [{**whole, **run}]}


def finding(**members):
    return {"ruleId": "R1", "message": {"text": "Broken"}, **members}


class Sarif(Readers):
    def test_a_kind_decides_the_result_and_none_means_fail(self):
        kinds = ["fail", "pass", "open", "review", "notApplicable", "informational"]
        self.take(sarif([finding()] + [finding(kind=kind) for kind in kinds]))
        expected = ["failed", "failed", "passed", "undetermined", "manual", "not_applicable"]
        self.assertEqual(self.results(), expected + ["informational"])

    def test_an_accepted_suppression_is_neither_failed_nor_passed(self):
        for_each = [
            [{"kind": "inSource"}],
            [{"kind": "external", "status": "accepted"}],
            [{"kind": "external", "status": "underReview"}],
            [{"kind": "external", "status": "rejected"}],
            [{"kind": "inSource"}, {"kind": "external", "status": "rejected"}],
            [{"kind": "external", "status": "agreed"}],
            [],
        ]
        self.take(sarif([finding(suppressions=one) for one in for_each]))
        self.assertEqual(self.results(), ["suppressed"] * 2 + ["failed"] * 5)

    def test_suppressing_what_passed_does_not_let_it_pass(self):
        self.take(sarif([finding(kind="pass", suppressions=[{"kind": "inSource"}])]))
        self.assertEqual(self.results(), ["suppressed"])

    def test_the_reason_of_a_suppression_is_kept(self):
        reasons = [{"kind": "external", "justification": "Test code"}]
        self.take(sarif([finding(suppressions=reasons)]))
        self.assertEqual(self.one()["suppressed_because"], "Test code")

    def test_what_is_absent_is_not_open(self):
        states = ["new", "unchanged", "updated", "absent"]
        self.take(sarif([finding(baselineState=state) for state in states]))
        self.assertEqual(self.results(), ["failed"] * 3 + ["resolved"])

    def test_an_absent_result_is_resolved_also_when_it_was_suppressed(self):
        self.take(sarif([finding(baselineState="absent", suppressions=[{"kind": "inSource"}])]))
        self.assertEqual(self.results(), ["resolved"])

    def test_an_unknown_kind_is_never_passed(self):
        self.take(sarif([finding(kind="fine")]))
        self.assertEqual(self.results(), ["undetermined"])
        self.says("N103")

    def test_a_level_comes_from_the_result_then_the_rule_then_the_standard(self):
        rules = [{"id": "R1", "defaultConfiguration": {"level": "error"}}, {"id": "R2"}]
        results = [
            finding(level="note"),
            finding(),
            finding(ruleId="R2"),
            finding(kind="pass"),
            finding(properties={"security-severity": "9.8"}),
        ]
        self.take(sarif(results, tool={"driver": {"name": "Tool", "rules": rules}}))
        severities = [record["severity"] for record in self.records()]
        self.assertEqual(severities, ["low", "high", "medium", "informational", "critical"])

    def test_a_level_that_the_run_overrides_goes_before_the_rule(self):
        rules = [{"id": "R1", "defaultConfiguration": {"level": "error"}}]
        override = {"descriptor": {"id": "R1"}, "configuration": {"level": "note"}}
        invocation = {"executionSuccessful": True, "ruleConfigurationOverrides": [override]}
        self.take(
            sarif(
                [finding(provenance={"invocationIndex": 0}), finding()],
                tool={"driver": {"name": "Tool", "rules": rules}},
                invocations=[invocation],
            )
        )
        self.assertEqual([record["severity"] for record in self.records()], ["low", "high"])

    def test_a_rule_is_found_by_index_by_id_by_parent_and_in_an_extension(self):
        driver = {
            "name": "Tool",
            "rules": [
                {"id": "A", "shortDescription": {"text": "Of A"}},
                {"id": "B", "shortDescription": {"text": "Of B"}},
            ],
        }
        extension = {"name": "More", "rules": [{"id": "C", "shortDescription": {"text": "Of C"}}]}
        message = {"message": {"text": "x"}}
        results = [
            {**message, "ruleIndex": 1},
            {**message, "ruleId": "A"},
            {**message, "ruleId": "A/1"},
            {**message, "rule": {"index": 0, "toolComponent": {"index": 0}}},
            {**message, "rule": {"id": "C", "toolComponent": {"name": "More"}}},
            {**message, "ruleId": "C"},
            {**message},
        ]
        self.take(sarif(results, tool={"driver": driver, "extensions": [extension]}))
        titles = [record["title"] for record in self.records()]
        self.assertEqual(titles, ["Of B", "Of A", "Of A", "Of C", "Of C", "Of C", None])
        ids = [record["check_id"] for record in self.records()]
        self.assertEqual(ids, ["B", "A", "A/1", "C", "C", "C", "(no rule)"])

    def test_a_message_is_looked_up_and_filled_in(self):
        rules = [{"id": "R1", "messageStrings": {"m": {"text": "{{x}} is {0}, not {1}"}}}]
        message = {"id": "m", "arguments": ["one", "two"]}
        self.take(
            sarif([finding(message=message)], tool={"driver": {"name": "Tool", "rules": rules}})
        )
        self.assertEqual(self.one()["detail"], "{x} is one, not two")

    def test_an_artifact_is_found_by_index(self):
        location = {"physicalLocation": {"artifactLocation": {"index": 1}}}
        files = [{"location": {"uri": "a.c"}}, {"location": {"uri": "b.c"}}]
        self.take(sarif([finding(locations=[location])], artifacts=files))
        self.assertEqual(self.one()["resource"], "b.c")

    def test_classifications_become_numbers_in_standards(self):
        rules = [
            {"id": "R1", "relationships": [{"target": {"id": "1", "toolComponent": {"name": "X"}}}]}
        ]
        taxa = [{"id": "79", "toolComponent": {"name": "CWE"}}]
        self.take(sarif([finding(taxa=taxa)], tool={"driver": {"name": "Tool", "rules": rules}}))
        self.assertEqual(self.one()["controls"], "CWE: 79 | X: 1")

    def test_a_result_has_its_own_time_before_that_of_the_run(self):
        own = {"lastDetectionTimeUtc": "2025-04-30T08:00:00.123Z"}
        gone = {"provenance": own, "baselineState": "absent"}
        self.take(sarif([finding(provenance=own), finding(), finding(**gone)]))
        days = [record["occurred_on"] for record in self.records()]
        self.assertEqual(days, ["2025-04-30", "2025-05-01", "2025-05-01"])
        self.assertEqual(self.records()[0]["checked_at"], "2025-04-30T08:00:00Z")

    def test_a_time_that_cannot_be_read_is_told(self):
        self.take(sarif([finding(provenance={"lastDetectionTimeUtc": "1 May"})]))
        self.assertEqual(self.one()["occurred_on"], "2025-05-01")
        self.says("N113")

    def test_without_any_time_the_day_of_collection_is_taken_and_said(self):
        self.take(sarif([finding()], invocations=[]), "--collected-at", "2025-06-30")
        self.assertEqual(self.one()["occurred_on"], "2025-06-30")
        self.assertEqual(self.said.count("[VW-N101]"), 1)

    def test_a_run_without_a_time_beside_one_with_is_of_the_day_of_collection(self):
        document = sarif([finding()], invocations=[{"endTimeUtc": "2025-06-01T09:00:00Z"}])
        document["runs"] += sarif([finding()], invocations=[])["runs"]
        self.take(document)
        for kind in ("configuration_check", "scan"):
            days = [record["occurred_on"] for record in self.records(kind)]
            self.assertEqual(days, ["2025-06-01"] * 2)
        self.assertIn("2025-06-01 is taken", self.said)

    def test_a_second_file_of_one_tool_does_not_replace_the_first(self):
        here, there = ({"invocations": [], "results": [finding(**one)]} for one in ({}, {"rank": 2.5}))
        git = [{"repositoryUri": f"https://git.example.nl/{name}"} for name in "ab"]
        timed = {"endTimeUtc": SARIF_TIME}
        pairs = [
            (sarif(**here), sarif(**there)),
            (sarif([finding()]), sarif([finding(rank=3.5)])),
            *(
                [sarif([finding()], invocations=[timed], **one) for one in both]
                for both in (
                    [{"versionControlProvenance": [one]} for one in git],
                    [{"automationDetails": {"guid": one}} for one in "ab"],
                    [{"automationDetails": {"id": "ci"}, "columnKind": one} for one in "ab"],
                )
            ),
        ]
        for number, pair in enumerate(pairs, 1):
            for document in (*pair, *pair):
                self.take(document, "--collected-at", "2025-12-01")
            for kind in ("configuration_check", "scan"):
                self.assertEqual(len({record["key"] for record in self.records(kind)}), 2 * number)

    def test_a_scan_of_a_known_project_and_time_is_one_however_it_is_written(self):
        git = {"versionControlProvenance": [{"repositoryUri": "https://git.example.nl/a"}]}
        for more in ({}, {"columnKind": "utf16CodeUnits"}):
            self.take(sarif([finding()], **git, **more))
        for kind in ("configuration_check", "scan"):
            self.assertEqual(len({record["key"] for record in self.records(kind)}), 1)

    def test_a_run_without_results_is_a_scan_all_the_same(self):
        self.take(sarif([]))
        self.assertEqual(self.records(), [])
        scan = self.one("scan")
        self.assertEqual((scan["tool"], scan["results"], scan["failed"]), ("Tool", 0, 0))
        self.assertEqual((scan["successful"], scan["ended_at"]), (1, SARIF_TIME))

    def test_a_scan_counts_its_results(self):
        more = [finding(kind="pass"), finding(kind="pass"), finding(kind="open")]
        self.take(sarif([finding()] + more))
        scan = self.one("scan")
        counted = [scan[name] for name in ("results", "passed", "failed", "undecided")]
        self.assertEqual(counted, [4, 2, 1, 1])

    def test_results_that_were_not_listed_are_not_counted_as_none(self):
        document = sarif([])
        del document["runs"][0]["results"]
        self.take(document)
        self.assertIsNone(self.one("scan")["results"])

    def test_a_run_that_failed_is_told(self):
        broken = [{"executionSuccessful": False, "endTimeUtc": SARIF_TIME}]
        self.take(sarif([finding()], invocations=broken))
        self.assertEqual(self.one("scan")["successful"], 0)
        self.says("N106")

    def test_results_in_other_files_are_told(self):
        files = {"results": [{"location": {"uri": "more.sarif"}}]}
        self.take(sarif([], externalPropertyFileReferences=files))
        self.says("N105")

    def test_other_versions_are_refused(self):
        self.refuses("N100", {**sarif([]), "version": "2.0.0"})

    def test_a_second_scan_is_an_event_of_its_own_and_a_second_import_is_not(self):
        self.take(sarif([finding()]))
        self.take(sarif([finding()]))
        self.assertEqual(len({record["key"] for record in self.records()}), 1)
        self.take(sarif([finding()], invocations=[{"endTimeUtc": "2025-06-01T10:00:00Z"}]))
        self.assertEqual(len({record["key"] for record in self.records()}), 2)

    def test_results_that_are_alike_are_all_kept(self):
        self.take(sarif([finding(), finding(), finding()]))
        self.assertEqual(len({record["key"] for record in self.records()}), 3)

    def test_a_fingerprint_tells_results_apart(self):
        prints = [{"fingerprints": {"b": "2", "a": "1"}}, {"partialFingerprints": {"p": "3"}}]
        self.take(sarif([finding(**one) for one in prints]))
        keys = [record["key"] for record in self.records()]
        file = keys[0].split("/")[1]
        self.assertEqual(keys, [f"Tool/{file}/R1/1/{SARIF_TIME}", f"Tool/{file}/R1/3/{SARIF_TIME}"])

    def test_wrong_types_are_refused_at_their_place(self):
        self.assertIn("/runs/0/results/1", self.refuses("N102", sarif([finding(), "x"])))
        self.assertIn("/runs", self.refuses("N102", {"version": "2.1.0", "runs": {}}))
        self.assertIn("/runs/0/results", self.refuses("N102", sarif({"a": 1})))

    def test_what_has_no_field_stays_with_the_record_and_the_scan(self):
        extra = finding(hostedViewerUri="https://example.nl/1", rank=3.5, properties={"a": [1]})
        self.take({**sarif([extra], columnKind="utf16CodeUnits"), "$schema": "sarif"})
        raw = self.one()["raw"]
        self.assertEqual(raw["hostedViewerUri"], "https://example.nl/1")
        self.assertEqual((raw["rank"], raw["properties"]), (3.5, {"a": [1]}))
        scan = self.one("scan")["raw"]
        self.assertEqual(scan["columnKind"], "utf16CodeUnits")
        self.assertEqual(scan["document"]["$schema"], "sarif")


# ---- HDF


def control(identifier="C-1", impact=0.5, results=(), **members):
    whole = {"id": identifier, "title": "A control", "impact": impact, "tags": {}, "refs": []}
    return {**whole, "results": [outcome(one) for one in results], **members}


def outcome(status, start="2025-03-18T17:10:44+00:00"):
    return {"status": status, "code_desc": f"It {status}", "start_time": start}


def hdf(*controls, **members):
    profile = {"name": "base", "version": "1.0", "controls": list(controls)}
    whole = {"platform": {"name": "debian", "release": "12"}, "version": "5.22", "statistics": {}}
    return {**whole, "profiles": [profile], **members}


def attestation(status="passed", updated="2025-10-01", frequency="1y"):
    return {
        "attestation_data": {
            "control_id": "C-1",
            "explanation": "Seen by hand",
            "frequency": frequency,
            "status": status,
            "updated": updated,
            "updated_by": "R. de Wit",
        }
    }


class Hdf(Readers):
    def result(self, *arguments, **members):
        self.take(hdf(control(*arguments, **members)))
        return self.records()[-1]["result"]

    def test_results_come_to_a_status_as_in_the_tools_of_the_format(self):
        cases = {
            ("passed",): "passed",
            ("passed", "passed"): "passed",
            ("passed", "failed"): "failed",
            ("failed", "skipped"): "failed",
            ("skipped",): "manual",
            ("skipped", "passed"): "passed",
            ("passed", "error"): "error",
            ("failed", "error"): "error",
            (): "error",
        }
        controls = [control(f"C-{i}", results=case) for i, case in enumerate(cases)]
        self.take(hdf(*controls))
        self.assertEqual(self.results(), list(cases.values()))

    def test_impact_zero_is_not_applicable_whatever_was_found(self):
        cases = ["passed", "failed", "skipped"]
        controls = [control(case, impact=0, results=[case]) for case in cases]
        self.take(hdf(*controls, control("none", impact=0), control("float", impact=0.0)))
        self.assertEqual(self.results(), ["not_applicable"] * 5)

    def test_a_broken_check_is_told_also_at_impact_zero(self):
        self.assertEqual(self.result(impact=0, results=["error"]), "error")

    def test_a_backtrace_is_an_error(self):
        broken = {**outcome("passed"), "backtrace": ["line 1"]}
        self.take(hdf({**control(), "results": [broken]}))
        self.assertEqual(self.results(), ["error"])

    def test_an_unknown_or_absent_status_is_never_passed(self):
        absent = {"code_desc": "It", "start_time": "2025-03-18T17:10:44Z"}
        odd = [outcome("FAILED"), absent, {**absent, "status": None}, {**absent, "status": 5}, "passed"]
        for one in odd:
            for others in ([], ["passed"], ["skipped", "passed"]):
                results = [outcome(other) for other in others]
                for whole in ([*results, one], [one, *results]):
                    self.take(hdf({**control(), "results": whole, **attestation()}))
                    self.assertEqual(self.records()[-1]["result"], "undetermined", whole)
                    self.assertEqual(self.said.count("[VW-N103]"), 1)
        self.take(hdf({**control(), "results": [outcome("passed"), outcome("FAILED"), absent]}))
        self.assertEqual(self.records()[-1]["result"], "undetermined")
        self.assertEqual(self.said.count("[VW-N103]"), 2)
        self.assertIn("/results/2", self.said)
        self.assertEqual(self.records("scan")[-1]["passed"], 0)

    def test_a_certain_failure_stays_one_beside_what_is_not_understood(self):
        for certain in ("failed", "error"):
            for results in ([certain, "odd"], ["odd", certain], ["passed", "odd", certain]):
                self.assertEqual(self.result(results=results), certain)
                self.says("N103")

    def test_an_impact_that_is_none_is_unknown_and_told(self):
        for impact in (-0.5, -1, 1.01, 5, "0", "high", None, True, [0]):
            for found in ("passed", "failed"):
                self.assertEqual(self.result(impact=impact, results=[found]), found)
                self.says("N155" if impact is None else "N114")
                self.assertIsNone(self.records()[-1]["severity"])
        for impact in (0.1, 1):
            self.assertEqual(self.result(impact=impact, results=["failed"]), "failed")
            self.assertNotIn("N114", self.said)

    def test_a_waiver_that_holds_makes_it_not_applicable(self):
        waiver = {"skipped_due_to_waiver": True, "justification": "Old", "expiration_date": None}
        self.assertEqual(self.result(results=["skipped"], waiver_data=waiver), "not_applicable")
        self.assertEqual(self.one()["suppressed_because"], "Old")

    def test_a_waiver_that_did_not_skip_the_check_leaves_its_result(self):
        waiver = {"skipped_due_to_waiver": False, "run": True, "justification": "Old"}
        self.assertEqual(self.result(results=["failed"], waiver_data=waiver), "failed")

    def test_a_waiver_holds_until_its_last_day(self):
        waiver = {"skipped_due_to_waiver": "true", "expiration_date": "2025-12-31"}
        self.assertEqual(self.result(results=["skipped"], waiver_data=waiver), "not_applicable")
        self.assertEqual(self.one()["waived_until"], "2025-12-31")
        expired = {**waiver, "expiration_date": "2025-12-30"}
        self.assertEqual(self.result(results=["skipped"], waiver_data=expired), "manual")
        self.says("N112")

    def test_a_valid_attestation_counts_as_it_says(self):
        self.assertEqual(self.result(results=["skipped"], **attestation()), "passed")
        self.assertEqual(self.result(results=["skipped"], **attestation("failed")), "failed")
        record = self.records()[0]
        told = [record[f"attested_{name}"] for name in ("result", "by", "on", "until")]
        self.assertEqual(told, ["passed", "R. de Wit", "2025-10-01", "2026-10-01"])

    def test_an_expired_attestation_changes_nothing(self):
        expired = attestation(updated="2024-12-30")
        self.assertEqual(self.result(results=["skipped"], **expired), "manual")
        self.says("N107")

    def test_an_attestation_holds_until_its_last_day(self):
        last = attestation(updated="2024-12-31")
        self.assertEqual(self.result(results=["skipped"], **last), "passed")

    def test_an_attestation_that_was_written_into_the_results_expires_too(self):
        wordings = [
            "Manually verified status provided through attestation",
            "Manually verified Status provided through attestation",
            "MANUALLY VERIFIED STATUS",
            " Manually verified status: provided by hand",
            "Manual verification status provided through attestation has expired",
        ]
        for wording in wordings:
            for status in ("passed", "failed"):
                added = {"status": status, "code_desc": wording, "start_time": "2025-03-19T10:00:00Z"}
                skipped = {"results": [outcome("skipped"), added]}
                expired = attestation(status, updated="2023-01-01")
                self.take(hdf({**control(), **skipped, **expired}))
                self.assertEqual(self.records()[-1]["result"], "manual", wording)
                self.says("N107")
                self.take(hdf({**control(), **skipped, **attestation(status)}))
                self.assertEqual(self.records()[-1]["result"], status, wording)
                self.take(hdf({**control("C-2"), **skipped}))
                self.assertEqual(self.records()[-1]["result"], "manual", wording)

    def test_an_attestation_does_not_overrule_what_a_tool_found(self):
        self.assertEqual(self.result(results=["failed"], **attestation()), "failed")
        self.assertEqual(self.result(results=["passed"], **attestation("failed")), "passed")
        self.assertEqual(self.result(results=["skipped", "failed"], **attestation()), "failed")
        self.assertEqual(self.result(impact=0, results=["skipped"], **attestation()), "not_applicable")

    def test_an_attestation_that_cannot_be_judged_changes_nothing(self):
        for broken in [
            attestation("accepted"),
            attestation(updated="last year"),
            attestation(frequency="now and then"),
        ]:
            self.assertEqual(self.result(results=["skipped"], **broken), "manual")
            self.says("N108")

    def test_a_start_that_cannot_be_read_is_told_and_the_next_is_taken(self):
        results = [outcome("passed", "at noon"), outcome("passed")]
        self.take(hdf({**control(), "results": results}))
        self.assertEqual(self.one()["checked_at"], "2025-03-18T17:10:44Z")
        self.says("N113")

    def test_a_file_of_another_machine_does_not_replace_the_first(self):
        for target in (None, "host-1", "host-2"):
            platform = {"name": "debian", "release": "12", "target_id": target}
            for more in ({}, {"passthrough": 1}, {}):
                self.take(hdf(control(results=["passed"]), platform=platform, **more))
        for kind in ("configuration_check", "scan"):
            self.assertEqual(len({record["key"] for record in self.records(kind)}), 4)

    def test_severity_is_a_word_of_its_own_or_the_impact(self):
        cases = [(0.05, {}), (0.3, {}), (0.5, {}), (0.7, {}), (0.9, {})]
        cases += [(0.5, {"severity": "high"})]
        cases += [(0.5, {"severity": "high", "severityoverride": "low"})]
        controls = [control(f"C-{i}", case[0], ["passed"], tags=case[1]) for i, case in enumerate(cases)]
        self.take(hdf(*controls))
        expected = ["informational", "low", "medium", "high", "critical", "high", "low"]
        self.assertEqual([record["severity"] for record in self.records()], expected)

    def overlay(self, linked=True):
        base = {"name": "base", "controls": [control(results=["passed"]), control("C-2", results=["failed"])]}
        over = {"name": "over", "controls": [control(), control("C-3", results=["passed"])]}
        top = {"name": "top", "controls": [control(title="Ours")]}
        if linked:
            base["parent_profile"] = "over"
            over["parent_profile"] = "top"
        return hdf(profiles=[top, over, base])

    def test_overlays_give_one_check_for_each_control_with_the_results_below(self):
        for linked in (True, False):
            self.take(self.overlay(linked), name=f"{linked}.json")
        for half in (self.records()[:3], self.records()[3:]):
            found = {record["check_id"]: record["result"] for record in half}
            self.assertEqual(found, {"C-1": "passed", "C-2": "failed", "C-3": "passed"})
            (first,) = (record for record in half if record["check_id"] == "C-1")
            self.assertEqual(first["standard"].split()[0], "base")
            self.assertEqual(first["raw"]["overlays"]["top"]["title"], "Ours")
            self.assertIn("over", first["raw"]["overlays"])

    def test_an_id_that_stands_twice_loses_no_failure(self):
        passed, failed = control(results=["passed"]), control(results=["failed"])
        apart = [{"name": name, "controls": [one]} for name, one in (("a", passed), ("b", failed))]
        for number, document in enumerate((hdf(passed, failed), hdf(failed, passed), hdf(profiles=apart))):
            before = len(self.records()) if number else 0
            self.take(document, name=f"{number}.json")
            found = [record["result"] for record in self.records()[before:]]
            self.assertEqual(sorted(found), ["failed", "passed"])

    def test_profiles_that_name_one_another_lose_nothing(self):
        ring = self.overlay()
        ring["profiles"][0]["parent_profile"] = "base"
        self.take(ring)
        self.assertEqual({record["check_id"] for record in self.records()}, {"C-1", "C-2", "C-3"})

    def test_the_scan_says_what_was_scanned(self):
        self.take(hdf(control(results=["passed"]), control("C-2", results=["skipped"])))
        scan = self.one("scan")
        self.assertEqual((scan["target"], scan["standard"]), ("debian 12", "base 1.0"))
        self.assertEqual((scan["results"], scan["passed"], scan["undecided"]), (2, 1, 1))
        self.assertEqual(scan["raw"]["platform"], {"name": "debian", "release": "12"})

    def test_wrong_types_are_refused_at_their_place(self):
        self.assertIn("/profiles/0/controls/1", self.refuses("N102", hdf(control(), 3)))
        self.assertIn("/profiles/0/controls/0", self.refuses("N104", hdf({**control(), "id": ""})))
        self.refuses("N102", hdf(profiles={}))

    def test_a_name_of_a_person_stands_in_its_own_field_only(self):
        self.take(hdf(control(results=["skipped"], **attestation())))
        self.assertNotIn("R. de Wit", json.dumps(self.one()["raw"]))


# ---- OCSF


def event(class_uid=2003, uid="f-1", **members):
    whole = {
        "class_uid": class_uid,
        "category_uid": 2,
        "activity_id": 1,
        "metadata": {"product": {"name": "Cloud", "version": "9"}, "version": "1.4.0"},
        "finding_info": {"uid": uid, "title": "A finding"},
        "time": 1746093600000,
        "severity_id": 4,
    }
    return {**whole, **members}


def compliance(**members):
    return {"compliance": {"control": "IAM.1", "standards": ["CIS 3.0"], **members}}


class Ocsf(Readers):
    def test_a_compliance_status_decides(self):
        cases = [{"status_id": 1}, {"status_id": 2}, {"status_id": 3}]
        cases += [{"status": "Pass"}, {"status": "FAILED"}, {"status_id": 99, "status": "odd"}]
        self.take([event(uid=str(i), **compliance(**case)) for i, case in enumerate(cases)])
        expected = ["passed", "undetermined", "failed", "passed", "failed", "undetermined"]
        self.assertEqual(self.results(), expected)
        self.says("N103")

    def test_a_finding_that_contradicts_itself_never_passes(self):
        cases = [
            (compliance(status_id=1, status="Fail"), "failed"),
            (compliance(status_id=3, status="Pass"), "failed"),
            ({**compliance(status="PASS"), "status_code": "FAIL"}, "failed"),
            (compliance(status_id=1, status="Warning"), "undetermined"),
            ({**compliance(status_id=1), "status_code": "MANUAL"}, "undetermined"),
        ]
        for case, expected in cases:
            self.setUp()
            self.take(event(**case))
            self.assertEqual(self.results(), [expected], case)
            self.says("N150")

    def test_a_status_id_written_as_text_counts(self):
        self.take([event(uid="a", **compliance(status_id="3", status="ok")), event(uid="b", **compliance(status_id="1"))])
        self.assertEqual(self.results(), ["failed", "passed"])

    def test_a_status_that_is_not_understood_does_not_pass_by_another_word(self):
        self.take(event(**compliance(status="Partial"), status_code="PASS"))
        self.assertEqual(self.results(), ["undetermined"])
        self.says("N103")

    def test_suppressed_is_not_passed(self):
        verdicts = [compliance(status_id=3), compliance(status_id=1)]
        lives = [{"status_id": 3}, {"status": "Suppressed"}, {"status_id": 5}, {"status_id": 6}]
        events = [
            event(uid=f"{i}.{j}", **verdict, **life)
            for i, verdict in enumerate(verdicts)
            for j, life in enumerate(lives)
        ]
        self.take(events)
        self.assertEqual(self.results(), ["suppressed"] * 8)

    def test_resolved_and_closed_are_neither_open_nor_passed(self):
        failed = compliance(status_id=3)
        events = [
            event(uid="1", **failed, status_id=4),
            event(uid="2", **failed, activity_id=3),
            event(uid="3", **failed, status_id=2),
            event(uid="4", **compliance(status_id=1), status_id=4),
        ]
        self.take(events)
        self.assertEqual(self.results(), ["resolved", "resolved", "failed", "passed"])

    def test_a_detection_finding_with_a_verdict_is_a_check(self):
        words = ["PASS", "FAIL", "MANUAL"]
        self.take([event(2004, uid=word, status_code=word) for word in words])
        self.assertEqual(self.results(), ["passed", "failed", "manual"])

    def test_a_detection_finding_without_a_verdict_is_an_alert(self):
        self.take(event(2004, message="Odd login", verdict_id=1))
        alert = self.one("monitoring_alert")
        self.assertEqual((alert["title"], alert["severity"]), ("A finding", "high"))
        self.assertEqual((alert["occurred_on"], alert["verdict"]), ("2025-05-01", "false_positive"))
        self.assertEqual(alert["raised_at"], "2025-05-01T10:00:00Z")

    def test_an_old_security_finding_is_told_by_what_it_holds(self):
        old = {"finding": {"uid": "9", "title": "Old"}, "finding_info": {}, "state_id": 3}
        self.take([event(2001, **old, compliance={"status": "FAIL"}), event(2001, uid="b")])
        self.assertEqual(self.results(), ["suppressed"])
        self.assertEqual(len(self.records("monitoring_alert")), 1)

    def test_of_the_events_on_one_alert_the_last_counts_and_the_others_are_kept(self):
        events = [
            event(2004, status_id=4, activity_id=3, time=1746100800000),
            event(2004, status_id=1),
            event(2004, status_id=2, activity_id=2, time=1746097200000),
        ]
        self.take(events)
        alert = self.one("monitoring_alert")
        self.assertEqual((alert["status"], alert["occurred_on"]), ("resolved", "2025-05-01"))
        self.assertEqual(alert["triaged_at"], "2025-05-01T11:00:00Z")
        self.assertEqual(alert["closed_at"], "2025-05-01T12:00:00Z")
        self.assertEqual([one["status_id"] for one in alert["raw"]["earlier_events"]], [1, 2])

    def test_an_alert_that_is_told_again_later_is_a_version_not_another(self):
        self.take(event(2004, finding_info={"uid": "a", "title": "t", "created_time": 1746093600}))
        later = event(2004, status_id=4, time=1746180000000)
        later["finding_info"] = {"uid": "a", "title": "t", "created_time": 1746093600}
        self.take(later)
        first, second = self.records("monitoring_alert")
        self.assertEqual(first["key"], second["key"])
        self.assertEqual(second["occurred_on"], "2025-05-01")

    def test_seconds_and_milliseconds_and_texts_are_times(self):
        times = [1746093600, 1746093600000, "2025-05-01T12:00:00.5+02:00", "2025-05-01 10:00:00"]
        events = [event(uid=str(i), **compliance(status_id=1), time=at) for i, at in enumerate(times)]
        self.take(events)
        found = {record["checked_at"] for record in self.records()}
        self.assertEqual(found, {"2025-05-01T10:00:00Z"})

    def vulnerable(self, **members):
        cvss = [{"base_score": 9.8, "vector_string": "CVSS:3.1/AV:N"}]
        found = [{"cve": {"uid": "CVE-2021-44228", "cvss": cvss}, "severity": "Critical"}]
        return event(2002, vulnerabilities=found, **members)

    def test_vulnerabilities_need_an_asset_of_ours(self):
        self.refuses("N109", self.vulnerable())
        self.take(self.vulnerable(), "--set", "asset=A1")
        record = self.one("vulnerability_finding")
        self.assertEqual(record["identifier"], "CVE-2021-44228")
        self.assertEqual((record["severity"], record["cvss_score"]), ("critical", 9.8))
        self.assertIsNone(record["mitigated_on"])

    def test_a_vulnerability_is_mitigated_when_it_is_resolved_and_not_when_suppressed(self):
        self.take(
            [self.vulnerable(uid="a", status_id=4), self.vulnerable(uid="b", status_id=3)],
            "--set",
            "asset=A1",
        )
        found = [record["mitigated_on"] for record in self.records("vulnerability_finding")]
        self.assertEqual(found, ["2025-05-01", None])

    def test_classes_that_are_no_evidence_are_counted_and_told(self):
        self.take([event(**compliance(status_id=1)), event(3002), event(3002)])
        self.says("N110")
        self.assertIn("class 3002 (2 in all)", self.said)
        self.refuses("N111", [event(3002)])

    def test_a_time_that_cannot_be_read_is_told(self):
        self.take(event(**{**compliance(status_id=1), "time": "now"}), "--collected-at", "2025-06-01")
        self.assertEqual(self.one()["occurred_on"], "2025-06-01")
        self.says("N113")

    def test_a_check_needs_a_name(self):
        self.refuses("N104", event(finding_info={}, compliance={"status_id": 1}))

    def test_wrong_types_are_refused_at_their_place(self):
        self.assertIn("/1", self.refuses("N102", [event(**compliance(status_id=1)), 7]))

    def test_what_has_no_field_stays_with_the_record(self):
        extra = {"unmapped": {"x": 1}, "enrichments": [{"name": "n"}]}
        self.take(event(**compliance(status_id=1), **extra))
        raw = self.one()["raw"]
        self.assertEqual((raw["unmapped"], raw["enrichments"]), ({"x": 1}, [{"name": "n"}]))


# ---- Prowler and Powerpipe


def table(rows, delimiter=","):
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def prowler(status="FAIL", muted="False", **columns):
    whole = {
        "AUTH_METHOD": "profile",
        "TIMESTAMP": "2025-02-14 14:27:03.913874",
        "ACCOUNT_UID": "123456789012",
        "FINDING_UID": "prowler-aws-x",
        "PROVIDER": "aws",
        "CHECK_ID": "iam_root_mfa",
        "CHECK_TITLE": "Root has MFA",
        "STATUS": status,
        "STATUS_EXTENDED": "No MFA",
        "MUTED": muted,
        "SEVERITY": "critical",
        "RESOURCE_UID": "arn:aws:iam::1:root",
        "REGION": "eu-west-1",
        "COMPLIANCE": "CIS-3.0: 1.5",
        "PROWLER_VERSION": "5.0.0",
        "NOTES": "",
    }
    return {**whole, **columns}


class Prowler(Readers):
    def take_rows(self, *rows):
        self.take(table(rows, ";"), name="output.csv")

    def test_a_status_decides_and_what_is_muted_is_suppressed(self):
        cases = [("PASS", "False"), ("FAIL", "False"), ("MANUAL", "False"), ("FAIL", "True")]
        cases += [("PASS", "True"), ("MUTED", ""), ("ODD", "False")]
        self.take_rows(*(prowler(*case) for case in cases))
        expected = ["passed", "failed", "manual", "suppressed", "suppressed", "suppressed"]
        self.assertEqual(self.results(), expected + ["undetermined"])
        self.says("N103")

    def test_what_does_not_clearly_say_that_it_is_not_muted_is_not_passed(self):
        words = ["yes", "1", "TRUE", "maybe", "no", "0", ""]
        self.take_rows(*(prowler("PASS", word) for word in words))
        expected = ["suppressed"] * 3 + ["undetermined"] + ["passed"] * 3
        self.assertEqual(self.results(), expected)
        self.says("N154")
        self.take_rows(prowler("FAIL", "maybe"))
        self.assertEqual(self.results()[-1], "failed")

    def test_only_the_row_without_a_time_is_told(self):
        rows = [prowler(FINDING_UID=str(i)) for i in range(5)] + [prowler(TIMESTAMP="")]
        self.take_rows(*rows)
        self.says("N156")
        self.assertIn("row 7", self.said)
        self.assertNotIn("N101", self.said)
        self.take_rows(prowler("", "False"))
        self.says("N153")

    def test_columns_become_fields_and_the_rest_is_kept(self):
        self.take_rows(prowler())
        record = self.one()
        self.assertEqual(record["occurred_on"], "2025-02-14")
        self.assertEqual(record["checked_at"], "2025-02-14T14:27:03Z")
        self.assertEqual((record["account"], record["controls"]), ("123456789012", "CIS-3.0: 1.5"))
        self.assertEqual(record["key"], "Prowler/prowler-aws-x/2025-02-14T14:27:03Z")
        self.assertEqual(record["raw"]["AUTH_METHOD"], "profile")
        self.assertNotIn("NOTES", record["raw"])

    def test_the_headings_of_version_3_are_known(self):
        self.take_rows(
            {
                "ASSESSMENT_START_TIME": "2023-05-01T10:00:00",
                "FINDING_UNIQUE_ID": "u",
                "PROVIDER": "aws",
                "ACCOUNT_ID": "123456789012",
                "CHECK_ID": "c",
                "CHECK_TITLE": "t",
                "STATUS": "WARNING",
                "STATUS_EXTENDED": "e",
                "SEVERITY": "low",
                "RESOURCE_ARN": "arn",
            }
        )
        record = self.one()
        self.assertEqual((record["result"], record["account"]), ("suppressed", "123456789012"))
        self.assertEqual((record["resource"], record["occurred_on"]), ("arn", "2023-05-01"))

    def test_a_time_that_cannot_be_read_is_told(self):
        self.take_rows(prowler(TIMESTAMP="14 February"))
        self.says("N113")

    def test_findings_with_one_identifier_are_all_kept(self):
        self.take_rows(prowler(), prowler(), prowler())
        self.assertEqual(len({record["key"] for record in self.records()}), 3)


def powerpipe(*rows, **members):
    whole = {"control_id": "mod.control.a", "title": "A", "severity": "high", "tags": {"plugin": "aws"}}
    group = {
        "group_id": "mod.benchmark.b",
        "title": "Section",
        "groups": [],
        "controls": [{**whole, "results": list(rows), "run_status": 4, "run_error": "", **members}],
    }
    root = {"group_id": "root_result_group", "title": "Benchmark", "controls": None}
    return {**root, "summary": {"status": {"ok": 0}}, "groups": [group]}


def row(status, **dimensions):
    pairs = [{"key": key, "value": value} for key, value in dimensions.items()]
    return {"status": status, "reason": "r", "resource": "arn", "dimensions": pairs}


class Powerpipe(Readers):
    def test_a_status_decides(self):
        words = ["ok", "alarm", "info", "skip", "error", "odd"]
        self.take(powerpipe(*(row(word, id=word) for word in words)))
        expected = ["passed", "failed", "informational", "not_applicable", "error", "undetermined"]
        self.assertEqual(self.results(), expected)
        self.says("N103")

    def test_a_control_that_could_not_run_is_an_error(self):
        self.take(powerpipe(results=None, run_status=8, run_error="no such table"))
        record = self.one()
        self.assertEqual((record["result"], record["detail"]), ("error", "no such table"))

    def test_dimensions_and_groups_are_kept_and_used(self):
        self.take(powerpipe(row("ok", account_id="1", region="eu", extra="x")))
        record = self.one()
        self.assertEqual((record["account"], record["region"]), ("1", "eu"))
        self.assertEqual((record["standard"], record["controls"]), ("Section", "Section"))
        self.assertIn({"key": "extra", "value": "x"}, record["raw"]["dimensions"])
        self.assertEqual(self.one("scan")["raw"]["summary"], {"status": {"ok": 0}})

    def test_rows_that_differ_in_a_dimension_have_keys_of_their_own(self):
        self.take(powerpipe(row("ok", id="1"), row("alarm", id="2")))
        keys = [record["key"] for record in self.records()]
        self.assertTrue("id=1" in keys[0] and "id=2" in keys[1], keys)

    def test_a_second_file_does_not_replace_the_first(self):
        for reason in ("a", "b", "a"):
            self.take(powerpipe({**row("ok"), "reason": reason}), "--collected-at", "2025-12-01")
        for kind in ("configuration_check", "scan"):
            self.assertEqual(len({record["key"] for record in self.records(kind)}), 2)

    def test_csv_tells_the_same(self):
        whole = {"group_id": "g", "title": "Section", "description": "", "control_id": "c"}
        whole |= {"control_title": "A", "control_description": "", "reason": "r", "resource": "arn"}
        rows = [{**whole, "status": word, "severity": "low", "account_id": "1", "id": word} for word in ("ok", "alarm")]
        self.take(table(rows), name="benchmark.csv")
        self.assertEqual(self.results(), ["passed", "failed"])
        self.assertEqual(self.records()[0]["account"], "1")
        self.assertEqual(self.records()[1]["raw"]["id"], "alarm")
        self.says("N101")

    def test_wrong_types_are_refused_at_their_place(self):
        said = self.refuses("N102", powerpipe(row("ok"), 5))
        self.assertIn("/groups/0/controls/0/results/1", said)
        self.refuses("N104", powerpipe(row("ok"), control_id=None))

    def test_a_control_that_failed_halfway_is_an_error_beside_its_rows(self):
        self.take(powerpipe(row("ok"), run_status="error", run_error="timeout"))
        self.assertEqual(self.results(), ["passed", "error"])

    def test_a_control_that_did_not_run_to_its_end_is_told_and_undetermined(self):
        for status in ("ready", "running", "canceled", 2):
            self.setUp()
            self.take(powerpipe(results=None, run_status=status))
            self.assertEqual(self.results(), ["undetermined"])
            self.says("N151")

    def test_a_control_that_looked_at_nothing_is_no_check(self):
        self.take(powerpipe(row("ok"), run_status="complete"))
        self.take(powerpipe(results=[], run_status="complete", summary={"ok": 0}), name="b.json")
        self.assertEqual(self.results(), ["passed"])

    def test_results_that_are_counted_and_not_there_are_refused(self):
        lost = {"alarm": 3, "ok": 0, "info": 0, "skip": 0, "error": 0}
        said = self.refuses("N152", powerpipe(results=None, summary=lost, run_status="complete"))
        self.assertIn("/groups/0/controls/0/summary", said)
        whole = powerpipe(row("ok"), summary={"alarm": 0, "ok": 1})
        whole["summary"] = {"status": lost}
        self.assertIn("at /summary/status", self.refuses("N152", whole))

    def test_counts_that_agree_are_fine_also_with_an_error_of_the_control_itself(self):
        self.take(powerpipe(row("ok"), summary={"ok": 1}))
        broken = {"alarm": 2, "ok": 1, "error": 1}  # rows of a control that broke are left out
        whole = powerpipe(summary=broken, run_status="error", run_error="x")
        whole["summary"] = {"status": broken}
        self.take(whole, name="b.json")
        self.assertEqual(self.results(), ["passed", "error"])

    def test_a_row_without_a_status_is_told_as_such(self):
        self.take(powerpipe({"reason": "r", "resource": "arn"}))
        self.assertEqual(self.results(), ["undetermined"])
        self.says("N153")


# ---- all of them


def leaves(value):
    if isinstance(value, dict):
        for inner in value.values():
            yield from leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner)
    else:
        yield value


class Everything(Readers):
    def test_what_a_cell_cannot_hold_is_kept_in_raw(self):
        colours = "\x1b[31mred\x1b[0m"
        self.take(sarif([finding(message={"text": colours}), finding(message={"text": "x" * 70_000})]))
        first, second = self.records()
        self.assertEqual((first["detail"], second["detail"]), (None, None))
        self.assertEqual(first["raw"]["message"]["text"], colours)
        self.assertEqual(len(second["raw"]["message"]["text"]), 70_000)

    def test_keys_stay_short(self):
        self.take(sarif([finding(ruleId="é" * 2_000), finding(ruleId="é" * 2_001)]))
        keys = {record["key"] for record in self.records()}
        self.assertEqual(len(keys), 2)
        self.assertLess(max(map(len, keys)), 300)

    def test_a_hundred_thousand_results_are_read_in_bounded_time(self):
        started = time.monotonic()
        rules = [{"id": f"R{i}"} for i in range(2_000)]
        results = [{"ruleId": f"R{i % 2_000}", "message": {"text": f"at {i}"}} for i in range(100_000)]
        self.take(sarif(results, tool={"driver": {"name": "Tool", "rules": rules}}))
        self.assertEqual(len(self.records()), 100_000)
        self.assertLess(time.monotonic() - started, 60)

    def test_many_profiles_on_top_of_one_another_are_read_in_bounded_time(self):
        started = time.monotonic()
        profiles = [
            {"name": f"p{i}", "parent_profile": f"p{i - 1}", "controls": [control()]}
            for i in range(20_000)
        ]
        self.take(hdf(profiles=profiles))
        self.assertEqual(len(self.records()), 1)
        self.assertLess(time.monotonic() - started, 60)


    def test_what_is_not_there_is_told_and_not_passed_over(self):
        self.refuses("N102", {"version": "2.1.0", "runs": None})
        self.refuses("N102", sarif([None]))
        self.refuses("N102", {"platform": {}, "profiles": None})
        self.refuses("N102", hdf(None))
        self.refuses("N102", [event(**compliance(status_id=1)), None])
        self.refuses("N102", powerpipe(None))
        self.refuses("N102", {"a": 1}, "--format", "hdf")
        self.refuses("N100", {"a": 1}, "--format", "sarif")
        self.refuses("N111", {"a": 1}, "--format", "ocsf")
        self.refuses("N102", {"a": 1}, "--format", "powerpipe")


@unittest.skipUnless(SAMPLES is not None and SAMPLES.is_dir(), "the folder of samples is absent")
class Samples(Readers):
    def nothing_is_lost(self, document, *kinds):
        """Each value of the document stands in a field or in the raw of a record."""
        kept = set()
        for kind in kinds:
            for record in self.records(kind):
                kept |= {json.dumps(leaf) for leaf in leaves(record["raw"])}
                kept |= {json.dumps(cell) for name, cell in record.items() if name not in ("raw", "row_sha256")}
        texts = " ".join(kept)
        for leaf in leaves(document):
            written = json.dumps(leaf)
            found = written in kept or (isinstance(leaf, str) and written[1:-1] in texts)
            self.assertTrue(found or isinstance(leaf, int) and str(leaf) in texts, written)

    def take_sample(self, path, *kinds):
        content = (SAMPLES / path).read_bytes()
        self.take(content, name=pathlib.Path(path).name)
        self.nothing_is_lost(json.loads(content), *kinds)

    def test_sarif(self):
        self.take_sample("sarif/sarif_input.sarif", "configuration_check", "scan")
        self.assertEqual(self.results(), ["failed"] * 77)
        self.assertEqual(self.one("scan")["failed"], 77)

    def test_hdf(self):
        path = "hdf/rhel8_sample_oneOfEachControlStatus.json"
        self.take_sample(path, "configuration_check", "scan")
        self.assertEqual(self.results(), ["passed", "failed", "not_applicable", "manual"])

    def test_ocsf(self):
        self.take_sample("ocsf/example_output_aws.ocsf.json", "configuration_check")
        self.assertEqual(self.results(), ["failed", "manual", "failed", "manual", "manual"])
        self.assertEqual(len(self.records()), 5)


if __name__ == "__main__":
    if SAMPLES is None or not SAMPLES.is_dir():
        print("SKIPPED: tests on real files, since their folder is absent", file=sys.stderr)
    sys.argv[2:] = sys.argv[3:]
    main()
