# SPDX-License-Identifier: EUPL-1.2
"""The evidence of a municipality that does not exist, for the tutorial."""
