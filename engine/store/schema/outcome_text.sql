-- SPDX-License-Identifier: EUPL-1.2
-- Since schema version 4: all outcomes of a set as one text, over which its sha256 then is (store/outcomes.h says
-- how it is written). Unknown in what an earlier schema version wrote.
ALTER TABLE outcome_set ADD COLUMN outcomes BLOB;
