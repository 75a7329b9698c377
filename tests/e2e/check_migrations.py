#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Maps from one version of a framework to another by chance, from seeds, with judgements and exceptions that change
between one migration and the next. Whatever the map: everything lands somewhere or is listed, nothing is taken away, a
second run adds nothing, and no conclusion gets better by migrating.

    check_migrations.py PROGRAM
"""

import json
import random
import sqlite3

from hostile import INIT, Hostile, main

SEEDS = range(10)
STEPS = 3
ASPECTS = ("design", "existence")
RANKS = ("error", "not_met", "not_assessed", "partly_met", "explained", "met", "not_applicable", "not_occurred")
CONTROLS = ("--controls", "house")
MEASURES = """parameters:
  - {id: house_term, type: term, default: 6 months, label: {nl: Termijn, en: Term}, source: Own choice}
measures:
  - id: house.servers
    title: {nl: Servers, en: Servers}
    explain: {nl: Elke server wordt nagekeken., en: Each server is checked.}
    owner: {nl: Hoofd ICT, en: Head of IT}
    remedy: {nl: Kijk hem na., en: Check it.}
    tests:
      - id: house.servers.checked
        aspect: existence
        title: {nl: Elke server is nagekeken, en: Each server was checked}
        reason: {nl: Niet nagekeken., en: Not checked.}
        for: asset where type = 'server'
        condition: exists restore_test ever where occurred_on within parameter.house_term before as_of
"""
HEAD = """framework: {id}
version: "{version}"
date: 2024-01-01
title: {{nl: Huisregels, en: House rules}}
explain: {{nl: Regels van het huis., en: Rules of the house.}}
aspects: [design, existence]
parameters: [{{name: house_term, value: {term} months, source: House rules}}]
requirements:
"""
PERSONS = """person_id,effective_from,name,employment,employed_from,board_member
P1,2024-01-01,A,staff,2020-01-01,no
P2,2024-01-01,B,staff,2020-01-01,no
P3,2024-01-01,C,staff,2020-01-01,yes
"""
ANSWER = ("answer_id", "effective_from", "effective_until", "requirement", "aspect", "result", "reason", "assessor",
          "assessed_on", "reviewer", "review", "review_reason", "reviewed_on")  # fmt: skip
EXCEPTION = ("exception_id", "effective_from", "effective_until", "test", "subject_kind", "subject_key", "owner",
             "requested_by", "approved_by", "reason", "risk_reference", "approved_on")  # fmt: skip
ASSETS = ("S1", "S2", "S3")
OVER, HOLDS = "2025-06-30", "2026-06-30"


def rank(result):
    return RANKS.index(result)


class World:
    """Two versions, the map between them, and what is said under both."""

    def __init__(self, seed):
        self.dice = random.Random(seed)
        self.terms = (12, self.dice.choice((12, 12, 9)))
        self.old = [f"A{i}" for i in range(1, self.dice.randint(4, 8))]
        self.routes, targets = {}, []
        for name in self.old:
            change = self.dice.choice(("same", "moved", "moved", "changed", "split", "lapsed"))
            fresh = f"B{name[1:]}"
            to = {"same": [name], "changed": [name], "moved": [fresh], "split": [name, fresh], "lapsed": []}[change]
            if change == "moved" and targets and self.dice.random() < 0.5:  # two of the old become one
                other = self.dice.choice(targets)
                to = [other] if other != name else [fresh]
            self.routes[name] = (change, to)
            targets += [target for target in to if target not in targets]
        self.new_ones = ["C1"]
        self.new = targets + self.new_ones
        self.demands = {name: self.dice.choice((ASPECTS, ASPECTS, ("design",))) for name in self.new}
        self.mapped = {name for name in self.old + self.new if self.dice.random() < 0.5}
        self.answers, self.exceptions, self.touched, self.own_exceptions = {}, {}, set(), set()

    def requirement(self, name, demands):
        maps = "maps: [{measure: house.servers, coverage: full, aspects: [existence]}]"
        asks = ", ".join(f"{{aspect: {aspect}, ask: {{nl: Is het zo?, en: Is it so?}}}}"
                         for aspect in demands if not (aspect == "existence" and name in self.mapped))
        mapped = name in self.mapped and "existence" in demands
        return (f"  - id: {name}\n    kind: control\n    title: {{nl: Regel, en: Rule}}\n    reference: House rule {name}\n"
                f"    aspects: [{', '.join(demands)}]\n" + (f"    {maps}\n" if mapped else "")
                + (f"    questions: [{asks}]\n" if asks else ""))

    def files(self):
        reason = "because: {nl: Daarom, en: Because}"
        old = HEAD.format(id="house@1", version=1, term=self.terms[0])
        new = HEAD.format(id="house", version=2, term=self.terms[1])
        lines = []
        for name, (change, to) in self.routes.items():
            by_number = change in ("same", "changed", "lapsed")
            lines.append(f"  - {{change: {change}, ids: [{name}], " + ("" if by_number else f"to: [{', '.join(to)}], ") + reason + "}")
        return {
            "measures.yaml": MEASURES,
            "old.yaml": old + "".join(self.requirement(name, ASPECTS) for name in self.old),
            "new.yaml": new + "".join(self.requirement(name, self.demands[name]) for name in self.new),
            "map.yaml": "migration: house@1\nto: house\nroutes:\n" + "\n".join(lines)
            + f"\nnew:\n  - {{ids: [{', '.join(self.new_ones)}], {reason}}}\n",
        }  # fmt: skip

    def sources(self, target, aspect):
        """Judgements under the first version that hold and lead there; and whether what was judged is what is asked."""
        leading = [name for name, (_, to) in self.routes.items() if target in to]
        held = [self.answers[name, aspect] for name in leading if self.holds(name, aspect)]
        sure = len(leading) == 1 and self.routes[leading[0]][0] in ("same", "moved")
        return held, sure

    def holds(self, name, aspect):
        return (name, aspect) in self.answers and self.answers[name, aspect]["effective_until"] != OVER

    def say(self):
        """People judge, review and withdraw under the first version, and approve and end exceptions."""
        for name in self.old:
            for aspect in ASPECTS:
                if self.dice.random() < 0.4:
                    review = self.dice.choice(("", "", "agreed", "disagreed", "better_approved"))
                    by = ("P2", review, "Seen too", "2025-12-02") if review else ("", "", "", "")
                    until = OVER if self.dice.random() < 0.2 else ""
                    result = self.dice.choice(("met", "met", "partly_met", "not_met"))
                    values = (f"{name}/{aspect}", "2025-01-01", until, f"house@1:{name}", aspect, result,
                              f"Said {self.dice.randrange(1000)}", "P1", "2025-12-01", *by)  # fmt: skip
                    self.answers[name, aspect] = dict(zip(ANSWER, values))
        for asset in ASSETS:
            if self.dice.random() < 0.6:
                values = (f"X-{asset}", "2025-01-01", self.dice.choice((OVER, HOLDS)), "house.servers.checked@house@1",
                          "asset", asset, "P1", "P1", self.dice.choice(("P3", "P3", "P1")), "Soon", "R-1", "2024-12-20")  # fmt: skip
                self.exceptions[asset] = dict(zip(EXCEPTION, values))

    def look_at(self, items):
        """Somebody looks at what was carried over, and says something of their own in the place of some."""
        changed = []
        for item in items:
            record = item.get("record") or ""
            target = (item.get("landed_on") or "").removeprefix("house:")
            if item["what"] == "judgement" and record.startswith("answer:") and self.dice.random() < 0.3:
                place = (target, item["aspect"])
                if place not in self.touched:
                    self.touched.add(place)
                    values = (record.removeprefix("answer:"), "2025-01-01", "", f"house:{target}", item["aspect"], "met",
                              "Looked at it", "P3", "2025-12-03", "", "", "", "")  # fmt: skip
                    changed.append(dict(zip(ANSWER, values)))
        return changed


def table(columns, rows):
    return "\n".join([",".join(columns)] + [",".join(row[column] for column in columns) for row in rows]) + "\n"


class Migrations(Hostile):
    def begin(self, world):
        (self.folder / "house").mkdir(exist_ok=True)
        for name, text in world.files().items():
            self.write(f"house/{name}", text)
        self.done(*INIT)
        self.write("person.csv", PERSONS)
        self.write("asset.csv", "asset_id,effective_from,name,type\n" + "".join(f"{a},2024-01-01,{a},server\n" for a in ASSETS))
        tested = [f"T{a},{world.dice.choice(('2025-12-01', '2025-02-01'))},{a},success\n" for a in ASSETS if world.dice.random() < 0.5]
        self.write("restore_test.csv", "test_id,occurred_on,asset,result\n" + "".join(tested))
        self.done("import", "person.csv", "asset.csv", "restore_test.csv", "--complete", "--by", "Noor")

    def take_in(self, answers, exceptions):
        files = []
        for name, columns, rows in (("answer", ANSWER, answers), ("exception", EXCEPTION, exceptions)):
            if rows:
                self.write(f"{name}.csv", table(columns, rows))
                files.append(f"{name}.csv")
        if files:
            self.done("import", *files, "--by", "P1", *CONTROLS)

    def rows(self):
        """All that the dossier holds of what people said, with the imports that it came from."""
        with sqlite3.connect(f"file:{self.dossier}?mode=ro", uri=True) as db:
            return {
                (name, *row)
                for name in ("import", "ev_answer", "ev_exception", "ev_carried_over", "conclusion", "finding")
                for row in db.execute(f"SELECT * FROM {name}")
            }

    def migrate(self):
        return json.loads(self.done("migrate", "--framework", "house", "--to", "2", "--json", *CONTROLS))

    def check_listed(self, world, items):
        """Everything that was said stands in the list, and what went nowhere says why it could not."""
        listed = {}
        for item in items:
            key = item["origin"].partition(":")[2].rpartition(", import")[0]  # "answer:KEY, import 12"
            listed.setdefault((item["what"], key), []).append(item)
        for (name, aspect), answer in world.answers.items():
            found = listed.pop(("judgement", answer["answer_id"]), [])
            demanded = [to for to in world.routes[name][1] if aspect in world.demands[to]]
            outcomes = {item["outcome"] for item in found}
            self.assertTrue(found, answer)
            if not world.holds(name, aspect):
                self.assertLessEqual(outcomes, {"ended", "to_confirm"}, answer)
            elif not demanded:
                self.assertEqual(outcomes, {"orphan"}, answer)
            else:
                self.assertEqual({item["landed_on"] for item in found}, {f"house:{to}" for to in demanded}, answer)
                self.assertLessEqual(outcomes, {"landed", "to_confirm", "duplicate"}, answer)
        for exception in world.exceptions.values():
            found = listed.pop(("exception", exception["exception_id"]), [])
            over = exception["effective_until"] == OVER
            same = world.terms[0] == world.terms[1]
            expected = {"ended"} if over else {"landed"} if same else {"to_confirm"}
            used = any(name in world.mapped and "existence" in world.demands[name] for name in world.new)
            asked = any(name in world.mapped for name in world.old)
            if asked and (over or used):
                self.assertEqual({item["outcome"] for item in found}, expected, exception)
            elif asked:
                self.assertEqual({item["outcome"] for item in found}, {"orphan"}, exception)
            elif not over:
                self.assertEqual({item["outcome"] for item in found}, {"dangling"} if found else set(), exception)
        self.assertEqual([key for key in listed if key[0] == "judgement"], [])

    def check_conclusions(self, world):
        self.done("evaluate", "--framework", "house", *CONTROLS)
        for row in self.listed("conclusions"):
            name, aspect = row["requirement"].removeprefix("house:"), row["aspect"]
            held, sure = world.sources(name, aspect)
            computed = row["computed"] or "not_assessed"
            if (name, aspect) in world.touched:
                continue  # somebody says something of the new requirement
            approved = sure and len(held) == 1 and held[0]["review"] == "better_approved"
            judged_alone = sure and len(held) == 1 and row["computed"] is None and held[0]["review"] != "disagreed"
            if not approved and not judged_alone:
                self.assertLessEqual(rank(row["result"]), rank(computed), (row, held))
            for answer in held:  # what somebody found wanting does not vanish
                self.assertLessEqual(rank(row["result"]), rank(answer["result"]), (row, held))

    def check_outcomes(self, world):
        for row in json.loads(self.done("list", "outcomes", "--json")):
            exception = world.exceptions.get(row["subject"])
            if row["outcome"] == "excepted":
                self.assertEqual(world.terms[0], world.terms[1], row)
                self.assertIsNotNone(exception, row)
                self.assertEqual((exception["effective_until"], exception["approved_by"]), (HOLDS, "P3"), row)

    def test_whatever_the_map_everything_lands_or_is_listed_and_nothing_gets_better(self):
        for seed in SEEDS:
            with self.subTest(seed=seed):
                if self.dossier.exists():
                    self.dossier.unlink()
                world = World(seed)
                self.begin(world)
                items = []
                for _ in range(STEPS):
                    looked = world.look_at(items)
                    world.say()
                    self.take_in([*world.answers.values(), *looked], list(world.exceptions.values()))
                    self.done("evaluate", "--framework", "house@1", *CONTROLS)
                    before = self.rows()
                    told = self.migrate()
                    items = told["items"]
                    self.check_listed(world, items)
                    self.assertLessEqual(before, self.rows())
                    self.check_conclusions(world)
                    self.check_outcomes(world)
                    self.done("evaluate", "--framework", "house@1", *CONTROLS)
                    told = self.migrate()
                    self.assertEqual(told["recorded"], sum(item["what"] == "conclusion" for item in told["items"]), told)
                    self.assertEqual(self.migrate()["recorded"], 0)


if __name__ == "__main__":
    main()
