-- SPDX-License-Identifier: EUPL-1.2
-- What schema version 2 knows more of an import: where in the file its rows stood, and who or what
-- made the file. head_sha256 is over these too, where they are known.

ALTER TABLE import ADD COLUMN sheet TEXT; -- of a workbook
ALTER TABLE import ADD COLUMN producer TEXT; -- a tool with its version, a supplier, a department
