# SPDX-License-Identifier: EUPL-1.2
"""What the evidence of both organisations is made with: chance, tables, days, names, and deviations to plant."""
