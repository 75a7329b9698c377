-- SPDX-License-Identifier: EUPL-1.2
-- A dossier of schema version 1, as the first version of the program made it: three imports, two
-- kinds of evidence (those without rows are left out), no evaluation.
--   sqlite3 dossier.db < dossier_v1.sql
PRAGMA application_id = 1448236868;
PRAGMA user_version = 1;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE dossier (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO dossier VALUES('as_of','2025-12-31');
INSERT INTO dossier VALUES('created_at','2026-01-01T00:00:00Z');
INSERT INTO dossier VALUES('facts_sha256','63bbb56dc4fbfff13f1a5d79fadb797c1f561f0ccde52e6a4aa8d3d4518f5113');
INSERT INTO dossier VALUES('name','Gemeente Waterrijk');
INSERT INTO dossier VALUES('period_from','2025-01-01');
INSERT INTO dossier VALUES('period_until','2025-12-31');
INSERT INTO dossier VALUES('program_version','0.1.0');
INSERT INTO dossier VALUES('type','municipality');
INSERT INTO dossier VALUES('year','2025');
CREATE TABLE subject (
    id   INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    key  TEXT NOT NULL CHECK (key <> ''),
    UNIQUE (kind, key)
) STRICT;
INSERT INTO subject VALUES(1,'asset','A1');
INSERT INTO subject VALUES(2,'asset','A2');
INSERT INTO subject VALUES(3,'person','P1');
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
INSERT INTO import VALUES(1,'asset','asset.csv','0ffb0694ea996e00578b2922e54bc4da467ff29ca467a473bbbe248c13ace152',2,'csv/1','2026-01-01','R. de Wit','examine','2026-01-01T00:00:00Z','0.1.0',0,'a3297d2e31843ed3edb22210a570cd5d6f69c25cbc3c98e1c6df16736dc2041a','5ff7ad0b3375f42de580ac6679e74eaed9e9c50a975a80c0fa9f8e2c56180e5e');
INSERT INTO import VALUES(2,'person','person.csv','490207d8cd47e0ef5dd1efb4bb26559029986ebd1a5ade0043fee8b66fd85555',1,'csv/1','2026-01-01','R. de Wit','examine','2026-01-01T00:00:00Z','0.1.0',0,'4dec9fabefec48eadcc442757693f94b779e8af16f031165e5fce35eabe0af9a','f83e7861e670a234690463de78a6eeba57b48c5dcc2ed3ace34b9ba7f97f5e27');
INSERT INTO import VALUES(3,'asset','asset.csv','d96977711f17957859787388d16e4a0d59abcdfcdde289f579bc70096c874525',1,'csv/1','2026-01-01','R. de Wit','examine','2026-01-01T00:00:00Z','0.1.0',1,'1af4de7a9499c42574b614d01aee06c93dae87f3d37f98be071e2e802ad4eb06','f4477b2eba8a9772cec7c0cfc5f39837af592686d9348ad9e288cf9d438a6e92');
CREATE TABLE import_complete (
    import_id  INTEGER PRIMARY KEY REFERENCES import (id),
    from_date  TEXT NOT NULL,
    until_date TEXT NOT NULL CHECK (until_date >= from_date)
) STRICT;
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
CREATE TABLE outcome (
    evaluation_id INTEGER NOT NULL REFERENCES evaluation (id),
    test          TEXT NOT NULL,
    subject       INTEGER NOT NULL REFERENCES subject (id),
    outcome       TEXT NOT NULL CHECK (outcome IN ('fail', 'unknown', 'excepted')),
    exception     INTEGER REFERENCES subject (id),
    PRIMARY KEY (evaluation_id, test, subject),
    CHECK ((outcome = 'excepted') = (exception IS NOT NULL))
) STRICT, WITHOUT ROWID;
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
CREATE TABLE IF NOT EXISTS "ev_asset" (
    id INTEGER PRIMARY KEY,
    subject INTEGER NOT NULL REFERENCES subject (id),
    import_id INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    row_sha256 BLOB NOT NULL CHECK (length(row_sha256) = 32),
    "effective_from" TEXT,
    "effective_until" TEXT,
    "name" TEXT,
    "type" TEXT,
    "criticality" TEXT,
    "criticality_reviewed_on" TEXT,
    "confidentiality" TEXT,
    "integrity" TEXT,
    "availability" TEXT,
    "classified_on" TEXT,
    "internet_facing" INTEGER,
    "personal_data" INTEGER,
    "special_interest" INTEGER,
    "network_address" TEXT,
    "owner" INTEGER REFERENCES subject (id),
    "unit" INTEGER REFERENCES subject (id),
    "supplier" INTEGER REFERENCES subject (id),
    "checked_on" TEXT,
    "rto_hours" REAL,
    "rpo_hours" REAL,
    "mfa" INTEGER,
    "device_authentication" INTEGER,
    "password_rules_enforced" INTEGER,
    "token_lock" INTEGER,
    "smartcard_used" INTEGER,
    "malware_protection" INTEGER,
    "malware_updated_on" TEXT,
    "authorised_software_only" INTEGER,
    "detection" INTEGER,
    "encrypted_at_rest" INTEGER,
    "encrypted_in_transit" INTEGER,
    "crypto_as_advised" INTEGER,
    "crypto_owner" INTEGER REFERENCES subject (id),
    "certificate_type" TEXT,
    "managed" INTEGER,
    "remote_wipe" INTEGER,
    "hardened" INTEGER,
    "support_until" TEXT,
    "admin_interface_separated" INTEGER,
    "network_segment" TEXT,
    "segment_level" TEXT,
    "availability_protection" INTEGER,
    "traffic_monitored" INTEGER,
    "zones_to_cross" INTEGER,
    "retention_set" INTEGER
) STRICT;
INSERT INTO ev_asset VALUES(1,1,1,2,X'74a5a41b85dd1dac39ed4f2184b21a8d08741aa9634708190cf037f38086d914','2024-01-01',NULL,'Mail','server',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ev_asset VALUES(2,2,1,3,X'1899db6857cba58c0e5b28fb155593a0abfa778b83a9415b12ad32a03de6bfcd','2024-01-01',NULL,'Archive','server',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ev_asset VALUES(3,2,3,2,X'2d219eac60422acb2ec9d3e70eeb08f42a476d623ea7f80c19ce568d2a1a21b1','2025-01-01',NULL,'Archive of mail','server',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,3,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE IF NOT EXISTS "ev_person" (
    id INTEGER PRIMARY KEY,
    subject INTEGER NOT NULL REFERENCES subject (id),
    import_id INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    row_sha256 BLOB NOT NULL CHECK (length(row_sha256) = 32),
    "effective_from" TEXT,
    "effective_until" TEXT,
    "name" TEXT,
    "unit" INTEGER REFERENCES subject (id),
    "employment" TEXT,
    "employed_from" TEXT,
    "employed_until" TEXT,
    "board_member" INTEGER,
    "appointed_on" TEXT,
    "rules_acknowledged_on" TEXT,
    "conduct_in_contract" INTEGER,
    "screening_required" INTEGER,
    "screened_on" TEXT,
    "password_manager" INTEGER
) STRICT;
INSERT INTO ev_person VALUES(1,3,2,2,X'69b0e40e921a7d5b98f45553969035a290d70ac852f95d5afa67927d77c7df6d','2024-01-01',NULL,'R. de Wit',NULL,'staff','2020-01-01',NULL,0,NULL,NULL,NULL,NULL,NULL,NULL);
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
CREATE TRIGGER outcome_no_update BEFORE UPDATE ON outcome
BEGIN SELECT RAISE(ABORT, 'results are only ever added: outcome cannot be changed'); END;
CREATE TRIGGER outcome_no_delete BEFORE DELETE ON outcome
BEGIN SELECT RAISE(ABORT, 'results are only ever added: outcome cannot be deleted'); END;
CREATE TRIGGER conclusion_no_update BEFORE UPDATE ON conclusion
BEGIN SELECT RAISE(ABORT, 'results are only ever added: conclusion cannot be changed'); END;
CREATE TRIGGER conclusion_no_delete BEFORE DELETE ON conclusion
BEGIN SELECT RAISE(ABORT, 'results are only ever added: conclusion cannot be deleted'); END;
CREATE TRIGGER requirement_status_no_update BEFORE UPDATE ON requirement_status
BEGIN SELECT RAISE(ABORT, 'results are only ever added: requirement_status cannot be changed'); END;
CREATE TRIGGER requirement_status_no_delete BEFORE DELETE ON requirement_status
BEGIN SELECT RAISE(ABORT, 'results are only ever added: requirement_status cannot be deleted'); END;
CREATE TRIGGER "ev_asset.no_update" BEFORE update ON "ev_asset" BEGIN SELECT RAISE(ABORT, 'evidence is only ever added: ev_asset cannot be changed'); END;
CREATE TRIGGER "ev_asset.no_delete" BEFORE delete ON "ev_asset" BEGIN SELECT RAISE(ABORT, 'evidence is only ever added: ev_asset cannot be deleted'); END;
CREATE TRIGGER "ev_person.no_update" BEFORE update ON "ev_person" BEGIN SELECT RAISE(ABORT, 'evidence is only ever added: ev_person cannot be changed'); END;
CREATE TRIGGER "ev_person.no_delete" BEFORE delete ON "ev_person" BEGIN SELECT RAISE(ABORT, 'evidence is only ever added: ev_person cannot be deleted'); END;
CREATE INDEX "ev_asset.subject" ON "ev_asset" (subject, import_id);
CREATE INDEX "ev_asset.owner" ON "ev_asset" ("owner");
CREATE INDEX "ev_asset.unit" ON "ev_asset" ("unit");
CREATE INDEX "ev_asset.supplier" ON "ev_asset" ("supplier");
CREATE INDEX "ev_asset.crypto_owner" ON "ev_asset" ("crypto_owner");
CREATE INDEX "ev_person.subject" ON "ev_person" (subject, import_id);
CREATE INDEX "ev_person.unit" ON "ev_person" ("unit");
COMMIT;
