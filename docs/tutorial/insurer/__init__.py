# SPDX-License-Identifier: EUPL-1.2
"""Onderlinge Kaapstander, an insurer that does not exist: what its evidence is made of."""

from . import account, files, governance, incidents, organisation, planted, suppliers, systems, year

SEED = 1896
PARTS = (organisation, suppliers, systems, year, incidents, governance)
# Made after what is wrong was planted, since it tells of the same records.
AFTER = (account,)
PARTIAL = ("vulnerability_finding",)
PLANTED = planted.PLANTED
WRITERS = {"contract_clause": files.clauses_as_workbook, "incident": files.incidents_as_tickets}
make_files = files.make
