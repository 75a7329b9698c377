-- SPDX-License-Identifier: EUPL-1.2
-- What a test found, since schema version 3: sets that findings refer to, so that what did not change
-- is stored once (store/outcomes.h says what the hashes are over).

-- Who was looked at: the numbers of all subjects of a population, pass or no pass.
CREATE TABLE subject_set (
    id       INTEGER PRIMARY KEY,
    sha256   TEXT NOT NULL CHECK (length(sha256) = 64), -- of subjects
    count    INTEGER NOT NULL CHECK (count >= 0),
    subjects BLOB NOT NULL
) STRICT;
CREATE INDEX subject_set_by_hash ON subject_set (sha256);

-- Of whom the outcome is no pass. A set with a base holds only what differs from it; a base has none.
CREATE TABLE outcome_set (
    id      INTEGER PRIMARY KEY,
    base_id INTEGER REFERENCES outcome_set (id),
    count   INTEGER NOT NULL CHECK (count >= 0),       -- of all outcomes that are no pass
    sha256  TEXT NOT NULL CHECK (length(sha256) = 64), -- over all of them
    CHECK (base_id < id)
) STRICT;
CREATE INDEX outcome_set_by_hash ON outcome_set (sha256);

CREATE TABLE outcome_row (
    set_id    INTEGER NOT NULL REFERENCES outcome_set (id),
    subject   INTEGER NOT NULL REFERENCES subject (id),
    outcome   INTEGER NOT NULL CHECK (outcome IN (0, 1, 2, 3)), -- fail, none any more, unknown, excepted
    exception INTEGER REFERENCES subject (id),
    PRIMARY KEY (set_id, subject),
    CHECK ((outcome = 3) = (exception IS NOT NULL))
) STRICT, WITHOUT ROWID;

-- Unknown in what an earlier schema version wrote; all three of a test that could not be run, too.
ALTER TABLE finding ADD COLUMN outcome_set INTEGER REFERENCES outcome_set (id);
ALTER TABLE finding ADD COLUMN subject_set INTEGER REFERENCES subject_set (id);
ALTER TABLE finding ADD COLUMN input_sha256 TEXT; -- over all that decides the outcomes
ALTER TABLE evaluation ADD COLUMN recipe INTEGER; -- of result_sha256; unknown: the first
ALTER TABLE evaluation ADD COLUMN findings_sha256 TEXT; -- over the rows of finding

-- Only the subjects that are no pass, of every evaluation and test.
CREATE VIEW outcome AS
SELECT f.evaluation_id, f.test, r.subject,
       CASE r.outcome WHEN 0 THEN 'fail' WHEN 2 THEN 'unknown' ELSE 'excepted' END AS outcome,
       r.exception
FROM finding f JOIN outcome_row r ON r.set_id = f.outcome_set
WHERE r.outcome <> 1
UNION ALL
SELECT f.evaluation_id, f.test, r.subject,
       CASE r.outcome WHEN 0 THEN 'fail' WHEN 2 THEN 'unknown' ELSE 'excepted' END,
       r.exception
FROM finding f JOIN outcome_set s ON s.id = f.outcome_set JOIN outcome_row r ON r.set_id = s.base_id
WHERE NOT EXISTS (SELECT 1 FROM outcome_row d WHERE d.set_id = s.id AND d.subject = r.subject);

CREATE TRIGGER subject_set_no_update BEFORE UPDATE ON subject_set
BEGIN SELECT RAISE(ABORT, 'results are only ever added: subject_set cannot be changed'); END;
CREATE TRIGGER subject_set_no_delete BEFORE DELETE ON subject_set
BEGIN SELECT RAISE(ABORT, 'results are only ever added: subject_set cannot be deleted'); END;
CREATE TRIGGER outcome_set_no_update BEFORE UPDATE ON outcome_set
BEGIN SELECT RAISE(ABORT, 'results are only ever added: outcome_set cannot be changed'); END;
CREATE TRIGGER outcome_set_no_delete BEFORE DELETE ON outcome_set
BEGIN SELECT RAISE(ABORT, 'results are only ever added: outcome_set cannot be deleted'); END;
CREATE TRIGGER outcome_row_no_update BEFORE UPDATE ON outcome_row
BEGIN SELECT RAISE(ABORT, 'results are only ever added: outcome_row cannot be changed'); END;
CREATE TRIGGER outcome_row_no_delete BEFORE DELETE ON outcome_row
BEGIN SELECT RAISE(ABORT, 'results are only ever added: outcome_row cannot be deleted'); END;
