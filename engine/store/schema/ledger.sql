-- SPDX-License-Identifier: EUPL-1.2
-- The chain over all that was ever added, and the time stamps that anchor it (store/ledger.h).
-- Since schema version 2.

-- Not every one of these is written yet: a dossier keeps its table when the program learns more.
CREATE TABLE ledger (
    seq             INTEGER PRIMARY KEY,
    entered_at      TEXT NOT NULL,
    entered_by      TEXT NOT NULL,
    what            TEXT NOT NULL CHECK (what IN ('creation', 'import', 'evaluation', 'judgement',
                                                  'sign_off', 'timestamp')),
    number          INTEGER NOT NULL,
    content_sha256  TEXT NOT NULL CHECK (length(content_sha256) = 64),
    previous_sha256 TEXT NOT NULL CHECK (length(previous_sha256) = 64),
    entry_sha256    TEXT NOT NULL CHECK (length(entry_sha256) = 64),
    UNIQUE (what, number)
) STRICT;

-- What an authority says (RFC 3161): the entry [ledger_seq], whose hash is [imprint_sha256], existed
-- at [gen_time].
CREATE TABLE timestamp (
    id             INTEGER PRIMARY KEY,
    taken_at       TEXT NOT NULL,
    ledger_seq     INTEGER NOT NULL REFERENCES ledger (seq),
    imprint_sha256 TEXT NOT NULL CHECK (length(imprint_sha256) = 64),
    gen_time       TEXT NOT NULL,
    authority      TEXT NOT NULL,
    reply          BLOB NOT NULL
) STRICT;

CREATE TRIGGER ledger_no_update BEFORE UPDATE ON ledger
BEGIN SELECT RAISE(ABORT, 'the ledger is only ever added to: ledger cannot be changed'); END;
CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger
BEGIN SELECT RAISE(ABORT, 'the ledger is only ever added to: ledger cannot be deleted'); END;
CREATE TRIGGER timestamp_no_update BEFORE UPDATE ON timestamp
BEGIN SELECT RAISE(ABORT, 'the ledger is only ever added to: timestamp cannot be changed'); END;
CREATE TRIGGER timestamp_no_delete BEFORE DELETE ON timestamp
BEGIN SELECT RAISE(ABORT, 'the ledger is only ever added to: timestamp cannot be deleted'); END;
