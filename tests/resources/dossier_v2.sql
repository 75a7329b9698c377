-- SPDX-License-Identifier: EUPL-1.2
-- A dossier of schema version 2, as the program made it then: seven imports and three evaluations of
-- the usual set of tests/unit/eval/fixture.h, of which the last two are the same.
--   sqlite3 dossier.db < dossier_v2.sql
PRAGMA application_id = 1448236868;
PRAGMA user_version = 2;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE artefact_content (
    id      INTEGER PRIMARY KEY,
    sha256  TEXT NOT NULL CHECK (length(sha256) = 64), -- of the whole, as the artefact's record has it
    part    INTEGER NOT NULL CHECK (part >= 0),
    content BLOB NOT NULL,
    UNIQUE (sha256, part)
) STRICT;
CREATE TABLE dossier (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO dossier VALUES('as_of','2025-12-31');
INSERT INTO dossier VALUES('created_at','2026-01-01T00:00:00Z');
INSERT INTO dossier VALUES('facts_sha256','b224ac6ce3cd7d8443a7b8ea1b28f0344f020aad191f40973b962c3b24a229c4');
INSERT INTO dossier VALUES('name','Gemeente Voorbeeld');
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
INSERT INTO subject VALUES(1,'asset','A01');
INSERT INTO subject VALUES(2,'asset','A02');
INSERT INTO subject VALUES(3,'asset','A03');
INSERT INTO subject VALUES(4,'asset','A04');
INSERT INTO subject VALUES(5,'asset','A05');
INSERT INTO subject VALUES(6,'asset','A06');
INSERT INTO subject VALUES(7,'asset','A07');
INSERT INTO subject VALUES(8,'asset','A08');
INSERT INTO subject VALUES(9,'asset','A09');
INSERT INTO subject VALUES(10,'asset','A10');
INSERT INTO subject VALUES(11,'asset','A11');
INSERT INTO subject VALUES(12,'restore_test','R01');
INSERT INTO subject VALUES(13,'restore_test','R02');
INSERT INTO subject VALUES(14,'restore_test','R03');
INSERT INTO subject VALUES(15,'restore_test','R04');
INSERT INTO subject VALUES(16,'restore_test','R05');
INSERT INTO subject VALUES(17,'restore_test','R06');
INSERT INTO subject VALUES(18,'restore_test','R07');
INSERT INTO subject VALUES(19,'restore_test','R08');
INSERT INTO subject VALUES(20,'restore_test','R09');
INSERT INTO subject VALUES(21,'restore_test','R10');
INSERT INTO subject VALUES(22,'restore_test','R11');
INSERT INTO subject VALUES(23,'exception','X1');
INSERT INTO subject VALUES(24,'person','P1');
INSERT INTO subject VALUES(25,'person','P2');
INSERT INTO subject VALUES(26,'answer','Q1');
INSERT INTO subject VALUES(27,'person','A01');
INSERT INTO subject VALUES(28,'restore_test','R99');
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
, sheet TEXT, producer TEXT) STRICT;
INSERT INTO import VALUES(1,'asset','asset.csv','d59386e0ae435e292fbe0ebcdb954b75ed5fb3922091277cb19f798fc5d50718',11,'test/1','2025-12-31','tester','examine','2026-01-01T00:00:00Z','0.1.0',0,'3d88b41ca28387c53b6d8a0011d49f0a1a39e044cff6537f521ec09c3b27a077','d349fe3f790b835b6df05d965223daf33fe29977d8c216beae9e34dc7d836459',NULL,NULL);
INSERT INTO import VALUES(2,'restore_test','restore_test.csv','9e3bf26be8e918a3b4d5a563bc49ad8a732a8cf117ea9349ab1aa9177b489c6b',11,'test/1','2025-12-31','tester','examine','2026-01-01T00:00:00Z','0.1.0',0,'14b88d92cf2b7c5fe5049e8ba9dfd41591ec3dbcb687aed00a3ed539ad17f434','dc403834f4f10b6ac53f6b33501b406e5b4a563d6ff812f2f468b1ce128a012e',NULL,NULL);
INSERT INTO import VALUES(3,'change','change.csv','12ea12eace7d655f471ce55e34f89b1b77a3d9d05a445ca82877dd2235beaa51',0,'test/1','2025-12-31','tester','examine','2026-01-01T00:00:00Z','0.1.0',0,'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855','720d40deb32b0e37aa6653bf95a998e4319911cffd9713dcff35d0b8be2efc6b',NULL,NULL);
INSERT INTO import VALUES(4,'exception','exception.csv','2104e56ef446302ca000d565b208f9f5b58b8d98585879da089b8940f50e40a0',1,'test/1','2025-12-31','tester','examine','2026-01-01T00:00:00Z','0.1.0',0,'b3323202316bfb610f4636373fb61d62fa47553b9ed11874b1f551bdbfbb3317','b3e407f954899046c12e47cf3ac170eed438217f2bb57a272fec4d406f17192d',NULL,NULL);
INSERT INTO import VALUES(5,'answer','answer.csv','0db52f4076c082518412afd3dd3576e2cb0c63703fd7fed5e23ade60efef31d9',1,'test/1','2025-12-31','tester','examine','2026-01-01T00:00:00Z','0.1.0',0,'378d1863675cf86cb88e371e732aecd598a46e4916d46ef1a652dde6e22db4b4','f05642986f5bda281acedbf862df1e9d9ea8dac990484a07f010a0f38d8e324f',NULL,NULL);
INSERT INTO import VALUES(6,'person','person.csv','38a81e87e79631e602bf5fbd307ce2fcd382b1670c585ea09032aac778a80531',3,'test/1','2025-12-31','tester','examine','2026-01-01T00:00:00Z','0.1.0',0,'0991534fa21d5d5add84593d88f9a21bafc23fbedf4be8ae3b20e6d44c9063a3','2f0956e8533df36ca31db3189424a1c9636065dd548813e7ffd5cb9d3ca9004e',NULL,NULL);
INSERT INTO import VALUES(7,'restore_test','restore_test.csv','9e3bf26be8e918a3b4d5a563bc49ad8a732a8cf117ea9349ab1aa9177b489c6b',1,'test/1','2025-12-31','tester','examine','2026-01-01T00:00:00Z','0.1.0',0,'33351933f24873e2a069ec45c41a1f84a4e8b5bc577371f50ec9ce36da01845f','23ff48d7b30fbf28c7b1dccc7e29e5a53e77dfe56e4b21883c0825d68f3b1cd0',NULL,NULL);
CREATE TABLE import_complete (
    import_id  INTEGER PRIMARY KEY REFERENCES import (id),
    from_date  TEXT NOT NULL,
    until_date TEXT NOT NULL CHECK (until_date >= from_date)
) STRICT;
INSERT INTO import_complete VALUES(3,'2025-01-01','2025-12-31');
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
INSERT INTO evaluation VALUES(1,'2026-01-01T00:00:00Z',6,'2025-12-31','2025-01-01','2025-12-31','0.1.0','frame','523d36f55291fc0e9f6a68845d8e6aa2cd2a776198696df2d6079d1aa7463780','632d90ba5d0dd045b1fb09e6cf7758d17e3ee00b04df49d3e462e4e8a632c180','e7eada074239e3d280df9f9182da1681d8a5b335fcde37634b679dd4474a6411');
INSERT INTO evaluation VALUES(2,'2026-01-01T00:00:00Z',7,'2025-12-31','2025-01-01','2025-12-31','0.1.0','frame','98b53c657fc82261e7ff1c1ab0ea12b13b9d5909995532f93f36ea8e36f070e0','b9045ac74f2a806414566158f9b44089f44a0535db29e66024c013670ddc460c','dc8ab9638a2f89a5b7adc7e2fe3a85cd7fd3b11699cab7a1652cdd1b671b6e72');
INSERT INTO evaluation VALUES(3,'2026-01-01T00:00:00Z',7,'2025-12-31','2025-01-01','2025-12-31','0.1.0','frame','98b53c657fc82261e7ff1c1ab0ea12b13b9d5909995532f93f36ea8e36f070e0','b9045ac74f2a806414566158f9b44089f44a0535db29e66024c013670ddc460c','0803a8a379793bbfd6d8fd58fffbdccde24cb3c8d9658ed96c7ada86b6f7d423');
CREATE TABLE set_file (
    sha256  TEXT NOT NULL PRIMARY KEY CHECK (length(sha256) = 64),
    content BLOB NOT NULL
) STRICT;
INSERT INTO set_file VALUES('aa9241a30905c9a3e134bc1c182289d9d759b4e907b05aebe791965ee837f2d1',X'6b696e643a20616e737765720a6e61747572653a2073746174650a6c6162656c3a207b6e6c3a20536f6f72742c20656e3a204b696e647d0a706c7572616c3a207b6e6c3a20536f6f7274656e2c20656e3a204b696e64737d0a6578706c61696e3a207b6e6c3a205761742c20656e3a20576861747d0a6b65793a20616e737765725f69640a6b65795f6c6162656c3a207b6e6c3a204e756d6d65722c20656e3a204e756d6265727d0a6669656c64733a0a20202d206e616d653a20726571756972656d656e740a20202020747970653a20746578740a202020206c6162656c3a207b6e6c3a2056656c642c20656e3a204669656c647d0a20202d206e616d653a206173706563740a20202020747970653a20656e756d0a202020206c6162656c3a207b6e6c3a2056656c642c20656e3a204669656c647d0a2020202076616c7565733a0a2020202020202d207b76616c75653a2064657369676e2c206e6c3a207761617264652c20656e3a2076616c75657d0a2020202020202d207b76616c75653a206578697374656e63652c206e6c3a207761617264652c20656e3a2076616c75657d0a2020202020202d207b76616c75653a206f7065726174696f6e2c206e6c3a207761617264652c20656e3a2076616c75657d0a20202d206e616d653a20726573756c740a20202020747970653a20656e756d0a202020206c6162656c3a207b6e6c3a2056656c642c20656e3a204669656c647d0a2020202076616c7565733a0a2020202020202d207b76616c75653a206d65742c206e6c3a207761617264652c20656e3a2076616c75657d0a2020202020202d207b76616c75653a20706172746c795f6d65742c206e6c3a207761617264652c20656e3a2076616c75657d0a2020202020202d207b76616c75653a206e6f745f6d65742c206e6c3a207761617264652c20656e3a2076616c75657d0a2020202020202d207b76616c75653a206e6f745f6170706c696361626c652c206e6c3a207761617264652c20656e3a2076616c75657d0a2020202020202d207b76616c75653a206578706c61696e65642c206e6c3a207761617264652c20656e3a2076616c75657d0a20202d206e616d653a20726561736f6e0a20202020747970653a20746578740a202020206c6162656c3a207b6e6c3a2056656c642c20656e3a204669656c647d0a20202d206e616d653a207269736b5f7265666572656e63650a20202020747970653a20746578740a202020206c6162656c3a207b6e6c3a2056656c642c20656e3a204669656c647d0a20202d206e616d653a206173736573736f720a20202020747970653a207265660a202020206c6162656c3a207b6e6c3a2056656c642c20656e3a204669656c647d0a20202020746f3a20706572736f6e0a20202d206e616d653a2072657669657765720a20202020747970653a207265660a202020206c6162656c3a207b6e6c3a2056656c642c20656e3a204669656c647d0a20202020746f3a20706572736f6e0a20202d206e616d653a207265766965770a20202020747970653a20656e756d0a202020206c6162656c3a207b6e6c3a2056656c642c20656e3a204669656c647d0a2020202076616c7565733a0a2020202020202d207b76616c75653a206167726565642c206e6c3a207761617264652c20656e3a2076616c75657d0a2020202020202d207b76616c75653a206469736167726565642c206e6c3a207761617264652c20656e3a2076616c75657d0a2020202020202d207b76616c75653a206265747465725f617070726f7665642c206e6c3a207761617264652c20656e3a2076616c75657d0a20202d206e616d653a207265766965775f726561736f6e0a20202020747970653a20746578740a202020206c6162656c3a207b6e6c3a2056656c642c20656e3a204669656c647d0a');
INSERT INTO set_file VALUES('9b6e59246657a1f50e1fe1f7462166f341751d22d2e9c7049b9d6ab9da951577',X'6b696e643a2061737365740a6e61747572653a2073746174650a6c6162656c3a207b6e6c3a20536f6f72742c20656e3a204b696e647d0a706c7572616c3a207b6e6c3a20536f6f7274656e2c20656e3a204b696e64737d0a6578706c61696e3a207b6e6c3a205761742c20656e3a20576861747d0a6b65793a2061737365745f69640a6b65795f6c6162656c3a207b6e6c3a204e756d6d65722c20656e3a204e756d6265727d0a6669656c64733a0a20202d206e616d653a20637269746963616c6974790a20202020747970653a20656e756d0a202020206c6162656c3a207b6e6c3a2056656c642c20656e3a204669656c647d0a2020202076616c7565733a0a2020202020202d207b76616c75653a206c6f772c206e6c3a207761617264652c20656e3a2076616c75657d0a2020202020202d207b76616c75653a20686967682c206e6c3a207761617264652c20656e3a2076616c75657d0a20202d206e616d653a206f776e65720a20202020747970653a207265660a202020206c6162656c3a207b6e6c3a2056656c642c20656e3a204669656c647d0a20202020746f3a20706572736f6e0a20202d206e616d653a2075736572730a20202020747970653a20696e74656765720a202020206c6162656c3a207b6e6c3a2056656c642c20656e3a204669656c647d0a');
INSERT INTO set_file VALUES('8469c03713829e9d67d7781423b42eea8322e937ce04a81f041d6d8de0b91665',X'6b696e643a206368616e67650a6e61747572653a206576656e740a6c6162656c3a207b6e6c3a20536f6f72742c20656e3a204b696e647d0a706c7572616c3a207b6e6c3a20536f6f7274656e2c20656e3a204b696e64737d0a6578706c61696e3a207b6e6c3a205761742c20656e3a20576861747d0a6b65793a206368616e67655f69640a6b65795f6c6162656c3a207b6e6c3a204e756d6d65722c20656e3a204e756d6265727d0a6669656c64733a0a20202d206e616d653a20617070726f7665640a20202020747970653a20626f6f6c0a202020206c6162656c3a207b6e6c3a2056656c642c20656e3a204669656c647d0a');
INSERT INTO set_file VALUES('6ef4c762a081b8ba77ccddd92dded5a2898bccdbd120d63b560042c29b24e0a8',X'6b696e643a20657863657074696f6e0a6e61747572653a2073746174650a6c6162656c3a207b6e6c3a20536f6f72742c20656e3a204b696e647d0a706c7572616c3a207b6e6c3a20536f6f7274656e2c20656e3a204b696e64737d0a6578706c61696e3a207b6e6c3a205761742c20656e3a20576861747d0a6b65793a20657863657074696f6e5f69640a6b65795f6c6162656c3a207b6e6c3a204e756d6d65722c20656e3a204e756d6265727d0a6669656c64733a0a20202d206e616d653a20746573740a20202020747970653a20746578740a202020206c6162656c3a207b6e6c3a2056656c642c20656e3a204669656c647d0a20202d206e616d653a207375626a6563745f6b696e640a20202020747970653a20746578740a202020206c6162656c3a207b6e6c3a2056656c642c20656e3a204669656c647d0a20202d206e616d653a207375626a6563745f6b65790a20202020747970653a20746578740a202020206c6162656c3a207b6e6c3a2056656c642c20656e3a204669656c647d0a20202d206e616d653a207265717565737465645f62790a20202020747970653a207265660a202020206c6162656c3a207b6e6c3a2056656c642c20656e3a204669656c647d0a20202020746f3a20706572736f6e0a20202d206e616d653a20617070726f7665645f62790a20202020747970653a207265660a202020206c6162656c3a207b6e6c3a2056656c642c20656e3a204669656c647d0a20202020746f3a20706572736f6e0a');
INSERT INTO set_file VALUES('1f43cf1d4c1e584d602f94782f873eb09f994d3eb276cb27d1b06e977a5cf8cb',X'6b696e643a206f7267616e69736174696f6e0a6e61747572653a2073746174650a6c6162656c3a207b6e6c3a20536f6f72742c20656e3a204b696e647d0a706c7572616c3a207b6e6c3a20536f6f7274656e2c20656e3a204b696e64737d0a6578706c61696e3a207b6e6c3a205761742c20656e3a20576861747d0a6b65793a206f7267616e69736174696f6e5f69640a6b65795f6c6162656c3a207b6e6c3a204e756d6d65722c20656e3a204e756d6265727d0a6669656c64733a0a20202d206e616d653a20747970650a20202020747970653a20656e756d0a202020206c6162656c3a207b6e6c3a2056656c642c20656e3a204669656c647d0a2020202076616c7565733a0a2020202020202d207b76616c75653a206d756e69636970616c6974792c206e6c3a207761617264652c20656e3a2076616c75657d0a2020202020202d207b76616c75653a2062616e6b2c206e6c3a207761617264652c20656e3a2076616c75657d0a');
INSERT INTO set_file VALUES('6d8cf965c99c2661ffd98b4ab34686c3479715c90fa6697cd7f4987a621105ce',X'6b696e643a20706572736f6e0a6e61747572653a2073746174650a6c6162656c3a207b6e6c3a20536f6f72742c20656e3a204b696e647d0a706c7572616c3a207b6e6c3a20536f6f7274656e2c20656e3a204b696e64737d0a6578706c61696e3a207b6e6c3a205761742c20656e3a20576861747d0a6b65793a20706572736f6e5f69640a6b65795f6c6162656c3a207b6e6c3a204e756d6d65722c20656e3a204e756d6265727d0a6669656c64733a0a20202d206e616d653a206e616d650a20202020747970653a20746578740a202020206c6162656c3a207b6e6c3a2056656c642c20656e3a204669656c647d0a20202d206e616d653a206d66610a20202020747970653a20626f6f6c0a202020206c6162656c3a207b6e6c3a2056656c642c20656e3a204669656c647d0a');
INSERT INTO set_file VALUES('8c3ac9156471fe8fb292525c2c6acc8779e3c5b189283bf2c472814cc11b635d',X'6b696e643a20726573746f72655f746573740a6e61747572653a206576656e740a6c6162656c3a207b6e6c3a20536f6f72742c20656e3a204b696e647d0a706c7572616c3a207b6e6c3a20536f6f7274656e2c20656e3a204b696e64737d0a6578706c61696e3a207b6e6c3a205761742c20656e3a20576861747d0a6b65793a20726573746f72655f746573745f69640a6b65795f6c6162656c3a207b6e6c3a204e756d6d65722c20656e3a204e756d6265727d0a6669656c64733a0a20202d206e616d653a2061737365740a20202020747970653a207265660a202020206c6162656c3a207b6e6c3a2056656c642c20656e3a204669656c647d0a20202020746f3a2061737365740a20202d206e616d653a20726573756c740a20202020747970653a20656e756d0a202020206c6162656c3a207b6e6c3a2056656c642c20656e3a204669656c647d0a2020202076616c7565733a0a2020202020202d207b76616c75653a20737563636573732c206e6c3a207761617264652c20656e3a2076616c75657d0a2020202020202d207b76616c75653a206661696c7572652c206e6c3a207761617264652c20656e3a2076616c75657d0a20202d206e616d653a206475726174696f6e0a20202020747970653a20696e74656765720a202020206c6162656c3a207b6e6c3a2056656c642c20656e3a204669656c647d0a');
INSERT INTO set_file VALUES('374e1209ca4b2488e109a46492b762b4a01bd1bf92748a7f6cb0ad17404f4641',X'6d656173757265733a0a20202d2069643a206261636b75702e726573746f72650a202020207469746c653a207b6e6c3a204d616174726567656c2c20656e3a204d6561737572657d0a202020206578706c61696e3a207b6e6c3a205761742c20656e3a20576861747d0a202020206f776e65723a207b6e6c3a204943542c20656e3a2049547d0a2020202072656d6564793a207b6e6c3a20446f65206865742c20656e3a20446f2069747d0a2020202074657374733a0a2020202020202d2069643a206261636b75702e726573746f72652e796561726c790a20202020202020206173706563743a206f7065726174696f6e0a20202020202020207469746c653a207b6e6c3a20546f6574732c20656e3a20546573747d0a2020202020202020666f723a20617373657420776865726520637269746963616c697479203d202768696768270a2020202020202020636f6e646974696f6e3a2065786973747320726573746f72655f7465737420776865726520726573756c74203d202773756363657373270a2020202020202020726561736f6e3a207b6e6c3a204e65652c20656e3a204e6f7d0a');
INSERT INTO set_file VALUES('1c0d1d68d43693ca1a5dfd4d8c8ffd229fbc02b4caff3ef2fb9573af713e8ad5',X'6672616d65776f726b3a206672616d650a76657273696f6e3a20312e300a646174653a20323032352d30312d30310a7469746c653a207b6e6c3a204b616465722c20656e3a204672616d657d0a6578706c61696e3a207b6e6c3a205761742c20656e3a20576861747d0a617370656374733a205b6f7065726174696f6e5d0a');
INSERT INTO set_file VALUES('55ae5f4b0bbd38de12267b8b00bb43ad5bc40bb5d9c5a24e993fc0f08ace2ddd',X'726571756972656d656e74735f6f663a206672616d650a726571756972656d656e74733a0a20202d2069643a20310a202020206b696e643a20636f6e74726f6c0a202020207469746c653a207b6e6c3a204e6f726d2c20656e3a20526571756972656d656e747d0a202020207265666572656e63653a204672616d652c20310a20202020617370656374733a205b6f7065726174696f6e5d0a202020206d6170733a0a2020202020202d207b6d6561737572653a206261636b75702e726573746f72652c20636f7665726167653a2066756c6c7d0a');
INSERT INTO set_file VALUES('b89c48650ecc9d8d3690f41293840e0cb6415edea1af268cc127f1540ca94076',X'6d656173757265733a0a20202d2069643a206368616e67652e636f6e74726f6c0a202020207469746c653a207b6e6c3a204d616174726567656c2c20656e3a204d6561737572657d0a202020206578706c61696e3a207b6e6c3a205761742c20656e3a20576861747d0a202020206f776e65723a207b6e6c3a204943542c20656e3a2049547d0a2020202072656d6564793a207b6e6c3a20446f65206865742c20656e3a20446f2069747d0a2020202074657374733a0a2020202020202d2069643a206368616e67652e636f6e74726f6c2e617070726f7665640a20202020202020206173706563743a206f7065726174696f6e0a20202020202020207469746c653a207b6e6c3a20546f6574732c20656e3a20546573747d0a2020202020202020666f723a206368616e67650a2020202020202020636f6e646974696f6e3a20617070726f766564203d20747275650a2020202020202020726561736f6e3a207b6e6c3a204e65652c20656e3a204e6f7d0a');
INSERT INTO set_file VALUES('96c218c4b6af536429272e74e8029f5281c243b9777cf4a054dd10bedcbc8995',X'726571756972656d656e74735f6f663a206672616d650a726571756972656d656e74733a0a20202d2069643a20320a202020206b696e643a20636f6e74726f6c0a202020207469746c653a207b6e6c3a204e6f726d2c20656e3a20526571756972656d656e747d0a202020207265666572656e63653a204672616d652c20320a20202020617370656374733a205b6f7065726174696f6e5d0a202020206d6170733a0a2020202020202d207b6d6561737572653a206368616e67652e636f6e74726f6c2c20636f7665726167653a2066756c6c7d0a');
INSERT INTO set_file VALUES('8b92c6d1045a2ef807530703f6ba569650d01061c52d01bcc69cb8835b9547b8',X'726571756972656d656e74735f6f663a206672616d650a726571756972656d656e74733a0a20202d2069643a20330a202020206b696e643a2061727469636c650a202020207469746c653a207b6e6c3a204e6f726d2c20656e3a20526571756972656d656e747d0a202020207265666572656e63653a204672616d652c20330a20202020617370656374733a205b64657369676e5d0a');
INSERT INTO set_file VALUES('c370702cc05e74e3786157131b17e5d282f962479b0ee2819edd2fd75799abb4',X'726571756972656d656e74735f6f663a206672616d650a726571756972656d656e74733a0a20202d2069643a20340a202020206b696e643a2061727469636c650a202020207469746c653a207b6e6c3a204e6f726d2c20656e3a20526571756972656d656e747d0a202020207265666572656e63653a204672616d652c20340a20202020617370656374733a205b64657369676e5d0a');
CREATE TABLE evaluation_file (
    evaluation_id INTEGER NOT NULL REFERENCES evaluation (id),
    path          TEXT NOT NULL,
    sha256        TEXT NOT NULL REFERENCES set_file (sha256),
    PRIMARY KEY (evaluation_id, path)
) STRICT, WITHOUT ROWID;
INSERT INTO evaluation_file VALUES(1,'evidence/answer.yaml','aa9241a30905c9a3e134bc1c182289d9d759b4e907b05aebe791965ee837f2d1');
INSERT INTO evaluation_file VALUES(1,'evidence/asset.yaml','9b6e59246657a1f50e1fe1f7462166f341751d22d2e9c7049b9d6ab9da951577');
INSERT INTO evaluation_file VALUES(1,'evidence/change.yaml','8469c03713829e9d67d7781423b42eea8322e937ce04a81f041d6d8de0b91665');
INSERT INTO evaluation_file VALUES(1,'evidence/exception.yaml','6ef4c762a081b8ba77ccddd92dded5a2898bccdbd120d63b560042c29b24e0a8');
INSERT INTO evaluation_file VALUES(1,'evidence/organisation.yaml','1f43cf1d4c1e584d602f94782f873eb09f994d3eb276cb27d1b06e977a5cf8cb');
INSERT INTO evaluation_file VALUES(1,'evidence/person.yaml','6d8cf965c99c2661ffd98b4ab34686c3479715c90fa6697cd7f4987a621105ce');
INSERT INTO evaluation_file VALUES(1,'evidence/restore_test.yaml','8c3ac9156471fe8fb292525c2c6acc8779e3c5b189283bf2c472814cc11b635d');
INSERT INTO evaluation_file VALUES(1,'frame/1.yaml','55ae5f4b0bbd38de12267b8b00bb43ad5bc40bb5d9c5a24e993fc0f08ace2ddd');
INSERT INTO evaluation_file VALUES(1,'frame/2.yaml','96c218c4b6af536429272e74e8029f5281c243b9777cf4a054dd10bedcbc8995');
INSERT INTO evaluation_file VALUES(1,'frame/3.yaml','8b92c6d1045a2ef807530703f6ba569650d01061c52d01bcc69cb8835b9547b8');
INSERT INTO evaluation_file VALUES(1,'frame/framework.yaml','1c0d1d68d43693ca1a5dfd4d8c8ffd229fbc02b4caff3ef2fb9573af713e8ad5');
INSERT INTO evaluation_file VALUES(1,'measures/backup.restore.yaml','374e1209ca4b2488e109a46492b762b4a01bd1bf92748a7f6cb0ad17404f4641');
INSERT INTO evaluation_file VALUES(1,'measures/change.control.yaml','b89c48650ecc9d8d3690f41293840e0cb6415edea1af268cc127f1540ca94076');
INSERT INTO evaluation_file VALUES(2,'evidence/answer.yaml','aa9241a30905c9a3e134bc1c182289d9d759b4e907b05aebe791965ee837f2d1');
INSERT INTO evaluation_file VALUES(2,'evidence/asset.yaml','9b6e59246657a1f50e1fe1f7462166f341751d22d2e9c7049b9d6ab9da951577');
INSERT INTO evaluation_file VALUES(2,'evidence/change.yaml','8469c03713829e9d67d7781423b42eea8322e937ce04a81f041d6d8de0b91665');
INSERT INTO evaluation_file VALUES(2,'evidence/exception.yaml','6ef4c762a081b8ba77ccddd92dded5a2898bccdbd120d63b560042c29b24e0a8');
INSERT INTO evaluation_file VALUES(2,'evidence/organisation.yaml','1f43cf1d4c1e584d602f94782f873eb09f994d3eb276cb27d1b06e977a5cf8cb');
INSERT INTO evaluation_file VALUES(2,'evidence/person.yaml','6d8cf965c99c2661ffd98b4ab34686c3479715c90fa6697cd7f4987a621105ce');
INSERT INTO evaluation_file VALUES(2,'evidence/restore_test.yaml','8c3ac9156471fe8fb292525c2c6acc8779e3c5b189283bf2c472814cc11b635d');
INSERT INTO evaluation_file VALUES(2,'frame/1.yaml','55ae5f4b0bbd38de12267b8b00bb43ad5bc40bb5d9c5a24e993fc0f08ace2ddd');
INSERT INTO evaluation_file VALUES(2,'frame/2.yaml','96c218c4b6af536429272e74e8029f5281c243b9777cf4a054dd10bedcbc8995');
INSERT INTO evaluation_file VALUES(2,'frame/3.yaml','8b92c6d1045a2ef807530703f6ba569650d01061c52d01bcc69cb8835b9547b8');
INSERT INTO evaluation_file VALUES(2,'frame/4.yaml','c370702cc05e74e3786157131b17e5d282f962479b0ee2819edd2fd75799abb4');
INSERT INTO evaluation_file VALUES(2,'frame/framework.yaml','1c0d1d68d43693ca1a5dfd4d8c8ffd229fbc02b4caff3ef2fb9573af713e8ad5');
INSERT INTO evaluation_file VALUES(2,'measures/backup.restore.yaml','374e1209ca4b2488e109a46492b762b4a01bd1bf92748a7f6cb0ad17404f4641');
INSERT INTO evaluation_file VALUES(2,'measures/change.control.yaml','b89c48650ecc9d8d3690f41293840e0cb6415edea1af268cc127f1540ca94076');
INSERT INTO evaluation_file VALUES(3,'evidence/answer.yaml','aa9241a30905c9a3e134bc1c182289d9d759b4e907b05aebe791965ee837f2d1');
INSERT INTO evaluation_file VALUES(3,'evidence/asset.yaml','9b6e59246657a1f50e1fe1f7462166f341751d22d2e9c7049b9d6ab9da951577');
INSERT INTO evaluation_file VALUES(3,'evidence/change.yaml','8469c03713829e9d67d7781423b42eea8322e937ce04a81f041d6d8de0b91665');
INSERT INTO evaluation_file VALUES(3,'evidence/exception.yaml','6ef4c762a081b8ba77ccddd92dded5a2898bccdbd120d63b560042c29b24e0a8');
INSERT INTO evaluation_file VALUES(3,'evidence/organisation.yaml','1f43cf1d4c1e584d602f94782f873eb09f994d3eb276cb27d1b06e977a5cf8cb');
INSERT INTO evaluation_file VALUES(3,'evidence/person.yaml','6d8cf965c99c2661ffd98b4ab34686c3479715c90fa6697cd7f4987a621105ce');
INSERT INTO evaluation_file VALUES(3,'evidence/restore_test.yaml','8c3ac9156471fe8fb292525c2c6acc8779e3c5b189283bf2c472814cc11b635d');
INSERT INTO evaluation_file VALUES(3,'frame/1.yaml','55ae5f4b0bbd38de12267b8b00bb43ad5bc40bb5d9c5a24e993fc0f08ace2ddd');
INSERT INTO evaluation_file VALUES(3,'frame/2.yaml','96c218c4b6af536429272e74e8029f5281c243b9777cf4a054dd10bedcbc8995');
INSERT INTO evaluation_file VALUES(3,'frame/3.yaml','8b92c6d1045a2ef807530703f6ba569650d01061c52d01bcc69cb8835b9547b8');
INSERT INTO evaluation_file VALUES(3,'frame/4.yaml','c370702cc05e74e3786157131b17e5d282f962479b0ee2819edd2fd75799abb4');
INSERT INTO evaluation_file VALUES(3,'frame/framework.yaml','1c0d1d68d43693ca1a5dfd4d8c8ffd229fbc02b4caff3ef2fb9573af713e8ad5');
INSERT INTO evaluation_file VALUES(3,'measures/backup.restore.yaml','374e1209ca4b2488e109a46492b762b4a01bd1bf92748a7f6cb0ad17404f4641');
INSERT INTO evaluation_file VALUES(3,'measures/change.control.yaml','b89c48650ecc9d8d3690f41293840e0cb6415edea1af268cc127f1540ca94076');
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
INSERT INTO finding VALUES(1,'backup.restore.yearly','backup.restore','operation','not_met','not_met',8,1,1,1,'asset',0,1,0,NULL,replace('WITH "asset on date" AS NOT MATERIALIZED (\n  SELECT e.* FROM main."ev_asset" e WHERE e.import_id <= 6\n    AND NOT EXISTS (SELECT 1 FROM main."ev_asset" n WHERE n.subject = e.subject\n                    AND n.import_id > e.import_id AND n.import_id <= 6)\n    AND e.effective_from <= ''2025-12-31'' AND (e.effective_until IS NULL OR e.effective_until >= ''2025-12-31'')),\n"restore_test in period" AS NOT MATERIALIZED (\n  SELECT e.* FROM main."ev_restore_test" e WHERE e.import_id <= 6\n    AND NOT EXISTS (SELECT 1 FROM main."ev_restore_test" n WHERE n.subject = e.subject\n                    AND n.import_id > e.import_id AND n.import_id <= 6)\n    AND e.occurred_on BETWEEN ''2025-01-01'' AND ''2025-12-31''),\n"all collected"(yes) AS MATERIALIZED (\n  SELECT (EXISTS (SELECT 1 FROM "restore_test in period")\n     OR EXISTS (SELECT 1 FROM main.import_complete c JOIN main.import i ON i.id = c.import_id WHERE i.kind = ''restore_test'' AND i.id <= 6 AND c.from_date <= ''2025-01-01'' AND c.until_date >= ''2025-01-01'')\n    AND NOT EXISTS (SELECT 1 FROM main.import_complete d JOIN main.import i ON i.id = d.import_id WHERE i.kind = ''restore_test'' AND i.id <= 6 AND d.until_date >= ''2025-01-01'' AND d.until_date < ''2025-12-31''\n      AND NOT EXISTS (SELECT 1 FROM main.import_complete c JOIN main.import i ON i.id = c.import_id WHERE i.kind = ''restore_test'' AND i.id <= 6 AND c.from_date <= date(d.until_date, ''+1 day'') AND c.until_date > d.until_date)))),\n"each judged" AS NOT MATERIALIZED (\n  SELECT s.subject,\n    s."criticality" = ''high'' AS member,\n    (SELECT CASE WHEN max(c) = 1 THEN 1 WHEN count(*) = count(c) THEN 0 END\n      FROM (SELECT r1."result" = ''success'' AS c\n            FROM "restore_test in period" r1 WHERE r1."asset" = s.subject)) AS verdict\n  FROM "asset on date" s)\nSELECT j.subject, k.key,\n  CASE WHEN (SELECT yes FROM "all collected") THEN\n  CASE WHEN j.member IS NULL AND j.verdict IS NOT TRUE THEN NULL\n       ELSE j.verdict END END AS outcome\nFROM "each judged" j JOIN main.subject k ON k.id = j.subject\nWHERE j.member IS NOT FALSE\nORDER BY j.subject','\n',char(10)));
INSERT INTO finding VALUES(1,'change.control.approved','change.control','operation','not_occurred','not_occurred',0,0,0,0,'change',1,1,0,NULL,replace('WITH "change in period" AS NOT MATERIALIZED (\n  SELECT e.* FROM main."ev_change" e WHERE e.import_id <= 6\n    AND NOT EXISTS (SELECT 1 FROM main."ev_change" n WHERE n.subject = e.subject\n                    AND n.import_id > e.import_id AND n.import_id <= 6)\n    AND e.occurred_on BETWEEN ''2025-01-01'' AND ''2025-12-31''),\n"each judged" AS NOT MATERIALIZED (\n  SELECT s.subject, 1 AS member,\n    s."approved" = 1 AS verdict\n  FROM "change in period" s)\nSELECT j.subject, k.key, j.verdict AS outcome\nFROM "each judged" j JOIN main.subject k ON k.id = j.subject\nWHERE j.member IS NOT FALSE\nORDER BY j.subject','\n',char(10)));
INSERT INTO finding VALUES(2,'backup.restore.yearly','backup.restore','operation','not_assessed','not_met',9,0,1,1,'asset',0,1,0,NULL,replace('WITH "asset on date" AS NOT MATERIALIZED (\n  SELECT e.* FROM main."ev_asset" e WHERE e.import_id <= 7\n    AND NOT EXISTS (SELECT 1 FROM main."ev_asset" n WHERE n.subject = e.subject\n                    AND n.import_id > e.import_id AND n.import_id <= 7)\n    AND e.effective_from <= ''2025-12-31'' AND (e.effective_until IS NULL OR e.effective_until >= ''2025-12-31'')),\n"restore_test in period" AS NOT MATERIALIZED (\n  SELECT e.* FROM main."ev_restore_test" e WHERE e.import_id <= 7\n    AND NOT EXISTS (SELECT 1 FROM main."ev_restore_test" n WHERE n.subject = e.subject\n                    AND n.import_id > e.import_id AND n.import_id <= 7)\n    AND e.occurred_on BETWEEN ''2025-01-01'' AND ''2025-12-31''),\n"all collected"(yes) AS MATERIALIZED (\n  SELECT (EXISTS (SELECT 1 FROM "restore_test in period")\n     OR EXISTS (SELECT 1 FROM main.import_complete c JOIN main.import i ON i.id = c.import_id WHERE i.kind = ''restore_test'' AND i.id <= 7 AND c.from_date <= ''2025-01-01'' AND c.until_date >= ''2025-01-01'')\n    AND NOT EXISTS (SELECT 1 FROM main.import_complete d JOIN main.import i ON i.id = d.import_id WHERE i.kind = ''restore_test'' AND i.id <= 7 AND d.until_date >= ''2025-01-01'' AND d.until_date < ''2025-12-31''\n      AND NOT EXISTS (SELECT 1 FROM main.import_complete c JOIN main.import i ON i.id = c.import_id WHERE i.kind = ''restore_test'' AND i.id <= 7 AND c.from_date <= date(d.until_date, ''+1 day'') AND c.until_date > d.until_date)))),\n"each judged" AS NOT MATERIALIZED (\n  SELECT s.subject,\n    s."criticality" = ''high'' AS member,\n    (SELECT CASE WHEN max(c) = 1 THEN 1 WHEN count(*) = count(c) THEN 0 END\n      FROM (SELECT r1."result" = ''success'' AS c\n            FROM "restore_test in period" r1 WHERE r1."asset" = s.subject)) AS verdict\n  FROM "asset on date" s)\nSELECT j.subject, k.key,\n  CASE WHEN (SELECT yes FROM "all collected") THEN\n  CASE WHEN j.member IS NULL AND j.verdict IS NOT TRUE THEN NULL\n       ELSE j.verdict END END AS outcome\nFROM "each judged" j JOIN main.subject k ON k.id = j.subject\nWHERE j.member IS NOT FALSE\nORDER BY j.subject','\n',char(10)));
INSERT INTO finding VALUES(2,'change.control.approved','change.control','operation','not_occurred','not_occurred',0,0,0,0,'change',1,1,0,NULL,replace('WITH "change in period" AS NOT MATERIALIZED (\n  SELECT e.* FROM main."ev_change" e WHERE e.import_id <= 7\n    AND NOT EXISTS (SELECT 1 FROM main."ev_change" n WHERE n.subject = e.subject\n                    AND n.import_id > e.import_id AND n.import_id <= 7)\n    AND e.occurred_on BETWEEN ''2025-01-01'' AND ''2025-12-31''),\n"each judged" AS NOT MATERIALIZED (\n  SELECT s.subject, 1 AS member,\n    s."approved" = 1 AS verdict\n  FROM "change in period" s)\nSELECT j.subject, k.key, j.verdict AS outcome\nFROM "each judged" j JOIN main.subject k ON k.id = j.subject\nWHERE j.member IS NOT FALSE\nORDER BY j.subject','\n',char(10)));
INSERT INTO finding VALUES(3,'backup.restore.yearly','backup.restore','operation','not_assessed','not_met',9,0,1,1,'asset',0,1,0,NULL,replace('WITH "asset on date" AS NOT MATERIALIZED (\n  SELECT e.* FROM main."ev_asset" e WHERE e.import_id <= 7\n    AND NOT EXISTS (SELECT 1 FROM main."ev_asset" n WHERE n.subject = e.subject\n                    AND n.import_id > e.import_id AND n.import_id <= 7)\n    AND e.effective_from <= ''2025-12-31'' AND (e.effective_until IS NULL OR e.effective_until >= ''2025-12-31'')),\n"restore_test in period" AS NOT MATERIALIZED (\n  SELECT e.* FROM main."ev_restore_test" e WHERE e.import_id <= 7\n    AND NOT EXISTS (SELECT 1 FROM main."ev_restore_test" n WHERE n.subject = e.subject\n                    AND n.import_id > e.import_id AND n.import_id <= 7)\n    AND e.occurred_on BETWEEN ''2025-01-01'' AND ''2025-12-31''),\n"all collected"(yes) AS MATERIALIZED (\n  SELECT (EXISTS (SELECT 1 FROM "restore_test in period")\n     OR EXISTS (SELECT 1 FROM main.import_complete c JOIN main.import i ON i.id = c.import_id WHERE i.kind = ''restore_test'' AND i.id <= 7 AND c.from_date <= ''2025-01-01'' AND c.until_date >= ''2025-01-01'')\n    AND NOT EXISTS (SELECT 1 FROM main.import_complete d JOIN main.import i ON i.id = d.import_id WHERE i.kind = ''restore_test'' AND i.id <= 7 AND d.until_date >= ''2025-01-01'' AND d.until_date < ''2025-12-31''\n      AND NOT EXISTS (SELECT 1 FROM main.import_complete c JOIN main.import i ON i.id = c.import_id WHERE i.kind = ''restore_test'' AND i.id <= 7 AND c.from_date <= date(d.until_date, ''+1 day'') AND c.until_date > d.until_date)))),\n"each judged" AS NOT MATERIALIZED (\n  SELECT s.subject,\n    s."criticality" = ''high'' AS member,\n    (SELECT CASE WHEN max(c) = 1 THEN 1 WHEN count(*) = count(c) THEN 0 END\n      FROM (SELECT r1."result" = ''success'' AS c\n            FROM "restore_test in period" r1 WHERE r1."asset" = s.subject)) AS verdict\n  FROM "asset on date" s)\nSELECT j.subject, k.key,\n  CASE WHEN (SELECT yes FROM "all collected") THEN\n  CASE WHEN j.member IS NULL AND j.verdict IS NOT TRUE THEN NULL\n       ELSE j.verdict END END AS outcome\nFROM "each judged" j JOIN main.subject k ON k.id = j.subject\nWHERE j.member IS NOT FALSE\nORDER BY j.subject','\n',char(10)));
INSERT INTO finding VALUES(3,'change.control.approved','change.control','operation','not_occurred','not_occurred',0,0,0,0,'change',1,1,0,NULL,replace('WITH "change in period" AS NOT MATERIALIZED (\n  SELECT e.* FROM main."ev_change" e WHERE e.import_id <= 7\n    AND NOT EXISTS (SELECT 1 FROM main."ev_change" n WHERE n.subject = e.subject\n                    AND n.import_id > e.import_id AND n.import_id <= 7)\n    AND e.occurred_on BETWEEN ''2025-01-01'' AND ''2025-12-31''),\n"each judged" AS NOT MATERIALIZED (\n  SELECT s.subject, 1 AS member,\n    s."approved" = 1 AS verdict\n  FROM "change in period" s)\nSELECT j.subject, k.key, j.verdict AS outcome\nFROM "each judged" j JOIN main.subject k ON k.id = j.subject\nWHERE j.member IS NOT FALSE\nORDER BY j.subject','\n',char(10)));
CREATE TABLE outcome (
    evaluation_id INTEGER NOT NULL REFERENCES evaluation (id),
    test          TEXT NOT NULL,
    subject       INTEGER NOT NULL REFERENCES subject (id),
    outcome       TEXT NOT NULL CHECK (outcome IN ('fail', 'unknown', 'excepted')),
    exception     INTEGER REFERENCES subject (id),
    PRIMARY KEY (evaluation_id, test, subject),
    CHECK ((outcome = 'excepted') = (exception IS NOT NULL))
) STRICT, WITHOUT ROWID;
INSERT INTO outcome VALUES(1,'backup.restore.yearly',9,'fail',NULL);
INSERT INTO outcome VALUES(1,'backup.restore.yearly',10,'excepted',23);
INSERT INTO outcome VALUES(1,'backup.restore.yearly',11,'unknown',NULL);
INSERT INTO outcome VALUES(2,'backup.restore.yearly',10,'excepted',23);
INSERT INTO outcome VALUES(2,'backup.restore.yearly',11,'unknown',NULL);
INSERT INTO outcome VALUES(3,'backup.restore.yearly',10,'excepted',23);
INSERT INTO outcome VALUES(3,'backup.restore.yearly',11,'unknown',NULL);
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
INSERT INTO conclusion VALUES(1,'frame:1','operation','not_met',NULL,'not_met',0,NULL,NULL);
INSERT INTO conclusion VALUES(1,'frame:2','operation','not_occurred',NULL,'not_occurred',0,NULL,NULL);
INSERT INTO conclusion VALUES(1,'frame:3','design',NULL,'met','met',1,'P1','seen');
INSERT INTO conclusion VALUES(2,'frame:1','operation','not_assessed',NULL,'not_assessed',0,NULL,NULL);
INSERT INTO conclusion VALUES(2,'frame:2','operation','not_occurred',NULL,'not_occurred',0,NULL,NULL);
INSERT INTO conclusion VALUES(2,'frame:3','design',NULL,'met','met',1,'P1','seen');
INSERT INTO conclusion VALUES(2,'frame:4','design',NULL,NULL,'not_assessed',0,NULL,NULL);
INSERT INTO conclusion VALUES(3,'frame:1','operation','not_assessed',NULL,'not_assessed',0,NULL,NULL);
INSERT INTO conclusion VALUES(3,'frame:2','operation','not_occurred',NULL,'not_occurred',0,NULL,NULL);
INSERT INTO conclusion VALUES(3,'frame:3','design',NULL,'met','met',1,'P1','seen');
INSERT INTO conclusion VALUES(3,'frame:4','design',NULL,NULL,'not_assessed',0,NULL,NULL);
CREATE TABLE requirement_status (
    evaluation_id INTEGER NOT NULL REFERENCES evaluation (id),
    requirement   TEXT NOT NULL,
    result        TEXT NOT NULL CHECK (result IN
                      ('error', 'not_met', 'not_assessed', 'partly_met', 'explained', 'met',
                       'not_applicable', 'not_occurred')),
    PRIMARY KEY (evaluation_id, requirement)
) STRICT;
INSERT INTO requirement_status VALUES(1,'frame:1','not_met');
INSERT INTO requirement_status VALUES(1,'frame:2','not_occurred');
INSERT INTO requirement_status VALUES(1,'frame:3','met');
INSERT INTO requirement_status VALUES(2,'frame:1','not_assessed');
INSERT INTO requirement_status VALUES(2,'frame:2','not_occurred');
INSERT INTO requirement_status VALUES(2,'frame:3','met');
INSERT INTO requirement_status VALUES(2,'frame:4','not_assessed');
INSERT INTO requirement_status VALUES(3,'frame:1','not_assessed');
INSERT INTO requirement_status VALUES(3,'frame:2','not_occurred');
INSERT INTO requirement_status VALUES(3,'frame:3','met');
INSERT INTO requirement_status VALUES(3,'frame:4','not_assessed');
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
INSERT INTO ledger VALUES(1,'2026-01-01T00:00:00Z','tester','creation',0,'b224ac6ce3cd7d8443a7b8ea1b28f0344f020aad191f40973b962c3b24a229c4','0000000000000000000000000000000000000000000000000000000000000000','ac1ae7e3000b1bbebedc214d1a65aaba1b7f89823d1c5b6ab6376052f11cfe9b');
INSERT INTO ledger VALUES(2,'2026-01-01T00:00:00Z','tester','import',1,'d349fe3f790b835b6df05d965223daf33fe29977d8c216beae9e34dc7d836459','ac1ae7e3000b1bbebedc214d1a65aaba1b7f89823d1c5b6ab6376052f11cfe9b','549a2fe796d1a3af2dec579c2880457f5f0fa4a3581b9073c36cd55e0f9d83d0');
INSERT INTO ledger VALUES(3,'2026-01-01T00:00:00Z','tester','import',2,'dc403834f4f10b6ac53f6b33501b406e5b4a563d6ff812f2f468b1ce128a012e','549a2fe796d1a3af2dec579c2880457f5f0fa4a3581b9073c36cd55e0f9d83d0','5a5595d6652a53d9e5fffaf20a86f418886e63ee7a48e4113485cfda2b2d7e38');
INSERT INTO ledger VALUES(4,'2026-01-01T00:00:00Z','tester','import',3,'720d40deb32b0e37aa6653bf95a998e4319911cffd9713dcff35d0b8be2efc6b','5a5595d6652a53d9e5fffaf20a86f418886e63ee7a48e4113485cfda2b2d7e38','c2992b280296bc20b01e38c8fe3148e83ed88d8ca8c2d357ef21d2bf9c1af434');
INSERT INTO ledger VALUES(5,'2026-01-01T00:00:00Z','tester','import',4,'b3e407f954899046c12e47cf3ac170eed438217f2bb57a272fec4d406f17192d','c2992b280296bc20b01e38c8fe3148e83ed88d8ca8c2d357ef21d2bf9c1af434','af73e8dac0e9bc1d809ca8711e52a20bb5ee03d683d0cdefca82928a190648cf');
INSERT INTO ledger VALUES(6,'2026-01-01T00:00:00Z','tester','import',5,'f05642986f5bda281acedbf862df1e9d9ea8dac990484a07f010a0f38d8e324f','af73e8dac0e9bc1d809ca8711e52a20bb5ee03d683d0cdefca82928a190648cf','00b66909d52b5df7b39e8ba4806de2373df6d6e1ec3ebf13134afb526ba3fcf9');
INSERT INTO ledger VALUES(7,'2026-01-01T00:00:00Z','tester','import',6,'2f0956e8533df36ca31db3189424a1c9636065dd548813e7ffd5cb9d3ca9004e','00b66909d52b5df7b39e8ba4806de2373df6d6e1ec3ebf13134afb526ba3fcf9','0809690f044c00cc9f3ebd3b47b254b8d7d0c5de1f1901c78d43196964ba28c3');
INSERT INTO ledger VALUES(8,'2026-01-01T00:00:00Z','tester','evaluation',1,'e7eada074239e3d280df9f9182da1681d8a5b335fcde37634b679dd4474a6411','0809690f044c00cc9f3ebd3b47b254b8d7d0c5de1f1901c78d43196964ba28c3','11503bce9a88c080f243af5644f4fc1b368c1c2fd869c8e474cf07612ba1807a');
INSERT INTO ledger VALUES(9,'2026-01-01T00:00:00Z','tester','import',7,'23ff48d7b30fbf28c7b1dccc7e29e5a53e77dfe56e4b21883c0825d68f3b1cd0','11503bce9a88c080f243af5644f4fc1b368c1c2fd869c8e474cf07612ba1807a','750124918b2e8bdec8d159a3e0c8090500897556442a9f1f566db37cf38a193b');
INSERT INTO ledger VALUES(10,'2026-01-01T00:00:00Z','tester','evaluation',2,'dc8ab9638a2f89a5b7adc7e2fe3a85cd7fd3b11699cab7a1652cdd1b671b6e72','750124918b2e8bdec8d159a3e0c8090500897556442a9f1f566db37cf38a193b','97bedb55ab017e0cad00748a7cb9f0e766f2cee93f414643fff62f2b57b21af3');
INSERT INTO ledger VALUES(11,'2026-01-01T00:00:00Z','tester','evaluation',3,'0803a8a379793bbfd6d8fd58fffbdccde24cb3c8d9658ed96c7ada86b6f7d423','97bedb55ab017e0cad00748a7cb9f0e766f2cee93f414643fff62f2b57b21af3','540ab44391d1e9ac4d1729a2cebd85850a15d90d60e95bb923b4220172e17a34');
CREATE TABLE timestamp (
    id             INTEGER PRIMARY KEY,
    taken_at       TEXT NOT NULL,
    ledger_seq     INTEGER NOT NULL REFERENCES ledger (seq),
    imprint_sha256 TEXT NOT NULL CHECK (length(imprint_sha256) = 64),
    gen_time       TEXT NOT NULL,
    authority      TEXT NOT NULL,
    reply          BLOB NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS "ev_answer" (
    id INTEGER PRIMARY KEY,
    subject INTEGER NOT NULL REFERENCES subject (id),
    import_id INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    row_sha256 BLOB NOT NULL CHECK (length(row_sha256) = 32),
    raw TEXT,
    "effective_from" TEXT,
    "effective_until" TEXT,
    "requirement" TEXT,
    "aspect" TEXT,
    "result" TEXT,
    "reason" TEXT,
    "risk_reference" TEXT,
    "assessor" INTEGER REFERENCES subject (id),
    "reviewer" INTEGER REFERENCES subject (id),
    "review" TEXT,
    "review_reason" TEXT
) STRICT;
INSERT INTO ev_answer VALUES(1,26,5,2,X'83642d1db1d21ec86fb26abab3949fce23f4fe81adb4dc141242d60140431ab0',NULL,'2025-01-01',NULL,'frame:3','design','met','seen',NULL,24,NULL,NULL,NULL);
CREATE TABLE IF NOT EXISTS "ev_asset" (
    id INTEGER PRIMARY KEY,
    subject INTEGER NOT NULL REFERENCES subject (id),
    import_id INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    row_sha256 BLOB NOT NULL CHECK (length(row_sha256) = 32),
    raw TEXT,
    "effective_from" TEXT,
    "effective_until" TEXT,
    "criticality" TEXT,
    "owner" INTEGER REFERENCES subject (id),
    "users" INTEGER
) STRICT;
INSERT INTO ev_asset VALUES(1,1,1,2,X'e247cd223bd933e673e8fd60c44a14e0b0fb720e270212434a4dc54dd857246d',NULL,'2025-01-01',NULL,'high',NULL,NULL);
INSERT INTO ev_asset VALUES(2,2,1,3,X'29e7db02afa41de2ad324c8515eaba67c4418cb5845cdf2c91e5ef08365edf9f',NULL,'2025-01-01',NULL,'high',NULL,NULL);
INSERT INTO ev_asset VALUES(3,3,1,4,X'f382c6d6c014b146683511c0f3c42b175e7b431d83fba34594f21b93c0dc62af',NULL,'2025-01-01',NULL,'high',NULL,NULL);
INSERT INTO ev_asset VALUES(4,4,1,5,X'ea845ee2c573b6cb39844e614936ae9faefa4c1f9c1a5b9cc755f41df925ed19',NULL,'2025-01-01',NULL,'high',NULL,NULL);
INSERT INTO ev_asset VALUES(5,5,1,6,X'cf5ca9dc8df293f77736f2f1c8e2ab571c3c046016cf11e883223eeafa6e19bb',NULL,'2025-01-01',NULL,'high',NULL,NULL);
INSERT INTO ev_asset VALUES(6,6,1,7,X'a6afdc71bc7380f975d7fa996a367ba3451946332d09c421512eeecf0e0eb616',NULL,'2025-01-01',NULL,'high',NULL,NULL);
INSERT INTO ev_asset VALUES(7,7,1,8,X'd589b02a224f5a774cdfdd10dd115e9de604afe45224b5a57ab3795cc78a9b59',NULL,'2025-01-01',NULL,'high',NULL,NULL);
INSERT INTO ev_asset VALUES(8,8,1,9,X'f6a7345ffd5497a1b7d8f8b826a67904611209411ba0d34e85de8a860f089ae9',NULL,'2025-01-01',NULL,'high',NULL,NULL);
INSERT INTO ev_asset VALUES(9,9,1,10,X'f316210850f06f27caafdce08319b0a429152b712051c253d9091787afc045fb',NULL,'2025-01-01',NULL,'high',NULL,NULL);
INSERT INTO ev_asset VALUES(10,10,1,11,X'4786253b2e0da61625f98178a7740bbe9167f2d36c78081ec3daf45bebbd24f3',NULL,'2025-01-01',NULL,'high',NULL,NULL);
INSERT INTO ev_asset VALUES(11,11,1,12,X'cec7781d70fe4aae5038854badadb231c1064f9b73819f430ff559f76d73f8fb',NULL,'2025-01-01',NULL,'high',NULL,NULL);
CREATE TABLE IF NOT EXISTS "ev_change" (
    id INTEGER PRIMARY KEY,
    subject INTEGER NOT NULL REFERENCES subject (id),
    import_id INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    row_sha256 BLOB NOT NULL CHECK (length(row_sha256) = 32),
    raw TEXT,
    "occurred_on" TEXT,
    "approved" INTEGER
) STRICT;
CREATE TABLE IF NOT EXISTS "ev_exception" (
    id INTEGER PRIMARY KEY,
    subject INTEGER NOT NULL REFERENCES subject (id),
    import_id INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    row_sha256 BLOB NOT NULL CHECK (length(row_sha256) = 32),
    raw TEXT,
    "effective_from" TEXT,
    "effective_until" TEXT,
    "test" TEXT,
    "subject_kind" TEXT,
    "subject_key" TEXT,
    "requested_by" INTEGER REFERENCES subject (id),
    "approved_by" INTEGER REFERENCES subject (id)
) STRICT;
INSERT INTO ev_exception VALUES(1,23,4,2,X'b7e9e35a33dd49e478274c4306bacc64b2c03aa0281a92c1cab29fce00ad6b45',NULL,'2025-01-01','2026-06-30','backup.restore.yearly','asset','A10',24,25);
CREATE TABLE IF NOT EXISTS "ev_organisation" (
    id INTEGER PRIMARY KEY,
    subject INTEGER NOT NULL REFERENCES subject (id),
    import_id INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    row_sha256 BLOB NOT NULL CHECK (length(row_sha256) = 32),
    raw TEXT,
    "effective_from" TEXT,
    "effective_until" TEXT,
    "type" TEXT
) STRICT;
CREATE TABLE IF NOT EXISTS "ev_person" (
    id INTEGER PRIMARY KEY,
    subject INTEGER NOT NULL REFERENCES subject (id),
    import_id INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    row_sha256 BLOB NOT NULL CHECK (length(row_sha256) = 32),
    raw TEXT,
    "effective_from" TEXT,
    "effective_until" TEXT,
    "name" TEXT,
    "mfa" INTEGER
) STRICT;
INSERT INTO ev_person VALUES(1,24,6,2,X'78f6127f630f6ecb7a698c1e91fed25a7709710f0489bfc7103b2e3253e9146e',NULL,'2025-01-01',NULL,NULL,1);
INSERT INTO ev_person VALUES(2,25,6,3,X'e1890b13b96fb33ce824ead56fe495d20517165f549d5a62e736c79d8c51aab0',NULL,'2025-01-01',NULL,NULL,NULL);
INSERT INTO ev_person VALUES(3,27,6,4,X'949020a6ea7e57ecc4d0ac2d4f3edfdc25a1eb8677c830f3c787548d6c527df0',NULL,'2025-01-01',NULL,NULL,NULL);
CREATE TABLE IF NOT EXISTS "ev_restore_test" (
    id INTEGER PRIMARY KEY,
    subject INTEGER NOT NULL REFERENCES subject (id),
    import_id INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    row_sha256 BLOB NOT NULL CHECK (length(row_sha256) = 32),
    raw TEXT,
    "occurred_on" TEXT,
    "asset" INTEGER REFERENCES subject (id),
    "result" TEXT,
    "duration" INTEGER
) STRICT;
INSERT INTO ev_restore_test VALUES(1,12,2,2,X'3a40cc812eddc9df1e9c4b546f33927162caed4e032c9858fed9b97bdc9e4153',NULL,'2025-06-30',1,'success',NULL);
INSERT INTO ev_restore_test VALUES(2,13,2,3,X'b8e1677471fa2e871287ca8fdf90ffdcabdb1f7bf63df573ea553430715a5600',NULL,'2025-06-30',2,'success',NULL);
INSERT INTO ev_restore_test VALUES(3,14,2,4,X'7f2e06f746f02418139285017b7cc8c78534289745ae7c48c7868f91d68d20b9',NULL,'2025-06-30',3,'success',NULL);
INSERT INTO ev_restore_test VALUES(4,15,2,5,X'16ae19ff0b7f89089eca345e2e00bbef52cdaa2114ece6110c469827eeb186f9',NULL,'2025-06-30',4,'success',NULL);
INSERT INTO ev_restore_test VALUES(5,16,2,6,X'eddf883b43da37a08d4740c9ad21ebd924173e846487a8f0e44f76078eb174a7',NULL,'2025-06-30',5,'success',NULL);
INSERT INTO ev_restore_test VALUES(6,17,2,7,X'4ce6b69e4deb5c27e2d2b23ada10fd7ecf66c69d3d7717dfdf329ec63a05ccc9',NULL,'2025-06-30',6,'success',NULL);
INSERT INTO ev_restore_test VALUES(7,18,2,8,X'46eae10a6493512a6955a72cf2e9a3f6897d451d9767af9d6b6a1f33cb5a75f2',NULL,'2025-06-30',7,'success',NULL);
INSERT INTO ev_restore_test VALUES(8,19,2,9,X'22c0d714dc13634d3349bb10fb6ad17c4ffea7d86e0e4461c8851274546548a4',NULL,'2025-06-30',8,'success',NULL);
INSERT INTO ev_restore_test VALUES(9,20,2,10,X'984ea300fe0a78b37512ec6dcdabdb14dd2b08d018acd9efbe2783250c6c0d0d',NULL,'2025-06-30',9,'failure',NULL);
INSERT INTO ev_restore_test VALUES(10,21,2,11,X'1e4f643b8f87790bbeae3a0a8ae33e1e3c259cf46db7816986c45e7fe67639ce',NULL,'2025-06-30',10,'failure',NULL);
INSERT INTO ev_restore_test VALUES(11,22,2,12,X'a7b369911cf21b0006a2f693e2650b32c7e3cbe185b65fd74a010d6ec3cf068a',NULL,'2025-06-30',11,NULL,NULL);
INSERT INTO ev_restore_test VALUES(12,28,7,2,X'3864ded93bdc71016725209d69948dc771ac0fca168febbabf2c1c7f2daace46',NULL,'2025-06-30',9,'success',NULL);
CREATE INDEX "ev_asset.subject" ON "ev_asset" (subject, import_id);
CREATE INDEX "ev_asset.owner" ON "ev_asset" ("owner") WHERE "owner" IS NOT NULL;
CREATE INDEX "ev_restore_test.subject" ON "ev_restore_test" (subject, import_id);
CREATE INDEX "ev_restore_test.asset" ON "ev_restore_test" ("asset") WHERE "asset" IS NOT NULL;
CREATE INDEX "ev_change.subject" ON "ev_change" (subject, import_id);
CREATE INDEX "ev_exception.subject" ON "ev_exception" (subject, import_id);
CREATE INDEX "ev_exception.requested_by" ON "ev_exception" ("requested_by") WHERE "requested_by" IS NOT NULL;
CREATE INDEX "ev_exception.approved_by" ON "ev_exception" ("approved_by") WHERE "approved_by" IS NOT NULL;
CREATE INDEX "ev_answer.subject" ON "ev_answer" (subject, import_id);
CREATE INDEX "ev_answer.reviewer" ON "ev_answer" ("reviewer") WHERE "reviewer" IS NOT NULL;
CREATE INDEX "ev_answer.assessor" ON "ev_answer" ("assessor") WHERE "assessor" IS NOT NULL;
CREATE INDEX "ev_person.subject" ON "ev_person" (subject, import_id);
CREATE TRIGGER artefact_content_no_update BEFORE UPDATE ON artefact_content
BEGIN SELECT RAISE(ABORT, 'evidence is only ever added: artefact_content cannot be changed'); END;
CREATE TRIGGER artefact_content_no_delete BEFORE DELETE ON artefact_content
BEGIN SELECT RAISE(ABORT, 'evidence is only ever added: artefact_content cannot be deleted'); END;
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
CREATE TRIGGER ledger_no_update BEFORE UPDATE ON ledger
BEGIN SELECT RAISE(ABORT, 'the ledger is only ever added to: ledger cannot be changed'); END;
CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger
BEGIN SELECT RAISE(ABORT, 'the ledger is only ever added to: ledger cannot be deleted'); END;
CREATE TRIGGER timestamp_no_update BEFORE UPDATE ON timestamp
BEGIN SELECT RAISE(ABORT, 'the ledger is only ever added to: timestamp cannot be changed'); END;
CREATE TRIGGER timestamp_no_delete BEFORE DELETE ON timestamp
BEGIN SELECT RAISE(ABORT, 'the ledger is only ever added to: timestamp cannot be deleted'); END;
CREATE TRIGGER "ev_answer.no_update" BEFORE update ON "ev_answer" BEGIN SELECT RAISE(ABORT, 'evidence is only ever added: ev_answer cannot be changed'); END;
CREATE TRIGGER "ev_answer.no_delete" BEFORE delete ON "ev_answer" BEGIN SELECT RAISE(ABORT, 'evidence is only ever added: ev_answer cannot be deleted'); END;
CREATE TRIGGER "ev_asset.no_update" BEFORE update ON "ev_asset" BEGIN SELECT RAISE(ABORT, 'evidence is only ever added: ev_asset cannot be changed'); END;
CREATE TRIGGER "ev_asset.no_delete" BEFORE delete ON "ev_asset" BEGIN SELECT RAISE(ABORT, 'evidence is only ever added: ev_asset cannot be deleted'); END;
CREATE TRIGGER "ev_change.no_update" BEFORE update ON "ev_change" BEGIN SELECT RAISE(ABORT, 'evidence is only ever added: ev_change cannot be changed'); END;
CREATE TRIGGER "ev_change.no_delete" BEFORE delete ON "ev_change" BEGIN SELECT RAISE(ABORT, 'evidence is only ever added: ev_change cannot be deleted'); END;
CREATE TRIGGER "ev_exception.no_update" BEFORE update ON "ev_exception" BEGIN SELECT RAISE(ABORT, 'evidence is only ever added: ev_exception cannot be changed'); END;
CREATE TRIGGER "ev_exception.no_delete" BEFORE delete ON "ev_exception" BEGIN SELECT RAISE(ABORT, 'evidence is only ever added: ev_exception cannot be deleted'); END;
CREATE TRIGGER "ev_organisation.no_update" BEFORE update ON "ev_organisation" BEGIN SELECT RAISE(ABORT, 'evidence is only ever added: ev_organisation cannot be changed'); END;
CREATE TRIGGER "ev_organisation.no_delete" BEFORE delete ON "ev_organisation" BEGIN SELECT RAISE(ABORT, 'evidence is only ever added: ev_organisation cannot be deleted'); END;
CREATE TRIGGER "ev_person.no_update" BEFORE update ON "ev_person" BEGIN SELECT RAISE(ABORT, 'evidence is only ever added: ev_person cannot be changed'); END;
CREATE TRIGGER "ev_person.no_delete" BEFORE delete ON "ev_person" BEGIN SELECT RAISE(ABORT, 'evidence is only ever added: ev_person cannot be deleted'); END;
CREATE TRIGGER "ev_restore_test.no_update" BEFORE update ON "ev_restore_test" BEGIN SELECT RAISE(ABORT, 'evidence is only ever added: ev_restore_test cannot be changed'); END;
CREATE TRIGGER "ev_restore_test.no_delete" BEFORE delete ON "ev_restore_test" BEGIN SELECT RAISE(ABORT, 'evidence is only ever added: ev_restore_test cannot be deleted'); END;
COMMIT;
