# SPDX-License-Identifier: EUPL-1.2
"""What does not come as a table of ours: tickets as JSON, clauses as a workbook, what a supplier sent."""

import json

from common.dossier import written
from common.workbook import workbook

# The service desk's own names for what it exports; the mapping beside it says which field each is.
TICKET = {
    "incident_id": "Nummer",
    "occurred_on": "Datum",
    "title": "Onderwerp",
    "asset": "Systeem",
    "type": "Soort",
    "severity": "Ernst",
    "owner": "Behandelaar",
    "aware_at": "Bekend",
    "classified_at": "Ingeschaald",
    "resolved_on": "Opgelost",
}
SOORT = {
    "cybersecurity": "Cyberaanval",
    "process_failure": "Fout in proces",
    "system_failure": "Storing",
    "loss_or_theft": "Verlies of diefstal",
}
ERNST = {"low": "laag", "medium": "midden", "high": "hoog", "critical": "kritiek"}


def clauses_as_workbook(table):
    return f"{table.kind}.xlsx", workbook(table)


def incidents_as_tickets(table):
    """An array of tickets. What the desk has no name for it calls as the catalogue does."""
    tickets = []
    for row in table:
        ticket = {}
        for field in table.columns:
            value = row.get(field)
            if value is None:
                continue
            if field == "type":
                value = SOORT[value]
            elif field == "severity":
                value = ERNST[value]
            number = isinstance(value, (bool, int, float))
            ticket[TICKET.get(field, field)] = value if number else written(value)
        tickets.append(ticket)
    return "tickets.json", (json.dumps(tickets, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def mapping(table):
    """Which column of the desk is which field, for the import."""
    values = {"type": SOORT, "severity": ERNST}
    lines = [
        "# SPDX-License-Identifier: EUPL-1.2",
        "mapping: {nl: Meldingen van de servicedesk, en: Tickets of the service desk}",
        "kind: incident",
        f"key: {TICKET[table.key]}",
        "columns:",
    ]
    for field in table.columns[1:]:
        column = TICKET.get(field, field)
        if field in values:
            pairs = ", ".join(f"{theirs}: {ours}" for ours, theirs in values[field].items())
            lines.append(f"  {column}: {{field: {field}, values: {{{pairs}}}}}")
        else:
            lines.append(f"  {column}: {field}")
    return "\n".join(lines) + "\n"


PORTAL = "pkg:generic/wolkendek/mijn-kaapstander"
COMPONENTS = (
    ("want-sessies", "2.4.1", "MIT"),
    ("boei-router", "5.0.3", "MIT"),
    ("kabelgat-http", "1.18.0", "Apache-2.0"),
    ("mast-templates", "3.2.7", "BSD-3-Clause"),
    ("peilstok-datums", "0.9.12", "MIT"),
    ("ankerspil-crypto", "4.1.0", "Apache-2.0"),
)


def bill_of_materials():
    """What the portal is made of, as its maker delivered it with the release of November."""
    components = [
        {
            "type": "library",
            "name": name,
            "version": version,
            "purl": f"pkg:generic/{name}@{version}",
            "licenses": [{"license": {"id": licence}}],
        }
        for name, version, licence in COMPONENTS
    ]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79",
        "version": 1,
        "metadata": {
            "timestamp": "2025-11-10T09:00:00Z",
            "component": {
                "type": "application",
                "name": "Mijn Kaapstander",
                "version": "25.11",
                "purl": f"{PORTAL}@25.11",
            },
        },
        "components": components,
    }


def advisory():
    """The maker's advisory on the weakness that the incident of May came through."""
    product = "WD-MK-2504"
    return {
        "document": {
            "category": "csaf_security_advisory",
            "csaf_version": "2.0",
            "distribution": {"tlp": {"label": "GREEN"}},
            "lang": "nl",
            "notes": [
                {"category": "summary", "text": "Een sessie bleef geldig na het afmelden."},
            ],
            "publisher": {
                "category": "vendor",
                "name": "Wolkendek Cloud Ltd",
                "namespace": "https://wolkendek.example",
            },
            "references": [
                {
                    "category": "self",
                    "summary": "Dit bericht",
                    "url": "https://wolkendek.example/adv/wd-2025-07",
                }
            ],
            "title": "Mijn Kaapstander: sessies blijven geldig na afmelden",
            "tracking": {
                "current_release_date": "2025-05-21T10:00:00Z",
                "id": "WD-2025-07",
                "initial_release_date": "2025-05-21T10:00:00Z",
                "revision_history": [
                    {"date": "2025-05-21T10:00:00Z", "number": "1", "summary": "Eerste uitgave"}
                ],
                "status": "final",
                "version": "1",
            },
        },
        "product_tree": {
            "full_product_names": [{"name": "Mijn Kaapstander 25.04", "product_id": product}]
        },
        "vulnerabilities": [
            {
                "cve": "CVE-2025-91322",
                "notes": [
                    {"category": "description", "text": "De sessie werd niet ingetrokken."}
                ],
                "product_status": {"known_affected": [product]},
                "remediations": [
                    {
                        "category": "vendor_fix",
                        "details": "Neem uitgave 25.05 in gebruik.",
                        "product_ids": [product],
                    }
                ],
            }
        ],
    }


def as_text(document):
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def make(world):
    return {
        "complete/tickets.yaml": mapping(world["incident"]),
        "documents/portal.cdx.json": as_text(bill_of_materials()),
        "documents/wd-2025-07.json": as_text(advisory()),
    }
