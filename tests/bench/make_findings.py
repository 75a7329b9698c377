#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Evidence in bulk for bench.py: assets, vulnerabilities found on them, and who may use them. The same seed gives
the same bytes."""

import datetime
import random

YEAR = 2025
FIRST_DAY = datetime.date(YEAR, 1, 1)
DAYS = [(FIRST_DAY + datetime.timedelta(days=day)).isoformat() for day in range(500)]
UNKNOWN = 0.02  # share of empty cells in what may be empty

ASSET_HEAD = (
    "asset_id,effective_from,name,type,criticality,internet_facing,malware_protection,malware_updated_on,"
    "support_until,mfa,encrypted_at_rest,hardened"
)
FINDING_HEAD = (
    "finding_id,occurred_on,asset,identifier,severity,cvss_score,likelihood,impact,exploited,source,"
    "risk_assessed,interim_mitigated_on,mitigated_on"
)
PERSON_HEAD = (
    "person_id,effective_from,name,employment,employed_from,employed_until,board_member,rules_acknowledged_on,"
    "conduct_in_contract,screening_required,screened_on,password_manager,confidentiality_signed_on"
)
ACCOUNT_HEAD = (
    "account_id,effective_from,asset,person,privileged,shared,mfa,justification,agreed_with_ciso_on,monitored,"
    "last_used_on,type,created_on"
)
RIGHT_HEAD = (
    "right_id,effective_from,account,asset,role,privileged,special_interest,approved_by,approved_on,granted_on,"
    "limited_in_time,conflicts,remote"
)
RIGHTS_OF_AN_ACCOUNT, ACCOUNTS_OF_A_PERSON = 5, 4


def maybe(dice, value):
    return "" if dice.random() < UNKNOWN else value


def mostly(dice):
    return "false" if dice.random() < 0.01 else "true"


def asset(dice, number):
    kind = dice.choice(("application", "database", "server", "workstation", "network_component"))
    return ",".join(
        (
            f"A{number:06}",
            "2024-01-01",
            f"{kind} {number}",
            kind,
            maybe(dice, dice.choice(("low", "medium", "medium", "high", "critical"))),
            "true" if dice.random() < 0.1 else "false",
            maybe(dice, mostly(dice)),
            maybe(dice, DAYS[364 - dice.randrange(8)]),
            maybe(dice, f"{YEAR + dice.randrange(8)}-06-30"),
            maybe(dice, mostly(dice)),
            maybe(dice, mostly(dice)),
            maybe(dice, mostly(dice)),
        )
    )


def finding(dice, number, assets):
    found = dice.randrange(365)
    severity, score = dice.choice((("low", 3.1), ("medium", 5.4), ("high", 7.8), ("critical", 9.8)))
    urgent = severity in ("high", "critical")
    delay = dice.randrange(7 if urgent else 80)
    if dice.random() < 0.01:
        delay += 90
    mitigated = DAYS[found + delay] if found + delay < 365 else ""
    interim = DAYS[found + min(delay, 2)] if urgent and found + min(delay, 2) < 365 else ""
    return ",".join(
        (
            f"V{number:07}",
            DAYS[found],
            f"A{dice.randrange(assets):06}",
            f"CVE-{YEAR}-{number % 90000:05}",
            severity,
            maybe(dice, str(score)),
            maybe(dice, "high" if urgent else dice.choice(("low", "medium"))),
            maybe(dice, "high" if urgent else dice.choice(("low", "medium"))),
            "true" if dice.random() < 0.01 else "false",
            "scan",
            maybe(dice, "true"),
            maybe(dice, interim),
            mitigated,
        )
    )


def person(dice, number):
    start = f"{YEAR - dice.randrange(12)}-0{1 + dice.randrange(9)}-01"
    return ",".join(
        (
            f"P{number:06}",
            "2020-01-01",
            f"Person {number}",
            dice.choice(("staff", "staff", "staff", "external", "volunteer")),
            start,
            DAYS[dice.randrange(365)] if dice.random() < 0.05 else "",
            "false",
            maybe(dice, start),
            maybe(dice, mostly(dice)),
            "true" if dice.random() < 0.2 else "false",
            maybe(dice, start),
            maybe(dice, mostly(dice)),
            maybe(dice, start),
        )
    )


def account(dice, number, assets, persons):
    privileged, shared = dice.random() < 0.1, dice.random() < 0.03
    return ",".join(
        (
            f"C{number:06}",
            "2024-01-01",
            f"A{dice.randrange(assets):06}",
            "" if shared else maybe(dice, f"P{dice.randrange(persons):06}"),
            "true" if privileged else "false",
            "true" if shared else "false",
            maybe(dice, mostly(dice)),
            maybe(dice, "needed by the supplier") if shared else "",
            maybe(dice, DAYS[dice.randrange(365)]) if shared else "",
            maybe(dice, mostly(dice)),
            maybe(dice, DAYS[dice.randrange(365)]),
            "shared" if shared else "administrator" if privileged else "personal",
            "2024-01-01",
        )
    )


def right(dice, number, assets, accounts, persons):
    granted = DAYS[dice.randrange(365)]
    return ",".join(
        (
            f"R{number:07}",
            "2024-01-01",
            f"C{dice.randrange(accounts):06}",
            f"A{dice.randrange(assets):06}",
            dice.choice(("reader", "editor", "administrator")),
            "true" if dice.random() < 0.1 else "false",
            maybe(dice, "false"),
            maybe(dice, f"P{dice.randrange(persons):06}"),
            maybe(dice, granted),
            granted,
            maybe(dice, mostly(dice)),
            maybe(dice, "false"),
            maybe(dice, "false"),
        )
    )


def write(path, head, rows):
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(head + "\n")
        file.writelines(row + "\n" for row in rows)


def make(folder, assets, findings, rights, seed):
    """Writes organisation.csv, asset.csv and vulnerability_finding.csv; and with [rights] also person.csv, account.csv
    and access_right.csv."""
    dice = random.Random(seed)
    write(
        folder / "organisation.csv",
        "organisation_id,effective_from,name,type",
        ("O1,2024-01-01,Bench,municipality",),
    )
    write(folder / "asset.csv", ASSET_HEAD, (asset(dice, number) for number in range(assets)))
    write(
        folder / "vulnerability_finding.csv",
        FINDING_HEAD,
        (finding(dice, number, assets) for number in range(findings)),
    )
    if rights == 0:
        return
    accounts = max(1, rights // RIGHTS_OF_AN_ACCOUNT)
    persons = max(1, accounts // ACCOUNTS_OF_A_PERSON)
    write(folder / "person.csv", PERSON_HEAD, (person(dice, number) for number in range(persons)))
    write(
        folder / "account.csv", ACCOUNT_HEAD, (account(dice, number, assets, persons) for number in range(accounts))
    )
    write(
        folder / "access_right.csv",
        RIGHT_HEAD,
        (right(dice, number, assets, accounts, persons) for number in range(rights)),
    )


def change(folder, names, to, seed):
    """Writes into folder [to], of each file in [names], one row of a hundred again, with the fields of another one."""
    dice = random.Random(seed)
    for name in names:
        with open(folder / name, encoding="utf-8") as file:
            head, *rows = file.read().splitlines()
        count = max(1, len(rows) // 100)
        keys, others = sorted(dice.sample(range(len(rows)), count)), dice.sample(range(len(rows)), count)
        changed = (
            ",".join([rows[key].split(",")[0], *rows[other].split(",")[1:]]) for key, other in zip(keys, others)
        )
        write(to / name, head, changed)
