-- SPDX-License-Identifier: EUPL-1.2
-- The dossier, schema version 1. Tables of evidence (ev_...) are made from the catalogue.
-- Times are UTC ("2025-12-31T23:59:59Z"), dates ISO 8601, hashes SHA-256 in lower-case hex.

-- Who, which year, which period; facts_sha256 is over the others.
CREATE TABLE dossier (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Everything that anything was said about, once.
CREATE TABLE subject (
    id   INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    key  TEXT NOT NULL CHECK (key <> ''),
    UNIQUE (kind, key)
) STRICT;

-- One file taken in at one moment. Its row is written last, when count and hash are known;
-- therefore the evidence carries no enforced reference to it.
CREATE TABLE import (
    id              INTEGER PRIMARY KEY,
    kind            TEXT NOT NULL,
    file_name       TEXT NOT NULL,
    file_sha256     TEXT NOT NULL CHECK (length(file_sha256) = 64),
    row_count       INTEGER NOT NULL CHECK (row_count >= 0),
    importer        TEXT NOT NULL,
    collected_at    TEXT NOT NULL,
    collected_by    TEXT NOT NULL,
    method          TEXT NOT NULL CHECK (method IN ('examine', 'interview', 'test')),
    imported_at     TEXT NOT NULL,
    program_version TEXT NOT NULL,
    superseding     INTEGER NOT NULL CHECK (superseding BETWEEN 0 AND row_count),
    content_sha256  TEXT NOT NULL CHECK (length(content_sha256) = 64),
    head_sha256     TEXT NOT NULL CHECK (length(head_sha256) = 64) -- over all of the above
) STRICT;

-- "These are all": of a state kind on one date (both equal), of an event kind over a period.
CREATE TABLE import_complete (
    import_id  INTEGER PRIMARY KEY REFERENCES import (id),
    from_date  TEXT NOT NULL,
    until_date TEXT NOT NULL CHECK (until_date >= from_date)
) STRICT;

-- Evidence is only ever added.
CREATE TRIGGER subject_no_update BEFORE UPDATE ON subject
BEGIN SELECT RAISE(ABORT, 'evidence is only ever added: subject cannot be changed'); END;
CREATE TRIGGER subject_no_delete BEFORE DELETE ON subject
BEGIN SELECT RAISE(ABORT, 'evidence is only ever added: subject cannot be deleted'); END;
CREATE TRIGGER import_no_update BEFORE UPDATE ON import
BEGIN SELECT RAISE(ABORT, 'evidence is only ever added: import cannot be changed'); END;
CREATE TRIGGER import_no_delete BEFORE DELETE ON import
BEGIN SELECT RAISE(ABORT, 'evidence is only ever added: import cannot be deleted'); END;
CREATE TRIGGER import_complete_no_update BEFORE UPDATE ON import_complete
BEGIN SELECT RAISE(ABORT, 'evidence is only ever added: import_complete cannot be changed'); END;
CREATE TRIGGER import_complete_no_delete BEFORE DELETE ON import_complete
BEGIN SELECT RAISE(ABORT, 'evidence is only ever added: import_complete cannot be deleted'); END;

-- One run of all tests, with everything needed to do it again.
CREATE TABLE evaluation (
    id              INTEGER PRIMARY KEY,
    made_at         TEXT NOT NULL,
    mark            INTEGER NOT NULL, -- evidence of imports with a higher number did not count
    as_of           TEXT NOT NULL,
    period_from     TEXT NOT NULL,
    period_until    TEXT NOT NULL,
    program_version TEXT NOT NULL,
    frameworks      TEXT NOT NULL,
    set_sha256      TEXT NOT NULL,
    result_sha256   TEXT NOT NULL, -- '' until the run has ended
    head_sha256     TEXT NOT NULL  -- over all of the above
) STRICT;

-- The control sets that were used, so that the dossier alone suffices to re-perform.
CREATE TABLE set_file (
    sha256  TEXT NOT NULL PRIMARY KEY CHECK (length(sha256) = 64),
    content BLOB NOT NULL
) STRICT;

CREATE TABLE evaluation_file (
    evaluation_id INTEGER NOT NULL REFERENCES evaluation (id),
    path          TEXT NOT NULL,
    sha256        TEXT NOT NULL REFERENCES set_file (sha256),
    PRIMARY KEY (evaluation_id, path)
) STRICT, WITHOUT ROWID;

CREATE TABLE finding (
    evaluation_id   INTEGER NOT NULL REFERENCES evaluation (id),
    test            TEXT NOT NULL,
    measure         TEXT NOT NULL,
    aspect          TEXT NOT NULL CHECK (aspect IN ('design', 'existence', 'operation')),
    result          TEXT NOT NULL CHECK (result IN
                        ('error', 'not_met', 'not_assessed', 'partly_met', 'explained', 'met',
                         'not_applicable', 'not_occurred')),
    strict          TEXT NOT NULL CHECK (strict IN -- the result if no exception counted
                        ('error', 'not_met', 'not_assessed', 'partly_met', 'explained', 'met',
                         'not_applicable', 'not_occurred')),
    passed          INTEGER NOT NULL CHECK (passed >= 0),
    failed          INTEGER NOT NULL CHECK (failed >= 0),
    unknown         INTEGER NOT NULL CHECK (unknown >= 0),
    excepted        INTEGER NOT NULL CHECK (excepted >= 0),
    population      TEXT, -- the kind; unknown when the rule could not be read
    complete        INTEGER NOT NULL CHECK (complete IN (0, 1)),
    collected       INTEGER NOT NULL CHECK (collected IN (0, 1)),
    collected_later INTEGER NOT NULL CHECK (collected_later >= 0),
    error           TEXT, -- why the rule could not be run
    sql             TEXT,
    PRIMARY KEY (evaluation_id, test)
) STRICT;

CREATE TABLE conclusion (
    evaluation_id INTEGER NOT NULL REFERENCES evaluation (id),
    requirement   TEXT NOT NULL, -- full id, "bio2:8.13.04"
    aspect        TEXT NOT NULL CHECK (aspect IN ('design', 'existence', 'operation')),
    computed      TEXT CHECK (computed IN
                      ('error', 'not_met', 'not_assessed', 'partly_met', 'explained', 'met',
                       'not_applicable', 'not_occurred')),
    judged        TEXT CHECK (judged IN
                      ('error', 'not_met', 'not_assessed', 'partly_met', 'explained', 'met',
                       'not_applicable', 'not_occurred')),
    result        TEXT NOT NULL CHECK (result IN
                      ('error', 'not_met', 'not_assessed', 'partly_met', 'explained', 'met',
                       'not_applicable', 'not_occurred')),
    by_judgement  INTEGER NOT NULL CHECK (by_judgement IN (0, 1)),
    judged_by     TEXT,
    reason        TEXT,
    PRIMARY KEY (evaluation_id, requirement, aspect)
) STRICT;

CREATE TABLE requirement_status (
    evaluation_id INTEGER NOT NULL REFERENCES evaluation (id),
    requirement   TEXT NOT NULL,
    result        TEXT NOT NULL CHECK (result IN
                      ('error', 'not_met', 'not_assessed', 'partly_met', 'explained', 'met',
                       'not_applicable', 'not_occurred')),
    PRIMARY KEY (evaluation_id, requirement)
) STRICT;

-- An evaluation is written once.
CREATE TRIGGER evaluation_no_update BEFORE UPDATE ON evaluation WHEN OLD.result_sha256 <> ''
BEGIN SELECT RAISE(ABORT, 'results are only ever added: evaluation cannot be changed'); END;
CREATE TRIGGER evaluation_no_delete BEFORE DELETE ON evaluation
BEGIN SELECT RAISE(ABORT, 'results are only ever added: evaluation cannot be deleted'); END;
CREATE TRIGGER set_file_no_update BEFORE UPDATE ON set_file
BEGIN SELECT RAISE(ABORT, 'results are only ever added: set_file cannot be changed'); END;
CREATE TRIGGER set_file_no_delete BEFORE DELETE ON set_file
BEGIN SELECT RAISE(ABORT, 'results are only ever added: set_file cannot be deleted'); END;
CREATE TRIGGER evaluation_file_no_update BEFORE UPDATE ON evaluation_file
BEGIN SELECT RAISE(ABORT, 'results are only ever added: evaluation_file cannot be changed'); END;
CREATE TRIGGER evaluation_file_no_delete BEFORE DELETE ON evaluation_file
BEGIN SELECT RAISE(ABORT, 'results are only ever added: evaluation_file cannot be deleted'); END;
CREATE TRIGGER finding_no_update BEFORE UPDATE ON finding
BEGIN SELECT RAISE(ABORT, 'results are only ever added: finding cannot be changed'); END;
CREATE TRIGGER finding_no_delete BEFORE DELETE ON finding
BEGIN SELECT RAISE(ABORT, 'results are only ever added: finding cannot be deleted'); END;
CREATE TRIGGER conclusion_no_update BEFORE UPDATE ON conclusion
BEGIN SELECT RAISE(ABORT, 'results are only ever added: conclusion cannot be changed'); END;
CREATE TRIGGER conclusion_no_delete BEFORE DELETE ON conclusion
BEGIN SELECT RAISE(ABORT, 'results are only ever added: conclusion cannot be deleted'); END;
CREATE TRIGGER requirement_status_no_update BEFORE UPDATE ON requirement_status
BEGIN SELECT RAISE(ABORT, 'results are only ever added: requirement_status cannot be changed'); END;
CREATE TRIGGER requirement_status_no_delete BEFORE DELETE ON requirement_status
BEGIN SELECT RAISE(ABORT, 'results are only ever added: requirement_status cannot be deleted'); END;
