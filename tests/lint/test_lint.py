#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Each rule of the lint sees what it is there for, and lets pass what is allowed."""

import unittest

import lint

SPDX = "/* SPDX-License-Identifier: EUPL-1.2 */\n"


def problems(path, text):
    return list(lint.check_texts({path: SPDX + text}))


class Lint(unittest.TestCase):
    def assert_refused(self, path, text):
        self.assertEqual(len(problems(path, text)), 1, (path, text))

    def assert_allowed(self, path, text):
        self.assertEqual(problems(path, text), [], (path, text))

    def test_an_include_may_only_point_to_a_layer_above(self):
        self.assert_refused("engine/base/a.c", '#include "model/result.h"\n')
        self.assert_refused("engine/store/a.c", '#include "load/load.h"\n')
        self.assert_refused("engine/eval/a.h", '#include "reports/document.h"\n')
        self.assert_refused("reports/pdf/a.c", '#include "cli/main.h"\n')
        self.assert_allowed("engine/eval/a.c", '#include "base/diag.h"\n#include "eval/eval.h"\n')
        self.assert_allowed("cli/a.c", '#include "reports/document.h"\n#include <stdio.h>\n')

    def test_the_title_of_a_measure_names_no_number_or_term_of_a_norm(self):
        test = "    tests:\n      - id: a.b.c\n        title: {nl: Binnen 72 uur, en: Within 72 hours}\n"
        measure = "# SPDX-License-Identifier: EUPL-1.2\nmeasures:\n  - id: a.b\n    title: {nl: %s, en: %s}\n" + test
        path = "controls/measures/a.yaml"
        self.assert_allowed(path, measure % ("Melding", "Notification"))
        self.assert_allowed(path, measure % ("Toegang tot de DigiD-webapplicatie", "Access to the DigiD web application"))
        self.assert_refused(path, measure % ("Versie 2", "Version two"))
        self.assert_refused(path, measure % ("Beoordeling", "Yearly review"))
        self.assert_refused(path, measure % ("Melden (DORA)", "Notifying"))
        lines = measure.replace("{nl: %s, en: %s}", "\n      nl: %s\n      en: %s")
        self.assert_refused(path, lines % ("Beoordeling per kwartaal", "Review"))
        self.assert_allowed("controls/bio2/a.yaml", measure % ("Beoordeling", "Yearly review"))

    def test_a_section_reads_records_through_one_gate(self):
        self.assert_refused("reports/section/a.c", "const char *t = vw_stmt_text(stmt, 0);\n")
        self.assert_refused("reports/section/a.c", "return vw_ask_rows(r, sql, each, self);\n")
        self.assert_allowed("reports/section/a.c", "return vw_records_read(&found, r, &query); /* no vw_stmt_text */\n")
        self.assert_allowed("reports/build/a.c", "const char *t = vw_stmt_text(stmt, 0);\n")

    def test_a_library_has_one_home(self):
        for name in ("sqlite3.h", "yaml.h", "hpdf.h", "xlsxwriter.h"):
            include = SPDX + f"#include <{name}>\n"
            both = {"engine/store/a.c": include, "engine/store/b.c": include}
            self.assertEqual(len(list(lint.check_texts(both))), 1)
            one = {"engine/store/a.c": include, "tests/unit/b.c": include}
            self.assertEqual(list(lint.check_texts(one)), [])

    def test_the_zip_library_reads_in_one_file_and_writes_in_one_other(self):
        include = SPDX + "#include <zip.h>\n"
        two = {"engine/intake/xlsx/zip.c": include, "reports/office/package.c": include}
        self.assertEqual(list(lint.check_texts(two)), [])
        self.assertEqual(len(list(lint.check_texts({**two, "reports/odt/odt.c": include}))), 1)

    def test_two_headers_of_one_library_may_stand_in_its_home(self):
        self.assert_allowed("reports/pdf/a.c", "#include <hpdf.h>\n#include <hpdf_utils.h>\n")
        two = {"reports/a.c": SPDX + "#include <hpdf.h>\n", "reports/b.c": SPDX + "#include <hpdf_types.h>\n"}
        self.assertEqual(len(list(lint.check_texts(two))), 1)

    def test_a_file_has_at_most_600_lines(self):
        self.assert_refused("engine/base/a.c", "\n" * 600)
        self.assert_refused("controls/bio2/a.yaml", "\n" * 600)
        self.assert_allowed("engine/base/a.c", "\n" * 599)
        self.assert_allowed("docs/a.md", "\n" * 900)

    def test_sources_name_their_licence(self):
        for path in ("a.c", "a.h", "a.py", "a.sh", "a.cmake", "controls/a.yaml", "x/CMakeLists.txt"):
            self.assertEqual(len(list(lint.check_texts({path: "text\n"}))), 1)
        for path in ("a.csv", "tests/fuzz/corpus/load/a.yaml"):
            self.assertEqual(list(lint.check_texts({path: "text\n"})), [])

    def test_a_library_does_not_print_or_end_the_program(self):
        for call in ("printf(x)", "puts(x)", "fprintf(stderr, x)", "perror(x)", "exit(1)", "abort()"):
            self.assert_refused("engine/eval/a.c", f"void f(void) {{ {call}; }}\n")
            self.assert_allowed("cli/a.c", f"void f(void) {{ {call}; }}\n")
        self.assert_allowed("engine/eval/a.c", 'x = "exit(1)"; /* stderr */ snprintf(b, n, f);\n')
        self.assert_allowed("engine/base/diag_print.c", "fprintf(out, x); fputs(x, out);\n")

    def test_tracked_files_hold_no_path_of_one_machine(self):
        for folder in ("work", "farm"):
            self.assert_refused("docs/a.md", f"see /{folder}/x\n")
            self.assert_allowed("docs/a.md", f"see home{folder}/x\n")

    def test_exported_names_begin_with_vw(self):
        good = "libvw_base.a:arena.c.o:0000000000000010 T vw_alloc\n"
        local = "libvw_base.a:arena.c.o:0000000000000010 t helper\n"
        bad = "libvw_base.a:arena.c.o:0000000000000010 T helper\n"
        self.assertEqual(list(lint.check_exports(good + local)), [])
        self.assertEqual(len(list(lint.check_exports(good + bad))), 1)


if __name__ == "__main__":
    unittest.main()
