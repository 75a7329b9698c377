# SPDX-License-Identifier: EUPL-1.2
"""Two web applications with DigiD: what their suppliers had examined, and what was seen in house."""

from common.workdays import day

from .judgements import add as add_answer
from .organisation import AUDITOR, CISO, IT_MANAGER

# The counter on the web, where the municipality makes its own forms, and the parking permits.
COUNTER, PARKING = "APP-015", "APP-032"
PENTESTER = "SUP-22"

DOCUMENTS = (
    ("operating_procedure", "Werkwijze beheer DigiD-webapplicaties"),
    ("web_application_guideline", "Richtlijn webapplicaties"),
)

SCOPES = {"compliance_check": "DigiD U/PW.03 en U/PW.07", "pentest": "DigiD U/WA.03, U/WA.04, U/PW.02 en U/PW.03"}

# The norms that the report of the counter's supplier finds met. Two it leaves to the municipality,
# which makes the forms and has them tested: U/WA.04 and C.04. Policy and contract (B.01, B.05) are
# never a supplier's to show.
COUNTER_NORMS = (
    "U/TV.01 U/WA.02 U/WA.03 U/WA.05 U/PW.02 U/PW.03 U/PW.05 U/PW.07 U/NW.03 U/NW.04 U/NW.05 U/NW.06 "
    "C.03 C.06 C.07 C.08 C.09"
).split()
PARKING_NORMS = COUNTER_NORMS[:3] + ["U/WA.04"] + COUNTER_NORMS[3:]

# Norm, aspect, what the municipality says of the part that no test sees, and what the auditor did to
# approve it. Where that is nothing, he only agrees, and the worse of answer and test counts.
ANSWERS = (
    (
        "B.05",
        "existence",
        "De eisen in beide contracten dekken de normen",
        "Beide contracten naast het normenkader gelegd",
    ),
    (
        "U/WA.05",
        "existence",
        "Gegevens zijn versleuteld, TLS is voldoende",
        "De meting en de instellingen ingezien",
    ),
    (
        "C.09",
        "operation",
        "Elke update is beoordeeld",
        "Twaalf updates nagelopen, alle op tijd",
    ),
    (
        "C.03",
        "existence",
        "Beide webapplicaties zijn gescand, of de TPM gaat erover",
        "De scans en de reikwijdte van beide TPM’s ingezien",
    ),
    ("U/TV.01", "operation", "Elk recht is nagelopen met de teamleiders", None),
    ("C.08", "operation", "Alle wijzigingen staan in het register", None),
)


def make(world):
    make_connections(world)
    make_documents(world)
    make_reports(world)
    make_tests(world)
    make_answers(world)


def make_connections(world):
    for asset in world["asset"]:
        asset["digid"] = False
    for key in (COUNTER, PARKING):
        world["asset"][key].update(
            digid=True, input_validated=True, output_encoded=True, patched_on=day(12, 9)
        )
    world["asset"].columns += ["digid", "input_validated", "output_encoded", "patched_on"]
    world["organisation"]["ORG-1"]["uses_digid"] = True
    world["organisation"].columns.append("uses_digid")
    make_accounts(world)


def make_accounts(world):
    """Who handles parking permits, and how the administrators of both applications sign in."""
    accounts = world["account"]
    unit = world["asset"][PARKING]["unit"]
    for person in world["person"].where(unit=unit, employed_until=None)[:6]:
        accounts.add(
            f"ACC-{len(accounts) + 1:04d}",
            effective_from=person["employed_from"],
            asset=PARKING,
            person=person["person_id"],
            privileged=False,
            shared=False,
            mfa=True,
            monitored=True,
            last_used_on=day(12, 18),
        )
    settings = world.table("authentication_setting", "setting_id")
    for key in (COUNTER, PARKING):
        for who, method in (("privileged", "password_and_app"), ("citizens", "digid")):
            settings.add(
                f"AAN-{len(settings) + 1:02d}",
                effective_from=day(1, 1, 2024),
                asset=key,
                applies_to=who,
                method=method,
                mfa=True,
            )


def make_documents(world):
    documents = world["document"]
    documents["DOC-security_policy"]["covers_web_applications"] = True
    documents.columns.append("covers_web_applications")
    # What the other procedures say of themselves, these say too.
    common = dict(documents["DOC-change_procedure"])
    del common["document_id"]
    for type_, title in DOCUMENTS:
        new = dict(
            effective_from=day(3, 10),
            title=title,
            type=type_,
            version="1.0",
            location=f"Z-{261000 + len(documents)}",
            owner=IT_MANAGER,
            approved_on=day(3, 6),
            decision_reference=None,
            reviewed_on=day(10, 2),
        )
        documents.add(f"DOC-{type_}", **{**common, **new})


def make_reports(world):
    """The report of each supplier, over the year up to September, in time for the round of DigiD."""
    reports = world["assurance_report"]
    reports.columns += ["auditor", "registered_auditor", "norms_met", "user_controls_assessed"]
    # The other reports name no norm of DigiD. An empty field would say that nobody looked.
    for report in reports:
        report["norms_met"] = "none"
    for key, asset, issued, norms in (
        ("TPM-D1", COUNTER, day(11, 13), COUNTER_NORMS),
        ("TPM-D2", PARKING, day(11, 20), PARKING_NORMS),
    ):
        reports.add(
            key,
            occurred_on=issued,
            supplier=world["asset"][asset]["supplier"],
            type="tpm",
            independent=True,
            covers_design=True,
            covers_existence=True,
            covers_operation=True,
            covers_from=day(10, 1, 2024),
            covers_until=day(9, 30),
            opinion="unqualified",
            auditor="Peilwater IT-audit",
            registered_auditor=True,
            norms_met="|".join(norms),
            user_controls_assessed=True,
        )


def make_tests(world):
    """A penetration test of the parking permits too, and what internet.nl says of both domains."""
    tests = world["security_test"]
    rows = [(PARKING, "pentest", day(6, 17), True, None)]
    rows += [(key, "internet_nl", day(10, 7), False, 100) for key in (COUNTER, PARKING)]
    for asset, type_, date, independent, score in rows:
        tests.add(
            f"TST-{len(tests) + 1:04d}",
            occurred_on=date,
            asset=asset,
            type=type_,
            independent=independent,
            score=score,
            high_findings=0,
            high_findings_open=0,
            report=f"Z-{290000 + len(tests)}",
        )
    # A check counts for a norm of DigiD when its scope names that norm.
    tests.columns.append("scope")
    for test in tests:
        connected = test["asset"] in (COUNTER, PARKING)
        test["scope"] = SCOPES.get(test["type"], "") if connected else ""


def make_answers(world):
    for norm, aspect, reason, seen in ANSWERS:
        add_answer(
            world,
            f"digid:{norm}",
            aspect,
            "met",
            reason,
            assessor=CISO,
            reviewer=AUDITOR,
            review="better_approved" if seen else "agreed",
            review_reason=seen,
        )
