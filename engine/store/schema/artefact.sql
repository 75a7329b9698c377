-- SPDX-License-Identifier: EUPL-1.2
-- The content of files that are kept inside the dossier, in parts, so that none has to fit into memory
-- or into one value of SQLite. Content is stored once, whatever number of artefacts have it.
CREATE TABLE artefact_content (
    id      INTEGER PRIMARY KEY,
    sha256  TEXT NOT NULL CHECK (length(sha256) = 64), -- of the whole, as the artefact's record has it
    part    INTEGER NOT NULL CHECK (part >= 0),
    content BLOB NOT NULL,
    UNIQUE (sha256, part)
) STRICT;
CREATE TRIGGER artefact_content_no_update BEFORE UPDATE ON artefact_content
BEGIN SELECT RAISE(ABORT, 'evidence is only ever added: artefact_content cannot be changed'); END;
CREATE TRIGGER artefact_content_no_delete BEFORE DELETE ON artefact_content
BEGIN SELECT RAISE(ABORT, 'evidence is only ever added: artefact_content cannot be deleted'); END;
