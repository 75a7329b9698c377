#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Two documents that meet a measure between them are seen; one that meets it alone is allowed."""

import unittest

import one_record

POLICY = "exists any document where type = 'crypto_policy'"
APPROVED = f"{POLICY} and approved_on is known and approved_on <= as_of and approved_by_role in ('board', 'management')"


class OneRecord(unittest.TestCase):
    def found(self, *conditions, population="organisation"):
        tests = [{"id": f"t{number}", "for": population, "condition": text} for number, text in enumerate(conditions)]
        return list(one_record.problems_of({"tests": tests}))

    def assert_seen(self, *conditions):
        self.assertEqual(len(self.found(*conditions)), 1, conditions)

    def assert_allowed(self, *conditions):
        self.assertEqual(self.found(*conditions), [], conditions)

    def test_two_documents_of_one_type(self):
        self.assert_seen(APPROVED, f"{POLICY} and published = true")
        self.assert_seen(f"{POLICY} and published = true", APPROVED)
        self.assert_seen(APPROVED, f"({POLICY} and published = true) and exists any person where board_member = true")
        self.assert_seen(APPROVED, f"{POLICY} and (owner is unknown or owner.employed_until >= as_of)")

    def test_a_way_out_by_another_document(self):
        self.assert_seen(APPROVED, f"({POLICY} and published = true) or exists any report where type = 'x' and y = true")

    def test_two_holders_of_one_role(self):
        holder = "exists any role_assignment where role = 'ciso'"
        self.assert_seen(f"{holder} and mandate is known", f"{holder} and person.employed_until is unknown")
        self.assert_allowed(f"{holder} and mandate is known", f"{holder.replace('ciso', 'risk_control')} and x = true")

    def test_one_that_asks_all_that_the_other_asks(self):
        self.assert_allowed(APPROVED, f"{APPROVED} and published = true")
        management = APPROVED.replace("'board', ", "")
        self.assert_allowed(APPROVED, f"{management} and published = true")
        self.assert_allowed(POLICY, f"{POLICY} and published = true")

    def test_what_says_more_stands_for_what_says_less(self):
        board = APPROVED.replace("in ('board', 'management')", "= 'board'")
        self.assert_allowed(APPROVED, f"{board} and published = true")
        self.assert_seen(board, f"{APPROVED} and published = true")
        recent = APPROVED.replace("<= as_of", "within parameter.age before as_of")
        self.assert_allowed(APPROVED, recent)
        self.assert_seen(f"{recent} and published = true", f"{recent.replace('age', 'term')} and owner is known")
        self.assert_allowed(f"{POLICY} and elements >= 6", f"{POLICY} and elements >= 7 and published = true")
        self.assert_seen(f"{POLICY} and elements >= 7", f"{POLICY} and elements >= 6 and published = true")

    def test_what_is_about_something_else(self):
        self.assert_allowed(APPROVED, "exists any document where type = 'backup_plan' and published = true")
        self.assert_allowed(APPROVED, "exists any report where type = 'crypto_policy' and published = true")
        self.assertEqual(self.found(APPROVED, f"{POLICY} and published = true", population="asset"), [])

    def test_a_between_is_one_part(self):
        self.assertEqual(one_record.split("a between 1 and 2 and b = 'x and y'", "and"), ["a between 1 and 2", "b = 'x and y'"])
        self.assertEqual(one_record.split("(a or b) and c", "or"), ["(a or b) and c"])


if __name__ == "__main__":
    unittest.main()
