#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Evidence in bulk for bench.py: assets, and vulnerabilities found on them. The same seed gives the same bytes."""

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


def write(path, head, rows):
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(head + "\n")
        file.writelines(row + "\n" for row in rows)


def make(folder, assets, findings, seed):
    """Writes asset.csv and vulnerability_finding.csv."""
    dice = random.Random(seed)
    write(folder / "asset.csv", ASSET_HEAD, (asset(dice, number) for number in range(assets)))
    write(
        folder / "vulnerability_finding.csv",
        FINDING_HEAD,
        (finding(dice, number, assets) for number in range(findings)),
    )
