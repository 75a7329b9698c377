#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""What `verify` finds: rows changed, removed, added and moved with another program, each by its
name; structure that was changed; heads and time stamps; and dossiers of the first version.

    check_tampered.py PROGRAM

The tamperer drops the triggers first and puts them back, so that only the change itself shows.
"""

import hashlib
import pathlib
import shutil
import sqlite3
import subprocess
import tempfile
import unittest

from hostile import INIT, SLOW_FRAMEWORK, SLOW_MEASURES, Hostile, main

RESOURCES = pathlib.Path(__file__).parent.parent / "resources"
HEAD = "asset_id,effective_from,name,type,owner\n"
PEOPLE = "person_id,effective_from,name,employment,employed_from,board_member\n"


def tamper(path, *statements):
    """Runs [statements] on the dossier as somebody who knows SQLite would."""
    connection = sqlite3.connect(path, isolation_level=None)
    triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
    triggers = triggers.fetchall()
    for name, _ in triggers:
        connection.execute(f'DROP TRIGGER "{name}"')
    for statement in statements:
        connection.execute(statement)
    for _, sql in triggers:
        connection.execute(sql)
    connection.close()


def chain(path):
    """Writes every hash of the ledger anew, as somebody who knows the recipe would."""

    def text(value):
        raw = str(value).encode()
        return len(raw).to_bytes(8, "little") + raw

    connection = sqlite3.connect(path)
    rows = connection.execute(
        "SELECT seq, entered_at, entered_by, what, number, content_sha256 FROM ledger ORDER BY seq"
    ).fetchall()
    connection.close()
    previous = "0" * 64
    updates = []
    for row in rows:
        own = hashlib.sha256(b"".join(map(text, (*row, previous)))).hexdigest()
        updates.append(
            f"UPDATE ledger SET previous_sha256 = '{previous}', entry_sha256 = '{own}' "
            f"WHERE seq = {row[0]}"
        )
        previous = own
    tamper(path, *updates)


class WithDossier(Hostile):
    """Import 1: assets A0 to A9; 2: a person; 3: a second version of A0, owned by P1."""

    @classmethod
    def setUpClass(cls):
        holder = tempfile.TemporaryDirectory(prefix="ledger-")
        cls.addClassCleanup(holder.cleanup)
        maker = cls()
        maker.folder = pathlib.Path(holder.name)
        maker.dossier = maker.folder / "dossier.db"
        maker.done(*INIT)
        rows = "".join(f"A{i},2025-01-01,Mail {i},server,\n" for i in range(10))
        maker.write("asset.csv", HEAD + rows)
        maker.write("person.csv", PEOPLE + "P1,2025-01-01,R. de Wit,staff,2020-01-01,no\n")
        maker.done("import", "asset.csv", "person.csv")
        maker.write("asset.csv", HEAD + "A0,2025-06-01,Mail,server,P1\n")
        maker.done("import", "asset.csv", "--complete=2025-12-31")
        maker.write("house/measures.yaml", SLOW_MEASURES)
        maker.write("house/framework.yaml", SLOW_FRAMEWORK)
        maker.done("evaluate", "--framework", "house", "--controls", "house")
        cls.prepared = maker.dossier

    def setUp(self):
        super().setUp()
        shutil.copy(self.prepared, self.dossier)

    def found(self, code, words, *options):
        """`verify` differs, with a message of [code] that holds [words]."""
        exit_code, out, err = self.run_program("verify", *options)
        self.assertEqual(exit_code, 4, err)
        lines = [line for line in err.splitlines() if code in line]
        self.assertTrue(any(words in line for line in lines), f"{code}, {words}:\n{out}{err}")


    def denied(self, code, *command):
        self.refused(3, code[len("[VW-") : -1], *command)


class Judged(WithDossier):
    """Beside what is there, import 4: P2; 5: a judgement by P1; 6: its review by P2; 7: an exception."""

    def setUp(self):
        super().setUp()
        self.write("person.csv", PEOPLE + "P2,2025-01-01,A. Smit,staff,2020-01-01,no\n")
        self.done("import", "person.csv")
        self.about = ("judge", "bio2:5.3", "--aspect", "design")
        self.done(*self.about, "--result", "not_met", "--reason", "None", "--by", "P1")
        self.done(*self.about, "--review", "agreed", "--reason", "Seen", "--by", "P2")
        self.done("except", "access.review-critical.half-yearly", "A0", "--owner", "P1",
                  "--requested-by", "P1", "--approved-by", "P2", "--reason", "Old",
                  "--risk-reference", "R-1", "--until", "2026-06-30", "--on", "2025-12-20")
        shutil.copy(self.dossier, self.folder / "judged.db")

    def each(self, *cases):
        for code, words, *statements in cases:
            with self.subTest(statements=statements):
                shutil.copy(self.folder / "judged.db", self.dossier)
                tamper(self.dossier, *statements)
                self.found(code, words)

    def test_left_alone_it_agrees(self):
        self.assertIn("Everything agrees.", self.done("verify"))

    def test_a_judgement_and_its_review_are_named(self):
        self.each(
            ("[VW-D030]", "row 1 of import 5", "UPDATE ev_answer SET result = 'met' WHERE import_id = 5"),
            ("[VW-D030]", "row 1 of import 6",
             "UPDATE ev_answer SET review = 'better_approved' WHERE import_id = 6"),
            ("[VW-D030]", "row 1 of import 6",
             "UPDATE ev_answer SET reviewer = assessor WHERE import_id = 6"),
            ("[VW-D030]", "row 1 of import 7",
             "UPDATE ev_exception SET effective_until = '2027-12-31' WHERE import_id = 7"),
            ("[VW-E071]", "judgement 6", f"UPDATE import SET content_sha256 = '{'a' * 64}' WHERE id = 6"),
            ("[VW-E070]", "judgement 5", "UPDATE import SET importer = 'csv/1' WHERE id = 5"),
            ("[VW-L002]", "entry 10", "UPDATE ledger SET what = 'sign_off' WHERE seq = 10"),
        )

    def test_a_judgement_without_its_entry_is_named(self):
        """Also when all the rest of the ledger is written anew."""
        tamper(self.dossier, "DELETE FROM ledger WHERE what = 'judgement' AND number = 5",
               "UPDATE ledger SET seq = seq - 1000 WHERE seq > 8",
               "UPDATE ledger SET seq = seq + 999 WHERE seq < 0")
        chain(self.dossier)
        self.found("[VW-E072]", "judgement 5")

    def test_an_import_does_not_become_a_judgement(self):
        tamper(self.dossier, "UPDATE import SET importer = 'judge/1' WHERE id = 1")
        self.found("[VW-E072]", "judgement 1")


class SignedOff(WithDossier):
    """Beside what is there, import 4: P2; 5: a sign-off by P1."""

    def setUp(self):
        super().setUp()
        self.write("person.csv", PEOPLE + "P2,2025-01-01,A. Smit,staff,2020-01-01,no\n")
        self.done("import", "person.csv")
        self.done("evaluate", "--framework", "bio2")
        self.done("signoff", "statement", "--by", "P1", "--as", "Mayor", "--prepared-by", "P2")
        shutil.copy(self.dossier, self.folder / "signed.db")

    def test_a_sign_off_without_its_entry_is_named(self):
        tamper(self.dossier, "DELETE FROM ledger WHERE what = 'sign_off'")
        self.found("[VW-E112]", "sign-off 5")

    def test_a_changed_sign_off_is_named(self):
        for code, words, statement in (
            ("[VW-D030]", "row 1 of import 5", "UPDATE ev_sign_off SET role = 'Alderman'"),
            ("[VW-E111]", "sign-off 5", f"UPDATE import SET content_sha256 = '{'a' * 64}' WHERE id = 5"),
            ("[VW-E110]", "sign-off 5", "UPDATE import SET importer = 'csv/1' WHERE id = 5"),
        ):
            with self.subTest(statement):
                shutil.copy(self.folder / "signed.db", self.dossier)
                tamper(self.dossier, statement)
                self.found(code, words)

    def test_an_import_does_not_become_a_sign_off(self):
        tamper(self.dossier, "UPDATE import SET importer = 'signoff/1' WHERE id = 1")
        self.found("[VW-E112]", "sign-off 1")


class Tampering(WithDossier):
    def test_a_dossier_left_alone_agrees(self):
        self.assertIn("Everything agrees.", self.done("verify"))
        tamper(self.dossier)
        self.assertIn("Everything agrees.", self.done("verify"))

    def each(self, *cases):
        for code, words, *statements in cases:
            with self.subTest(statements=statements):
                shutil.copy(self.prepared, self.dossier)
                tamper(self.dossier, *statements)
                self.found(code, words)

    def test_rows_of_evidence(self):
        copied = "subject, import_id, 12, row_sha256, raw, effective_from, name, type"
        columns = "subject, import_id, row_no, row_sha256, raw, effective_from, name, type"
        self.each(
            ("[VW-D030]", "row 4 of import 1", "UPDATE ev_asset SET name = 'x' WHERE row_no = 4"),
            ("[VW-D030]", "row 2 of import 3", "UPDATE ev_asset SET owner = NULL WHERE import_id = 3"),
            ("[VW-D030]", "row 4 of import 1", "UPDATE ev_asset SET raw = '{}' WHERE row_no = 4"),
            ("[VW-D031]", "import 1", "UPDATE ev_asset SET row_no = 12 WHERE id = 10"),
            ("[VW-L050]", "where 4 should stand, 5", "DELETE FROM ev_asset WHERE id = 4"),
            ("[VW-L051]", "1 rows of import 1", "DELETE FROM ev_asset WHERE id = 4"),
            ("[VW-L051]", "10 rows of import 1", "DELETE FROM ev_asset WHERE import_id = 1"),
            ("[VW-L051]", "1 rows of import 3", "DELETE FROM ev_asset WHERE import_id = 3"),
            ("[VW-L050]", "where 12 should stand, 40", "UPDATE ev_asset SET id = 40 WHERE id = 11",
             "INSERT INTO ev_asset (id, " + columns + ") SELECT 11, " + columns
             + " FROM ev_asset WHERE id = 40"),
            ("[VW-L053]", "row 12 of import 1", f"INSERT INTO ev_asset ({columns}) SELECT {copied} "
             "FROM ev_asset WHERE id = 10"),
            ("[VW-L052]", "row 2 of import 1",
             "UPDATE ev_asset SET id = CASE id WHEN 1 THEN -2 WHEN 2 THEN -1 END WHERE id < 3",
             "UPDATE ev_asset SET id = -id WHERE id < 0"),
            ("[VW-D031]", "import 1",
             "UPDATE ev_asset SET id = CASE id WHEN 1 THEN -2 WHEN 2 THEN -1 END WHERE id < 3",
             "UPDATE ev_asset SET id = -id WHERE id < 0"),
            ("[VW-L052]", "of import 1", "UPDATE ev_asset SET id = 99 WHERE id = 1"),
        )

    def test_subjects(self):
        self.each(
            ("[VW-L054]", 'asset "B1"', "INSERT INTO subject (kind, key) VALUES ('asset', 'B1')"),
            ("[VW-D030]", "row 4 of import 1", "UPDATE subject SET key = 'x' WHERE key = 'A2'"),
            ("[VW-D030]", "row 4 of import 1", "UPDATE subject SET kind = 'x' WHERE key = 'A2'"),
            ("[VW-L041]", "1 rows of ev_asset refer", "PRAGMA foreign_keys = OFF",
             "DELETE FROM subject WHERE key = 'A2'"),
            ("[VW-L050]", "rows of subject", "PRAGMA foreign_keys = OFF",
             "UPDATE subject SET id = 900 WHERE key = 'A2'"),
        )

    def test_imports_and_evaluations(self):
        self.each(
            ("[VW-L004]", "import 3 was removed: entry 4", "DELETE FROM import_complete",
             "DELETE FROM import WHERE id = 3", "DELETE FROM ev_asset WHERE import_id = 3"),
            ("[VW-L006]", "import 3", "DELETE FROM ledger WHERE seq >= 4"),
            ("[VW-L009]", "evaluation 1", "DELETE FROM ledger WHERE seq >= 5"),
            ("[VW-D033]", "import 1", "UPDATE import SET collected_by = 'x' WHERE id = 1"),
            ("[VW-L005]", "import 1", f"UPDATE import SET head_sha256 = '{'0' * 64}' WHERE id = 1"),
            ("[VW-L008]", "evaluation 1", f"UPDATE evaluation SET head_sha256 = '{'0' * 64}'"),
            ("[VW-L007]", "evaluation 1 was removed: entry 5", "PRAGMA foreign_keys = OFF",
             "DELETE FROM evaluation"),
            ("[VW-E050]", "set 1 of outcomes",
             "UPDATE outcome_set SET count = count + 1 WHERE id = 1"),
            ("[VW-E051]", "set 1 of subjects", "UPDATE subject_set SET subjects = x'0000'"),
            ("[VW-E052]", "of subject_set belongs to no result",
             "INSERT INTO subject_set SELECT NULL, sha256, count, subjects FROM subject_set LIMIT 1"),
            ("[VW-E053]", "evaluation 1", "UPDATE finding SET collected_later = 5"),
            ("[VW-L055]", "belongs to no evaluation",
             f"INSERT INTO set_file VALUES ('{hashlib.sha256(b'x').hexdigest()}', x'78')"),
            ("[VW-L012]", "the facts of this dossier",
             f"UPDATE dossier SET value = '{'0' * 64}' WHERE name = 'facts_sha256'"),
            ("[VW-E015]", "", "UPDATE dossier SET value = 'x' WHERE name = 'name'"),
        )

    def test_values_that_a_table_cannot_hold(self):
        unchecked = "PRAGMA ignore_check_constraints = ON"
        self.each(
            ("[VW-D060]", "finding", unchecked, "UPDATE finding SET collected = 7"),
            ("[VW-D060]", "finding", unchecked, "UPDATE finding SET complete = 2"),
            ("[VW-D060]", "import", unchecked, "UPDATE import SET superseding = 40 WHERE id = 2"),
        )

    def test_the_hash_over_what_was_performed_again_is_not_said_of_what_is_stored(self):
        shutil.copy(self.prepared, self.dossier)
        tamper(self.dossier, "UPDATE finding SET complete = 1 - complete")
        _, out, _ = self.run_program("verify")
        self.assertIn("Hash over what was performed again (not over what is stored) ... agrees", out)

    def test_the_numbers_of_an_artefact_s_parts(self):
        shutil.copy(self.prepared, self.dossier)
        self.write("proof.txt", "x" * 600_000)
        self.done("import", "--artefact", "proof.txt")
        whole = pathlib.Path(self.dossier).read_bytes()
        for change in ("part = part + 5", "part = part * 9"):
            pathlib.Path(self.dossier).write_bytes(whole)
            tamper(self.dossier, f"UPDATE artefact_content SET {change} WHERE part > 0")
            self.found("[VW-D061]", "stands where 1 must be")

    def test_the_ledger_itself(self):
        self.each(
            ("[VW-L001]", "entries 2 to 3", "DELETE FROM ledger WHERE seq IN (2, 3)"),
            ("[VW-L001]", "entries 1 to 1", "DELETE FROM ledger WHERE seq = 1"),
            ("[VW-L002]", "entry 3", "UPDATE ledger SET entered_by = 'x' WHERE seq = 3"),
            ("[VW-L002]", "entry 3", "UPDATE ledger SET entered_at = 'x' WHERE seq = 3"),
            ("[VW-L003]", "entry 4", "UPDATE ledger SET entered_by = 'x' WHERE seq = 3"),
            ("[VW-L003]", "entry 3", f"UPDATE ledger SET previous_sha256 = '{'1' * 64}' WHERE seq = 3"),
            ("[VW-L013]", "entry 3",
             "UPDATE ledger SET seq = CASE seq WHEN 2 THEN -3 WHEN 3 THEN -2 END "
             "WHERE seq IN (2, 3)", "UPDATE ledger SET seq = -seq WHERE seq < 0"),
            ("[VW-L014]", "", "DELETE FROM ledger"),
        )

    def test_a_ledger_written_anew_agrees_but_not_with_a_head_that_is_known(self):
        head = self.done("ledger", "--head").split()[0]
        tamper(self.dossier, "UPDATE ledger SET entered_by = 'nobody' WHERE seq = 2")
        chain(self.dossier)
        self.assertIn("Everything agrees.", self.done("verify"))
        self.found("[VW-L010]", head.split(":")[1], "--head", head)

    def test_an_end_that_was_cut_off_is_found_by_a_head_that_is_known(self):
        head = self.done("ledger", "--head").split()[0]
        tables = ("finding", "outcome_row", "outcome_set", "subject_set", "conclusion",
                  "requirement_status", "evaluation_file", "set_file", "evaluation")
        tamper(self.dossier, "PRAGMA foreign_keys = OFF", "DELETE FROM ledger WHERE seq = 5",
               *(f"DELETE FROM {table}" for table in tables))
        self.assertIn("Everything agrees.", self.done("verify"))
        self.found("[VW-L010]", "it has 4 entries", "--head", head)
        self.assertIn("Everything agrees.", self.done("verify", "--head", self.head_of(4)))

    def head_of(self, seq):
        with sqlite3.connect(self.dossier) as connection:
            return connection.execute(
                "SELECT entry_sha256 FROM ledger WHERE seq = ?", (seq,)
            ).fetchone()[0]


class Structure(WithDossier):
    def changed(self, code, words, *statements):
        with self.subTest(statements=statements):
            shutil.copy(self.prepared, self.dossier)
            connection = sqlite3.connect(self.dossier, isolation_level=None)
            for statement in statements:
                connection.execute(statement)
            connection.close()
            self.found(code, words)

    def test_what_is_missing_foreign_or_changed_is_named(self):
        self.changed("[VW-L042]", '"import_no_delete"', "DROP TRIGGER import_no_delete")
        self.changed("[VW-L042]", '"ev_asset.no_update"', 'DROP TRIGGER "ev_asset.no_update"')
        self.changed("[VW-L042]", '"ledger_no_update"', "DROP TRIGGER ledger_no_update")
        self.changed("[VW-L042]", '"outcome_row_no_delete"', "DROP TRIGGER outcome_row_no_delete")
        self.changed("[VW-L044]", '"outcome"', "DROP VIEW outcome",
                     "CREATE VIEW outcome AS SELECT 1 AS evaluation_id")
        self.changed("[VW-L043]", '"extra"', "CREATE TABLE extra (x)")
        self.changed("[VW-L043]", '"hide"', "CREATE VIEW hide AS SELECT 1")
        self.changed("[VW-L043]", '"quick"', "CREATE INDEX quick ON import (kind)")
        self.changed("[VW-L043]", '"sneak"', "CREATE TRIGGER sneak AFTER INSERT ON import BEGIN "
                     "UPDATE dossier SET value = 'x' WHERE 0; END")
        self.changed("[VW-L043]", '"sqlite_stat1"', "ANALYZE")
        self.changed("[VW-L044]", '"import_no_delete"', "DROP TRIGGER import_no_delete",
                     "CREATE TRIGGER import_no_delete BEFORE DELETE ON import WHEN 0 "
                     "BEGIN SELECT RAISE(ABORT, 'no'); END")
        self.changed("[VW-L044]", '"ev_asset"', "ALTER TABLE ev_asset ADD COLUMN extra TEXT DEFAULT 'x'")
        self.changed("[VW-L044]", '"import"', "PRAGMA writable_schema = ON",
                     "UPDATE sqlite_schema SET sql = replace(sql, '''test''', '''rest''') "
                     "WHERE name = 'import'")

    def test_a_dossier_whose_catalogue_grew_agrees(self):
        self.write("thing.yaml", THING)
        self.write("thing.csv", "thing_id,effective_from,size\nT1,2025-01-01,3\n")
        self.done("import", "thing.csv", "--controls", "thing.yaml")
        self.write("thing.yaml", THING + "  - name: weight\n    type: number\n"
                   "    label: {nl: Gewicht, en: Weight}\n")
        self.write("thing.csv", "thing_id,effective_from,size,weight\nT1,2025-01-01,3,0.5\n")
        self.done("import", "thing.csv", "--controls", "thing.yaml")
        self.assertIn("Everything agrees.", self.done("verify"))

    def test_pages_that_contradict_each_other_are_told(self):
        connection = sqlite3.connect(self.dossier, isolation_level=None)
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = "
            "'sqlite_autoindex_finding_1') WHERE name = 'sqlite_autoindex_conclusion_1'"
        )
        connection.close()
        self.found("[VW-L040]", "")


THING = """kind: thing
nature: state
label: {nl: Ding, en: Thing}
plural: {nl: Dingen, en: Things}
explain: {nl: Een ding., en: A thing.}
key: thing_id
key_label: {nl: Nummer, en: Number}
fields:
  - name: size
    type: integer
    label: {nl: Maat, en: Size}
"""


class FirstVersion(Hostile):
    def setUp(self):
        super().setUp()
        script = (RESOURCES / "dossier_v1.sql").read_text(encoding="utf-8")
        with sqlite3.connect(self.dossier) as connection:
            connection.executescript(script)
        connection.close()

    def entries(self):
        with sqlite3.connect(self.dossier) as connection:
            return connection.execute("SELECT what, number FROM ledger ORDER BY seq").fetchall()

    def test_who_only_reads_leaves_it_alone(self):
        before = self.dossier.read_bytes()
        for command in (("verify",), ("ledger",), ("list", "imports")):
            err = self.refused(4, "D040", *command)
            self.assertIn("verantwoord ledger --upgrade", err)
        self.assertIn("[VW-D040]", err)
        self.assertEqual(self.dossier.read_bytes(), before)

    def test_its_ledger_begins_with_what_is_there(self):
        with sqlite3.connect(self.dossier) as connection:
            connection.execute(  # after import 2; not to be performed again
                "INSERT INTO evaluation VALUES (1, '', 2, '', '', '', '', '', '', '', ?)",
                ("e" * 64,),
            )
        self.done("ledger", "--upgrade")
        expected = [("creation", 0), ("import", 1), ("import", 2), ("evaluation", 1), ("import", 3)]
        self.assertEqual(self.entries(), expected)

    def test_it_agrees_once_it_is_up_to_date_and_takes_evidence(self):
        self.done("ledger", "--upgrade")
        self.done("ledger", "--upgrade")  # which changes nothing more
        self.assertEqual(len(self.entries()), 4)
        self.assertIn("Everything agrees.", self.done("verify"))
        self.write("asset.csv", HEAD + "A3,2025-01-01,Mail,server,P1\n")
        self.done("import", "asset.csv")
        self.assertIn("Everything agrees.", self.done("verify"))

    def test_its_indexes_of_references_leave_out_what_refers_to_nothing(self):
        self.assertNotIn("WHERE", "".join(self.indexes().values()))
        self.done("ledger", "--upgrade")
        for name, sql in self.indexes().items():
            field = name.split(".")[1]
            self.assertEqual(sql.endswith(f' WHERE "{field}" IS NOT NULL'), field != "subject", sql)
        with sqlite3.connect(self.dossier) as connection:
            self.assertEqual(connection.execute("PRAGMA integrity_check").fetchall(), [("ok",)])

    def indexes(self):
        with sqlite3.connect(self.dossier) as connection:
            found = dict(connection.execute(
                "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND name GLOB 'ev_*.*'"))
        self.assertIn("ev_asset.subject", found)
        self.assertGreater(len(found), 1)
        return found

    def test_an_import_brings_it_up_to_date_by_itself(self):
        self.write("asset.csv", HEAD + "A3,2025-01-01,Mail,server,P1\n")
        self.done("import", "asset.csv")
        self.assertEqual(self.entries()[-1], ("import", 4))
        self.assertIn("Everything agrees.", self.done("verify"))


TSA = """[tsa]
default_tsa = own
[own]
serial = serial
crypto_device = builtin
signer_cert = tsa.pem
signer_key = tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = {digests}
"""


@unittest.skipUnless(shutil.which("openssl"), "SKIPPED: there is no openssl to play the authority")
class TimeStamps(WithDossier):
    """With an authority of our own, whose certificates live for the test only."""

    def openssl(self, *arguments):
        ended = subprocess.run(
            ["openssl", *arguments], cwd=self.folder, capture_output=True, text=True, check=False
        )
        self.assertEqual(ended.returncode, 0, ended.stderr)
        return ended.stdout

    def authority(self, name):
        self.openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", f"{name}.key",
                     "-out", f"{name}.pem", "-subj", f"/CN={name}", "-days", "2")

    def setUp(self):
        super().setUp()
        self.authority("ca")
        self.openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", "tsa.key", "-out",
                     "tsa.csr", "-subj", "/CN=Stamper")
        self.write("extensions", "extendedKeyUsage = critical,timeStamping\n")
        self.openssl("x509", "-req", "-in", "tsa.csr", "-CA", "ca.pem", "-CAkey", "ca.key",
                     "-CAcreateserial", "-days", "1", "-extfile", "extensions", "-out", "tsa.pem")
        self.write("tsa.cnf", TSA.format(digests="sha256"))
        self.write("serial", "01\n")

    def reply(self, query="query", reply="reply"):
        self.openssl("ts", "-reply", "-config", "tsa.cnf", "-queryfile", query, "-out", reply)

    def head(self):
        return self.done("ledger", "--head").split()[0].split(":")[1]

    def take(self):
        self.done("ledger", "--timestamp-query", "query")
        self.reply()
        return self.done("ledger", "--timestamp-reply", "reply")

    def test_the_request_is_what_openssl_would_ask(self):
        self.done("ledger", "--timestamp-query", "query")
        own = self.openssl("ts", "-query", "-in", "query", "-text")
        self.openssl("ts", "-query", "-digest", self.head(), "-sha256", "-cert", "-out", "theirs")
        theirs = self.openssl("ts", "-query", "-in", "theirs", "-text")

        def but_nonce(text):
            return [line for line in text.splitlines() if not line.startswith("Nonce")]

        self.assertEqual(but_nonce(own), but_nonce(theirs))
        self.assertIn("Nonce: 0x", own)
        self.assertIn("Certificate required: yes", own)

    def test_a_reply_is_kept_and_checked_again(self):
        said = self.take()
        self.assertIn("Time stamp 1: entry 5 existed at 20", said)
        self.assertIn("says CN=Stamper", said)
        self.assertIn("was not checked", said)
        self.denied("[VW-L026]", "ledger", "--timestamp-reply", "reply")
        self.assertEqual(len(self.listed_ledger()), 6)
        self.reply()  # another one about the same entry
        said = self.done("ledger", "--timestamp-reply", "reply", "--tsa-ca", "ca.pem")
        self.assertIn("leads to one of the authorities", said)
        self.assertIn("without checking who issued", self.done("verify"))
        self.assertIn("Time stamps: 2 ... agrees", self.done("verify", "--tsa-ca", "ca.pem"))
        entries = [entry["what"] for entry in self.listed_ledger()]
        self.assertEqual(entries[-2:], ["timestamp", "timestamp"])

    def listed_ledger(self):
        import json

        return json.loads(self.done("ledger", "--json"))

    def test_openssl_finds_the_kept_reply_good(self):
        self.take()
        with sqlite3.connect(self.dossier) as connection:
            (reply, imprint) = connection.execute(
                "SELECT reply, imprint_sha256 FROM timestamp"
            ).fetchone()
        self.write("kept", reply)
        self.assertIn("Verification: OK", self.openssl(
            "ts", "-verify", "-in", "kept", "-digest", imprint, "-CAfile", "ca.pem"))

    def test_an_issuer_that_is_not_known_is_refused(self):
        self.take()
        self.authority("other")
        arguments = ("ledger", "--timestamp-reply", "reply", "--tsa-ca")
        self.denied("[VW-L024]", *arguments, "other.pem")
        self.denied("[VW-L025]", *arguments, "reply")
        self.found("[VW-L030]", "time stamp 1", "--tsa-ca", "other.pem")
        self.assertEqual(len(self.listed_ledger()), 6)

    def test_replies_that_are_none_are_refused(self):
        self.done("ledger", "--timestamp-query", "query")
        self.reply()
        whole = (self.folder / "reply").read_bytes()
        take = ("ledger", "--timestamp-reply")
        for name, content in (("short", whole[:-1]), ("long", whole + b"x"), ("empty", b""),
                              ("query", (self.folder / "query").read_bytes())):
            self.write(name, content)
            self.denied("[VW-L020]", *take, name)
        self.write("signed", whole[:-5] + bytes([whole[-5] ^ 1]) + whole[-4:])
        self.denied("[VW-L024]", *take, "signed")
        self.assertEqual(len(self.listed_ledger()), 5)

    def test_other_answers_are_refused(self):
        take = ("ledger", "--timestamp-reply")
        self.openssl("ts", "-query", "-digest", "0" * 64, "-sha256", "-cert", "-out", "query")
        self.reply()
        self.denied("[VW-L022]", *take, "reply")
        self.openssl("ts", "-query", "-digest", "0" * 128, "-sha512", "-cert", "-out", "query")
        self.reply()
        self.denied("[VW-L021]", *take, "reply")  # the authority does not take this hash
        self.write("tsa.cnf", TSA.format(digests="sha256, sha512"))
        self.reply()
        self.denied("[VW-L023]", *take, "reply")

    def test_what_is_kept_of_a_time_stamp_cannot_be_changed_unseen(self):
        self.take()
        prepared = shutil.copy(self.dossier, self.folder / "stamped")
        for code, words, *statements in (
            ("[VW-L031]", "time stamp 1 was removed: entry 6", "DELETE FROM timestamp"),
            ("[VW-L033]", "time stamp 1", "DELETE FROM ledger WHERE seq = 6"),
            ("[VW-L032]", "time stamp 1", "UPDATE timestamp SET taken_at = 'x'"),
            ("[VW-L034]", "time stamp 1", "UPDATE timestamp SET gen_time = 'x'"),
            ("[VW-L034]", "time stamp 1", "UPDATE timestamp SET authority = 'x'"),
            ("[VW-L034]", "time stamp 1", "UPDATE timestamp SET ledger_seq = 2"),
            ("[VW-L030]", "time stamp 1", "UPDATE timestamp SET reply = x'00'"),
            ("[VW-L022]", "", "UPDATE ledger SET entered_by = 'x', entry_sha256 = "
             f"'{'a' * 64}' WHERE seq = 5"),
        ):
            with self.subTest(statements=statements):
                shutil.copy(prepared, self.dossier)
                tamper(self.dossier, *statements)
                self.found(code, words)

class SecondVersion(Hostile):
    """Its evaluations were stored by the program of then, by the first recipe for hashes."""

    def setUp(self):
        super().setUp()
        with sqlite3.connect(self.dossier) as connection:
            connection.executescript((RESOURCES / "dossier_v2.sql").read_text(encoding="utf-8"))
            connection.execute("DROP TRIGGER evaluation_no_update")
            connection.execute("UPDATE evaluation SET program_version = '0.0.9'")
        connection.close()

    def test_it_can_be_performed_again_and_is_left_alone(self):
        before = self.dossier.read_bytes()
        for options in ((), ("--sql",), ("--evaluation", "1")):
            out = self.done("reperform", *options)
            self.assertIn("made by version 0.0.9; this is version", out)
            self.assertIn("The same findings.", out)
        self.assertEqual(self.dossier.read_bytes(), before)
        connection = sqlite3.connect(self.dossier)
        connection.execute("DROP TRIGGER finding_no_update")
        connection.execute("UPDATE finding SET passed = passed + 1 WHERE test = 'backup.restore.yearly'")
        connection.commit()
        connection.close()
        code, out, _ = self.run_program("reperform")
        self.assertEqual(code, 4)
        self.assertIn("backup.restore.yearly", out)


if __name__ == "__main__":
    main()
