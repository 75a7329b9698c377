#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Signs documents with real keys, reads them back with other programs, and changes them in every way.

    check_signing.py PROGRAM

What was changed must be told by its name: a byte, a file inside, an update behind the signature, a page, the dossier.
"""

import hashlib
import json
import os
import pathlib
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import unittest
import zlib

import jsonschema

PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
EPOCH = 1767225600
ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8"}
ENVIRONMENT.pop("VERANTWOORD_DOSSIER", None)
ENVIRONMENT.pop("SOURCE_DATE_EPOCH", None)
SCHEMAS = pathlib.Path(__file__).resolve().parent.parent.parent / "docs/schema"
SIGN = "keyUsage=critical,nonRepudiation\n"


def run(*command, cwd, code=0, **more):
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=ENVIRONMENT, capture_output=True, check=False, **more
    )
    text = (done.stdout + done.stderr).decode("utf-8", "replace")
    if code is not None and done.returncode != code:
        raise AssertionError(f"{' '.join(map(str, command))} ended with {done.returncode}, not {code}:\n{text}")
    return text


class Keys:
    """Certificates of one root, made with openssl."""

    def __init__(self, folder):
        self.folder = folder
        self.root("ca", "/C=NL/CN=Test root")
        self.root("other", "/C=NL/CN=Other root")
        self.issue("mayor", "/C=NL/O=Waterrijk/CN=J. de Vries", SIGN, "rsa:2048")
        self.issue("secretary", "/CN=Kinga Łuczak", "keyUsage=digitalSignature\n", "ec")
        self.issue("weak", "/CN=Weak", SIGN, "rsa:1024")
        self.issue("server", "/CN=Server", "keyUsage=critical,keyEncipherment\n", "rsa:2048")
        self.issue("edward", "/CN=Edward", SIGN, "ed25519")
        self.issue("past", "/CN=Past", SIGN, "rsa:2048", days=-1)
        self.issue("tsa", "/CN=Test TSA", "extendedKeyUsage=critical,timeStamping\n", "rsa:2048")
        self.openssl("pkcs8", "-topk8", "-in", "mayor.key", "-out", "locked.key", "-passout", "pass:geheim")
        self.openssl("pkcs12", "-export", "-in", "mayor.pem", "-inkey", "mayor.key", "-certfile", "ca.pem", "-out",
                     "mayor.p12", "-passout", "pass:geheim")
        (folder / "password").write_text("geheim\n", encoding="utf-8")
        (folder / "wrong").write_text("anders\n", encoding="utf-8")
        (folder / "tsa.cnf").write_text(
            "[t]\nserial = serial\nsigner_cert = tsa.pem\nsigner_key = tsa.key\ncerts = ca.pem\ndefault_policy = "
            "1.2.3.4.1\ndigests = sha256\nsigner_digest = sha256\n[tsa]\ndefault_tsa = t\n", encoding="utf-8")
        (folder / "serial").write_text("01\n", encoding="utf-8")

    def openssl(self, *words):
        return run("openssl", *words, cwd=self.folder)

    def root(self, name, subject):
        self.openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", f"{name}.key", "-out", f"{name}.pem",
                     "-days", "30", "-subj", subject)

    def issue(self, name, subject, extensions, kind, days=30):
        (self.folder / "ext").write_text(extensions, encoding="utf-8")
        key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"] if kind == "ec" else ["-newkey", kind]
        self.openssl("req", *key, "-nodes", "-keyout", f"{name}.key", "-out", "csr", "-subj", subject, "-utf8")
        when = ["-days", str(days)]
        self.openssl("x509", "-req", "-in", "csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-set_serial",
                     str(random.getrandbits(63)), "-out", f"{name}.pem", "-extfile", "ext", *when)

    def reply(self, request, reply):
        self.openssl("ts", "-reply", "-config", "tsa.cnf", "-section", "t", "-queryfile", request, "-out", reply)


class Pdf:
    """As much of a PDF as is needed to change one as somebody with an editor would."""

    def __init__(self, path):
        self.bytes = path.read_bytes()

    def place(self, number):
        """Of the newest version of an object."""
        at = int(re.findall(rb"startxref\s+(\d+)", self.bytes)[-1])
        while at:
            lines = self.bytes[at:].split(b"trailer", 1)
            body, trailer = lines[0][4:], lines[1]
            for found in re.finditer(rb"(?:^|\n)(\d+) (\d+)\r?\n((?:\d{10} \d{5} [nf][ \r]?\r?\n)+)", body):
                first, count = int(found[1]), int(found[2])
                if first <= number < first + count:
                    return int(found[3][20 * (number - first) :][:10])
            before = re.match(rb"\s*<<.*?/Prev (\d+)", trailer.split(b"startxref")[0], re.DOTALL)
            at = int(before[1]) if before else 0
        raise AssertionError(f"no object {number}")

    def object(self, number):
        at = self.place(number)
        return self.bytes[at : self.bytes.index(b"endobj", at)].split(b"obj", 1)[1]

    def dictionary(self, number):
        return self.object(number).split(b"stream")[0].strip()

    def stream(self, number):
        body = self.object(number).split(b"stream", 1)[1]
        return zlib.decompress(body.lstrip(b"\r\n"))

    def root(self):
        return int(re.findall(rb"/Root (\d+)", self.bytes)[-1])

    def embedded(self, name):
        """The number of the stream of a file inside, whose specification says its name."""
        found = re.search(rb"/Type /Filespec /F \(" + name.encode() + rb"\).*?/EF <</F (\d+)", self.bytes, re.DOTALL)
        return int(found[1])

    def update(self, objects):
        """Adds a revision, rightly made."""
        out = bytearray(self.bytes)
        places = {}
        for number, body in objects.items():
            places[number] = len(out)
            out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
        table = len(out)
        out += b"xref\n"
        for number, at in places.items():
            out += b"%d 1\n%010d 00000 n\r\n" % (number, at)
        size = max([int(re.findall(rb"/Size (\d+)", self.bytes)[-1])] + [number + 1 for number in objects])
        info = re.findall(rb"/Info \d+ 0 R", self.bytes)[-1]
        identity = re.findall(rb"/ID \[[^]]*\]", self.bytes)[-1]
        previous = int(re.findall(rb"startxref\s+(\d+)", self.bytes)[-1])
        out += b"trailer\n<</Root %d 0 R\n%s\n%s\n/Prev %d /Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (
            self.root(), info, identity, previous, size, table)
        return bytes(out)

    def replaced(self, name, content):
        """With another file inside under the same name, and with the hash that it must have."""
        number = self.embedded(name)
        packed = zlib.compress(content)
        head = b"<</Type /EmbeddedFile /Subtype /application#2Fjson /Filter /FlateDecode /Length %d " % len(packed)
        head += b"/Params <</Size %d /VRWD_SHA256 (%s)>>>>" % (
            len(content), hashlib.sha256(content).hexdigest().encode())
        return self.update({number: head + b"\nstream\n" + packed + b"\nendstream"})


class Signing(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.holder = tempfile.TemporaryDirectory(prefix="signing-")
        cls.made = pathlib.Path(cls.holder.name, "made")
        cls.made.mkdir()
        cls.keys = Keys(cls.made)
        cls.dossier("dossier.db", 2)
        for lang in ("nl", "en"):
            cls.verantwoord(cls.made, "report", "statement", "--lang", lang)
        cls.verantwoord(cls.made, "report", "annual-report-section", "--lang", "en")

    @classmethod
    def dossier(cls, name, assets):
        rows = "".join(f"A{i},2024-01-01,Asset {i},server\n" for i in range(assets))
        (cls.made / "asset.csv").write_text("asset_id,effective_from,name,type\n" + rows, encoding="utf-8")
        cls.verantwoord(cls.made, "init", "--name", "Gemeente Waterrijk", "--type", "municipality", "--year", "2025",
                        "--dossier", name)
        cls.verantwoord(cls.made, "import", "asset.csv", "--complete", "--dossier", name)
        cls.verantwoord(cls.made, "evaluate", "--framework", "bio2", "--dossier", name)

    @classmethod
    def tearDownClass(cls):
        cls.holder.cleanup()

    def setUp(self):
        self.folder = pathlib.Path(self.holder.name, self.id().rsplit(".", 1)[1])
        shutil.copytree(self.made, self.folder)

    @classmethod
    def verantwoord(cls, folder, *words, code=0, **more):
        more.setdefault("stdin", subprocess.DEVNULL)
        return run(PROGRAM, *words, cwd=folder, code=code, **more)

    def program(self, *words, code=0, **more):
        words = [*words] if "--lang" in words else [*words, "--lang", "en"]
        return self.verantwoord(self.folder, *words, code=code, **more)

    def sign(self, name="mayor", out="signed.pdf", source="statement-en.pdf", *more):
        return self.program("sign", source, "--cert", f"{name}.pem", "--key", f"{name}.key", "-o", out, *more)

    def stamped(self, out="stamped.pdf"):
        self.sign("mayor", "signed.pdf", "statement-en.pdf", "--tsa-request", "request.tsq")
        run("openssl", "ts", "-reply", "-config", "tsa.cnf", "-section", "t", "-queryfile", "request.tsq", "-out",
            "reply.tsr", cwd=self.folder)
        return self.program("sign", "signed.pdf", "--tsa-reply", "reply.tsr", "--tsa-ca", "ca.pem", "-o", out)

    def write(self, name, data):
        (self.folder / name).write_bytes(data)

    def pdf(self, name):
        return Pdf(self.folder / name)

    def refused(self, text, *words, code=3):
        self.assertIn(text, self.program(*words, code=code))

    def differs(self, text, name, *more):
        """verify says so, with this message, and ends with the code of what was changed."""
        said = self.program("verify", name, *more, code=4)
        self.assertIn(text, said)
        self.assertNotIn("verything agrees", said)
        return said

    # ---- what is right ------------------------------------------------------------------------

    def test_other_programs_call_the_signatures_good(self):
        before = (self.folder / "statement-en.pdf").read_bytes()
        self.sign("mayor", "one.pdf", "statement-en.pdf", "--chain", "ca.pem", "--reason", "Vastgesteld", "--location",
                  "Waterrijk")
        self.sign("secretary", "two.pdf", "one.pdf")
        once = (self.folder / "one.pdf").read_bytes()
        self.assertTrue(once.startswith(before))
        self.assertTrue((self.folder / "two.pdf").read_bytes().startswith(once))
        told = run("pdfsig", "-nocert", "two.pdf", cwd=self.folder)
        self.assertEqual(told.count("Signature is Valid"), 2)
        self.assertEqual(told.count("ETSI.CAdES.detached"), 2)
        self.assertIn("Kinga Łuczak", told)
        self.assertIn("No syntax or stream encoding errors", run("qpdf", "--check", "two.pdf", cwd=self.folder))
        self.assertNotIn("error", run("mutool", "info", "two.pdf", cwd=self.folder))

    def test_openssl_verifies_the_message_and_finds_no_signing_time(self):
        for name in ("mayor", "secretary"):
            (self.folder / "signed.pdf").unlink(missing_ok=True)
            self.sign(name, "signed.pdf")
            data = (self.folder / "signed.pdf").read_bytes()
            start, end = [(m.start(1) - 1, m.end(1) + 1) for m in re.finditer(rb"/Contents <([0-9a-f]{200,})>", data)][0]
            der = bytes.fromhex(data[start + 1 : end - 1].decode())
            self.write("cms.der", der[: int.from_bytes(der[2:4], "big") + 4])
            self.write("content", data[:start] + data[end:])
            run("openssl", "cms", "-verify", "-cades", "-inform", "DER", "-in", "cms.der", "-content", "content",
                "-binary", "-CAfile", "ca.pem", "-purpose", "any", "-out", os.devnull, cwd=self.folder)
            shown = run("openssl", "cms", "-cmsout", "-print", "-inform", "DER", "-in", "cms.der", cwd=self.folder)
            self.assertNotIn("signingTime", shown)
            self.assertIn("signingCertificateV2", shown)

    def test_verify_agrees_with_the_dossier_that_it_was_made_of(self):
        self.sign("mayor", "one.pdf")
        self.sign("secretary", "two.pdf", "one.pdf")
        said = json.loads(self.program("verify", "two.pdf", "--json", "--dossier", "dossier.db", "--trust", "ca.pem"))
        self.assertTrue(said["agrees"])
        self.assertEqual([one["covers_all"] for one in said["signatures"]], [False, True])
        self.assertEqual({one["certificate"] for one in said["signatures"]}, {"trusted"})
        self.assertEqual(said["dossier"], {"evaluation": 1, "agrees": True, "same_bytes": True})
        for name in ("statement-nl.pdf", "annual-report-section-en.pdf"):
            self.assertIn("Everything agrees", self.program("verify", name, "--dossier", "dossier.db"))
        self.assertNotIn("verything agrees", self.program("verify", "statement-en.pdf"))

    def test_what_is_inside_follows_its_schema_and_a_public_document_holds_no_more_than_its_text(self):
        for name in ("statement-nl.pdf", "statement-en.pdf", "annual-report-section-en.pdf"):
            pdf = self.pdf(name)
            public = name.startswith("annual")
            results = json.loads(pdf.stream(pdf.embedded("results.json")))
            schema = json.loads((SCHEMAS / "results.schema.json").read_text(encoding="utf-8"))
            jsonschema.validate(results, schema)
            self.assertEqual(results["audience"], "public" if public else "confidential")
            self.assertEqual("tests" in results.get("key_figures", {}), not public)
            inside = run("qpdf", "--list-attachments", name, cwd=self.folder)
            self.assertEqual("evidence-index.json" in inside, not public)
            self.assertEqual(results["signed_off"], [])
            if public:
                self.assertNotIn(b"asset.csv", pdf.stream(pdf.embedded("results.json")))
                continue
            index = json.loads(pdf.stream(pdf.embedded("evidence-index.json")))
            schema = json.loads((SCHEMAS / "evidence-index.schema.json").read_text(encoding="utf-8"))
            jsonschema.validate(index, schema)
            self.assertEqual([one["file_name"] for one in index["imports"]], ["asset.csv"])

    def test_a_stamp_is_put_in_later_and_changes_no_signed_byte(self):
        self.assertIn("says CN=Test TSA", self.stamped())
        self.assertIn("Signature is Valid", run("pdfsig", "-nocert", "stamped.pdf", cwd=self.folder))
        said = self.program("verify", "stamped.pdf", "--tsa-ca", "ca.pem", "--trust", "ca.pem")
        self.assertIn("time stamp: existed at", said)
        self.assertIn("Everything agrees", said)
        self.refused("[VW-S018]", "sign", "stamped.pdf", "--tsa-reply", "reply.tsr")
        self.refused("[VW-S018]", "sign", "stamped.pdf", "--tsa-request", "again.tsq")
        self.sign("secretary", "both.pdf", "stamped.pdf")
        self.assertIn("Everything agrees", self.program("verify", "both.pdf", "--tsa-ca", "ca.pem"))

    def test_a_request_can_be_written_after_signing(self):
        self.sign()
        self.program("sign", "signed.pdf", "--tsa-request", "late.tsq")
        run("openssl", "ts", "-reply", "-config", "tsa.cnf", "-section", "t", "-queryfile", "late.tsq", "-out", "r",
            cwd=self.folder)
        self.program("sign", "signed.pdf", "--tsa-reply", "r")
        self.assertIn("existed at", self.program("verify", "signed.pdf"))

    def test_without_an_output_the_file_itself_is_signed(self):
        before = (self.folder / "statement-nl.pdf").read_bytes()
        self.program("sign", "statement-nl.pdf", "--cert", "mayor.pem", "--key", "mayor.key")
        after = (self.folder / "statement-nl.pdf").read_bytes()
        self.assertTrue(after.startswith(before))
        self.assertGreater(len(after), len(before))

    def test_locked_keys_open_with_a_password_from_a_file(self):
        self.program("sign", "statement-en.pdf", "--cert", "mayor.pem", "--key", "locked.key", "--password-file",
                     "password", "-o", "a.pdf")
        self.program("sign", "statement-en.pdf", "--key", "mayor.p12", "--password-file", "password", "-o", "b.pdf")
        self.assertIn("Test root", self.signature_text("b.pdf"))
        self.assertIn("Signature is Valid", run("pdfsig", "-nocert", "b.pdf", cwd=self.folder))

    def signature_text(self, name):
        data = (self.folder / name).read_bytes()
        der = bytes.fromhex(re.search(rb"/Contents <([0-9a-f]{200,})>", data)[1].decode())
        return der.decode("latin-1")

    def test_a_long_chain_gets_the_room_that_it_needs(self):
        chain = (self.folder / "ca.pem").read_text(encoding="utf-8")
        for i in range(20):
            Keys.root(self, f"r{i}", f"/CN=Root {i}/O={'x' * 60}")
            chain += (self.folder / f"r{i}.pem").read_text(encoding="utf-8")
        (self.folder / "chain.pem").write_text(chain, encoding="utf-8")
        self.sign("mayor", "signed.pdf", "statement-en.pdf", "--chain", "chain.pem")
        self.assertIn("Signature is Valid", run("pdfsig", "-nocert", "signed.pdf", cwd=self.folder))

    def openssl(self, *words):
        return run("openssl", *words, cwd=self.folder)

    # ---- what was changed ---------------------------------------------------------------------

    def test_any_changed_byte_is_seen(self):
        self.sign("mayor", "one.pdf")
        self.sign("secretary", "two.pdf", "one.pdf")
        data = (self.folder / "two.pdf").read_bytes()
        holes = [found.span(1) for found in re.finditer(rb"/Contents <([0-9a-f]{200,})>", data)]
        chance = random.Random(7)
        places = [chance.randrange(len(data)) for _ in range(150)]
        # The second signature covers the bytes of the first.
        for at in [at for at in places if not holes[1][0] <= at < holes[1][1]]:
            changed = bytearray(data)
            changed[at] ^= 1 << chance.randrange(8)
            self.write("changed.pdf", bytes(changed))
            said = self.program("verify", "changed.pdf", code=None)
            self.assertNotIn("verything agrees", said, at)
            self.assertIn("[VW-S", said, at)

    def test_no_changed_byte_of_a_signature_makes_an_unsigned_file_of_it(self):
        before = len((self.folder / "statement-en.pdf").read_bytes())
        self.sign()
        data = (self.folder / "signed.pdf").read_bytes()
        start, end = re.search(rb"/Contents <([0-9a-f]{200,})>", data).span(1)
        last = start + len(data[start:end].rstrip(b"0"))
        places = [at for at in range(before, len(data)) if not start <= at < end]
        places += [start, start + 1, last + 1, (last + end) // 2, end - 1]
        places += random.Random(3).sample(range(start, last), 60)
        for at in places:
            changed = bytearray(data)
            changed[at] ^= 1
            self.write("changed.pdf", bytes(changed))
            said = self.program("verify", "changed.pdf", code=None)
            self.assertNotIn("No signature", said, at)
            self.assertNotIn("hat was checked agrees", said, at)
            self.assertRegex(said, r"error: .*\[VW-S", at)

    def test_what_is_left_of_a_signature_is_a_change(self):
        self.sign()
        data = (self.folder / "signed.pdf").read_bytes()
        for old, new in (
            (b"/Sig /Filter /Adobe", b"/Sig .Filter /Adobe"),
            (b"/ByteRange [", b"/ByteRange Z"),
            (b"/FT /Sig", b"/FT /Tx_"),
            (b"/V ", b"/W "),
            (b"/AcroForm ", b"/AcroF0rm "),
            (b"/Fields [", b"/Fie1ds ["),
        ):
            self.assertIn(old, data)
            self.write("left.pdf", data[::-1].replace(old[::-1], new[::-1], 1)[::-1])
            self.differs("[VW-S035]", "left.pdf")
            self.assertNotIn("No signature", self.program("verify", "left.pdf", code=4))
            self.refused("[VW-S035]", "sign", "left.pdf", "--cert", "mayor.pem", "--key", "mayor.key")
        plain = self.pdf("statement-en.pdf")
        self.write("left.pdf", plain.update({3: b"<</Title (Other)>>"}))
        self.differs("[VW-S035]", "left.pdf")
        self.write("left.pdf", plain.bytes + b"tail")
        self.differs("[VW-S035]", "left.pdf")
        self.write("left.pdf", data[: data.rindex(b"/Prev")] + b"/Perv" + data[data.rindex(b"/Prev") + 5 :])
        self.assertNotIn("No signature", self.program("verify", "left.pdf", code=None))
        # Saved anew as one version: the signature's objects are still there.
        run("qpdf", "--object-streams=disable", "signed.pdf", "anew.pdf", cwd=self.folder)
        anew = (self.folder / "anew.pdf").read_bytes()
        self.write("left.pdf", anew.replace(b"/FT /Sig", b"/FT /Tx_"))
        self.differs("[VW-S035]", "left.pdf")

    def test_an_empty_field_of_another_program_is_refused_by_name(self):
        plain = self.pdf("statement-en.pdf")
        root = plain.root()
        catalogue = plain.dictionary(root)
        self.write("field.pdf", plain.update({
            root: catalogue[:-2] + b"/AcroForm <</Fields [99999 0 R]>>>>",
            99999: b"<</Type /Annot /Subtype /Widget /FT /Sig /T (Board) /F 132 /Rect [0 0 0 0]>>"}))
        for command in (("sign", "field.pdf", "--cert", "mayor.pem", "--key", "mayor.key"), ("verify", "field.pdf")):
            said = self.program(*command, code=None)
            self.assertIn("object 99999 is an empty field to sign in: another program put it there", said)
            self.assertIn("sign gives it a field of its own", said)

    def test_the_digits_of_a_signature_are_written_in_one_way(self):
        self.sign()
        data = (self.folder / "signed.pdf").read_bytes()
        start, end = re.search(rb"/Contents <([0-9a-f]{200,})>", data).span(1)
        letter = re.search(rb"[a-f]", data[start:end]).start() + start
        upper = data[:letter] + data[letter : letter + 1].upper() + data[letter + 1 :]
        for changed in (upper, data[: end - 2] + b"  " + data[end:], data[: end - 2] + b"0\n" + data[end:]):
            self.write("changed.pdf", changed)
            self.differs("[VW-S021]", "changed.pdf")

    def test_an_unsigned_document_is_what_the_dossier_gives_byte_by_byte(self):
        self.program("report", "statement", "--names", "-o", "names")
        for name in ("statement-en.pdf", "statement-nl.pdf", "names/statement-en.pdf"):
            said = self.program("verify", name, "--dossier", "dossier.db")
            self.assertIn("the dossier gives this document, byte by byte", said)
            self.assertIn("Everything agrees.", said)
        pages = int(run("qpdf", "--show-npages", "statement-en.pdf", cwd=self.folder))
        for name, choice in (("less.pdf", f"1-{pages - 1}"), ("more.pdf", f"1-{pages},2")):
            run("qpdf", "--object-streams=disable", "statement-en.pdf", "--pages", ".", choice, "--", name,
                cwd=self.folder)
            said = self.program("verify", name, "--dossier", "dossier.db", code=4)
            self.assertNotIn("verything agrees", said)
        self.write("longer.pdf", (self.folder / "statement-en.pdf").read_bytes() + b"% a remark\n")
        said = self.differs("[VW-S035]", "longer.pdf", "--dossier", "dossier.db")
        self.assertIn("the dossier gives only the beginning of this file", said)
        self.assertNotIn("byte by byte", said)
        data = bytearray((self.folder / "statement-en.pdf").read_bytes())
        data[data.index(b"/Title") + 10] ^= 1
        self.write("flipped.pdf", bytes(data))
        said = self.differs("[VW-S037]", "flipped.pdf", "--dossier", "dossier.db")
        self.assertIn('for template "statement" (en), with and without --names and --draft', said)
        self.assertIn("results and evidence with evaluation 1, and the figures on the pages. All other text was not checked", said)
        self.sign("mayor", "lent.pdf", "flipped.pdf")
        said = self.program("verify", "lent.pdf", "--dossier", "dossier.db")
        self.assertIn("of the pages only the figures", said)
        self.assertNotIn("verything agrees", said)
        self.assertIn("Everything agrees", self.program("verify", "lent.pdf", "--dossier", "dossier.db", "--trust",
                                                        "ca.pem"))

    def test_a_linearised_file_is_named_so(self):
        run("qpdf", "--linearize", "--object-streams=disable", "statement-en.pdf", "line.pdf", cwd=self.folder)
        self.refused("[VW-S036]", "sign", "line.pdf", "--cert", "mayor.pem", "--key", "mayor.key")
        self.refused("[VW-S036]", "verify", "line.pdf")

    def test_a_changed_byte_of_the_content_is_named(self):
        self.sign()
        data = bytearray((self.folder / "signed.pdf").read_bytes())
        data[data.index(b"stream\r\n") + 40] ^= 1
        self.write("signed.pdf", bytes(data))
        self.differs("[VW-S020]", "signed.pdf")
        self.refused("[VW-S004]", "sign", "signed.pdf", "--cert", "secretary.pem", "--key", "secretary.key")

    def test_a_changed_signature_is_named(self):
        self.stamped()
        data = (self.folder / "signed.pdf").read_bytes()
        start, end = re.search(rb"/Contents <([0-9a-f]{200,})>", data).span(1)
        last = len(data[start:end].rstrip(b"0"))
        for at in (start + last - 20, end - 2):
            changed = bytearray(data)
            changed[at] = ord("1") if changed[at] != ord("1") else ord("2")
            self.write("changed.pdf", bytes(changed))
            self.differs("[VW-S021]", "changed.pdf")
        stamped = bytearray((self.folder / "stamped.pdf").read_bytes())
        last = len(bytes(stamped[start:end]).rstrip(b"0"))
        at = start + last - 20
        stamped[at] = ord("1") if stamped[at] != ord("1") else ord("2")
        self.write("changed.pdf", bytes(stamped))
        self.differs("[VW-S026]", "changed.pdf")

    def test_a_range_that_leaves_bytes_out_is_named(self):
        self.sign()
        data = (self.folder / "signed.pdf").read_bytes()
        found = re.search(rb"/ByteRange \[0 (\d+) (\d+) (\d+)\]", data)
        less = b"/ByteRange [0 %d %s %s]" % (int(found[1]) - 1, found[2], found[3])
        self.assertEqual(len(less), len(found[0]))
        self.write("signed.pdf", data.replace(found[0], less))
        self.differs("[VW-S022]", "signed.pdf")

    def test_a_signature_of_another_sort_is_said_to_be_unchecked(self):
        self.sign()
        data = (self.folder / "signed.pdf").read_bytes()
        self.write("signed.pdf", data.replace(b"/ETSI.CAdES.detached", b"/adbe.pkcs7.detached"))
        self.differs("[VW-S025]", "signed.pdf")

    def test_updates_behind_the_signature_are_named(self):
        self.sign()
        pdf = self.pdf("signed.pdf")
        page = int(re.findall(rb"(\d+) 0 obj\n<<[^>]*?/Type /Page\b", pdf.bytes)[-1])  # with the field
        contents = int(re.search(rb"/Contents (\d+) 0 R", pdf.dictionary(page))[1])
        stream = zlib.compress(b"BT ET")
        replaced = b"<</Length %d /Filter /FlateDecode>>\nstream\n%s\nendstream" % (len(stream), stream)
        moved = pdf.dictionary(page).replace(b"/Contents %d 0 R" % contents, b"/Contents 1 0 R")
        root = pdf.dictionary(pdf.root())
        size = int(re.findall(rb"/Size (\d+)", pdf.bytes)[-1])
        note = b"<</Type /Annot /Subtype /FreeText /Rect [0 0 500 500] /Contents (x)>>"
        noted = re.sub(rb"/Annots \[", b"/Annots [%d 0 R " % size, pdf.dictionary(page))
        for objects in (
            {contents: replaced},
            {page: moved},
            {pdf.root(): root.replace(b"/MarkInfo", b"/MarkInf0")},
            {page: noted, size: note},
            {page: re.sub(rb"/Annots \[(.*?)\]", rb"/Annots [\1 %d 0 R]" % size, pdf.dictionary(page)), size: note},
            {3: b"<</Title (Other)>>"},
        ):
            self.write("updated.pdf", pdf.update(objects))
            self.differs("[VW-S023]", "updated.pdf")
        self.write("updated.pdf", pdf.bytes + b"tail")
        self.differs("[VW-S023]", "updated.pdf")
        self.refused("[VW-S004]", "sign", "updated.pdf", "--tsa-request", "r.tsq")

    def test_other_bytes_between_two_signatures_are_told_of_the_first(self):
        self.sign()
        pdf = self.pdf("signed.pdf")
        self.write("between.pdf", pdf.update({3: b"<</Title (Other)>>"}))
        self.refused("[VW-S004]", "sign", "between.pdf", "--cert", "mayor.pem", "--key", "mayor.key")

    def test_an_issuer_that_is_not_trusted_is_told(self):
        self.sign()
        self.differs("[VW-S024]", "signed.pdf", "--trust", "other.pem")

    def test_a_swapped_file_inside_is_named(self):
        results = json.loads(self.pdf("statement-en.pdf").stream(self.pdf("statement-en.pdf").embedded("results.json")))
        pdf = self.pdf("statement-en.pdf")
        self.write("other.json", b"{}")
        run("qpdf", "statement-en.pdf", "--remove-attachment=results.json", "--object-streams=disable", "bare.pdf",
            cwd=self.folder)
        self.differs("[VW-S028]", "bare.pdf")
        run("qpdf", "bare.pdf", "--add-attachment", "other.json", "--filename=results.json", "--key=results.json", "--",
            "--object-streams=disable", "other.pdf", cwd=self.folder)
        self.differs("[VW-S027]", "other.pdf")
        self.write("empty.pdf", pdf.replaced("results.json", b"{}"))
        self.differs("[VW-S029]", "empty.pdf")
        shown = {**results, "shown": {**results["shown"], "share-met": "99.9%"}}
        self.write("shown.pdf", pdf.replaced("results.json", json.dumps(shown).encode()))
        self.differs("[VW-S032]", "shown.pdf")
        figures = json.loads(json.dumps(results))
        figures["key_figures"]["requirement_aspects"]["met"] += 1
        self.write("figures.pdf", pdf.replaced("results.json", json.dumps(figures).encode()))
        self.differs("key_figures.requirement_aspects.met", "figures.pdf", "--dossier", "dossier.db")
        self.differs("[VW-S031]", "figures.pdf", "--dossier", "dossier.db")
        index = json.loads(pdf.stream(pdf.embedded("evidence-index.json")))
        index["imports"][0]["rows"] += 1
        self.write("index.pdf", pdf.replaced("evidence-index.json", json.dumps(index).encode()))
        self.differs("[VW-S033]", "index.pdf", "--dossier", "dossier.db")
        self.sign()
        signed = self.pdf("signed.pdf")
        self.write("signed.pdf", signed.replaced("results.json", json.dumps(figures).encode()))
        self.differs("[VW-S023]", "signed.pdf")

    def test_a_changed_figure_on_a_page_is_named(self):
        pdf = self.pdf("statement-en.pdf")
        results = json.loads(pdf.stream(pdf.embedded("results.json")))
        self.assertIn("coverage", results["shown"])
        pages = [int(n) for n in re.findall(rb"(\d+) 0 obj\n<<[^>]*?/Type /Page\b", pdf.bytes)]
        emptied = zlib.compress(b"BT ET")
        body = b"<</Length %d /Filter /FlateDecode>>\nstream\n%s\nendstream" % (len(emptied), emptied)
        contents = [int(re.search(rb"/Contents (\d+) 0 R", pdf.dictionary(page))[1]) for page in pages]
        self.write("blank.pdf", pdf.update({number: body for number in contents}))
        said = self.program("verify", "blank.pdf", code=4)
        self.assertIn("no page says coverage", said)

    def test_another_dossier_is_told(self):
        self.dossier("another.db", 3)
        shutil.copy(self.made / "another.db", self.folder)
        self.differs("[VW-S030]", "statement-en.pdf", "--dossier", "another.db")

    # ---- what cannot be done ------------------------------------------------------------------

    def test_files_that_cannot_be_read_are_refused(self):
        whole = (self.folder / "statement-en.pdf").read_bytes()
        broken = {"cut.pdf": whole[: len(whole) // 2], "empty.pdf": b"", "text.pdf": b"hello",
                  "table.pdf": whole.replace(b" 00000 n", b" 0000x n"), "tail.pdf": whole[:-40]}
        for name, data in broken.items():
            self.write(name, data)
            for words in (["verify", name], ["sign", name, "--cert", "mayor.pem", "--key", "mayor.key"]):
                self.refused("[VW-S001]", *words)
            self.assertEqual((self.folder / name).read_bytes(), data)
        run("qpdf", "statement-en.pdf", "--object-streams=generate", "packed.pdf", cwd=self.folder)
        self.refused("[VW-S002]", "verify", "packed.pdf")
        run("qpdf", "statement-en.pdf", "--object-streams=disable", "--allow-weak-crypto", "--encrypt", "a", "b", "128",
            "--", "locked.pdf", cwd=self.folder)
        self.refused("[VW-S003]", "verify", "locked.pdf")

    def test_keys_that_may_not_sign_are_refused(self):
        def words(cert, key, *more):
            return ["sign", "statement-en.pdf", "--cert", cert, "--key", key, "-o", "out.pdf", *more]

        for text, command in (
            ("[VW-S005]", words("password", "mayor.key")),
            ("[VW-S005]", ["sign", "statement-en.pdf", "--key", "mayor.key", "-o", "out.pdf"]),
            ("[VW-S006]", words("mayor.pem", "mayor.pem")),
            ("[VW-S006]", words("mayor.pem", "locked.key", "--password-file", "wrong")),
            ("[VW-S006]", ["sign", "statement-en.pdf", "--key", "mayor.p12", "--password-file", "wrong"]),
            ("[VW-S007]", words("mayor.pem", "locked.key")),
            ("[VW-S008]", words("mayor.pem", "secretary.key")),
            ("[VW-S009]", words("past.pem", "past.key")),
            ("[VW-S010]", words("weak.pem", "weak.key")),
            ("[VW-S011]", words("edward.pem", "edward.key")),
            ("[VW-S012]", words("server.pem", "server.key")),
            ("[VW-S013]", words("mayor.pem", "mayor.key", "--chain", "other.pem")),
        ):
            with self.subTest(command):
                self.refused(text, *command)
                self.assertFalse((self.folder / "out.pdf").exists())
        both = self.program(*words("weak.pem", "mayor.key"), code=3)
        self.assertIn("[VW-S010]", both)
        self.assertIn("[VW-S008]", both)

    def test_replies_that_do_not_fit_are_refused(self):
        self.refused("[VW-S017]", "sign", "statement-en.pdf", "--tsa-request", "r.tsq")
        self.stamped()
        self.sign("secretary", "second.pdf")
        self.refused("[VW-S015]", "sign", "second.pdf", "--tsa-reply", "reply.tsr")
        (self.folder / "ext").write_text(f"nsComment={'x' * 20000}\n", encoding="utf-8")
        self.openssl("x509", "-in", "ca.pem", "-CA", "ca.pem", "-CAkey", "ca.key", "-days", "9", "-extfile", "ext",
                     "-set_serial", "5", "-out", "long.pem")
        config = (self.folder / "tsa.cnf").read_text(encoding="utf-8")
        (self.folder / "tsa.cnf").write_text(config.replace("certs = ca.pem", "certs = long.pem"), encoding="utf-8")
        self.openssl("ts", "-reply", "-config", "tsa.cnf", "-section", "t", "-queryfile", "request.tsq", "-out", "long")
        self.refused("[VW-S016]", "sign", "signed.pdf", "--tsa-reply", "long")

    def test_options_that_do_not_go_together_are_refused(self):
        for text, words in (
            ("[VW-U010]", ["sign", "statement-en.pdf"]),
            ("[VW-U030]", ["sign", "statement-en.pdf", "--tsa-reply", "r", "--cert", "mayor.pem"]),
            ("[VW-U030]", ["sign", "statement-en.pdf", "--tsa-request", "r", "--cert", "mayor.pem"]),
            ("[VW-U031]", ["sign", "statement-en.pdf", "--key", "mayor.key", "--tsa-ca", "ca.pem"]),
            ("[VW-U030]", ["verify", "statement-en.pdf", "--head", "1"]),
            ("[VW-U031]", ["verify", "--trust", "ca.pem"]),
            ("[VW-U160]", ["verify", "dossier.db"]),
        ):
            with self.subTest(words):
                self.refused(text, *words, code=2)

    def test_a_full_disk_leaves_the_file_as_it_was(self):
        before = (self.folder / "statement-en.pdf").read_bytes()
        names = sorted(os.listdir(self.folder))
        self.program("sign", "statement-en.pdf", "--cert", "mayor.pem", "--key", "mayor.key", code=4,
                     preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000)))
        self.assertEqual((self.folder / "statement-en.pdf").read_bytes(), before)
        self.assertEqual(sorted(os.listdir(self.folder)), names)


if __name__ == "__main__":
    unittest.main()
