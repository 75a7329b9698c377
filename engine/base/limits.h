/* SPDX-License-Identifier: EUPL-1.2 */
/* Every limit of the program, with the reason for its number. Each has a test. */
#ifndef VW_BASE_LIMITS_H
#define VW_BASE_LIMITS_H

/* Diagnostics kept; beyond it only counted. A screenful is 50; ten of those is what people read. */
#define VW_DIAGS_MAX 500

/* Bytes of a line that is still shown with a caret, windowed. Finding a column takes as long as the
 * line: thousands of places on one of megabytes would take hours. Ours have 140. */
#define VW_LINE_BYTES_MAX 2000u

/* One YAML file. The largest shipped one is some 200 kB; libyaml itself sets no bound. */
#define VW_YAML_BYTES_MAX (8u << 20)
/* Nesting of YAML collections: ours use 8. libyaml 0.2.5 accepts any depth (stack exhaustion). */
#define VW_YAML_DEPTH_MAX 32
/* Nodes of one YAML file: 20 times the largest shipped one. */
#define VW_YAML_NODES_MAX 400000u

/* A rule's text in bytes: a page of text is 3,000. */
#define VW_RULE_BYTES_MAX 8192u
/* Tokens of one rule: a chain of as many operands must stay below SQLite's 1,000 levels of an
 * expression. */
#define VW_RULE_TOKENS_MAX 1000u
/* Nesting of a rule. SQLite's parser has a stack of 100, of which a rule's frame and a term take
 * some thirty. A level (parentheses, `not`, a step of a path) takes at most five, as in `a or b and
 * (`; a related form takes four such levels. So three of those fit into each other. A value over
 * related records takes five: it may stand in a term, inside three functions. */
#define VW_RULE_DEPTH_MAX 14
#define VW_RULE_RELATED_WEIGHT 4
#define VW_RULE_VALUE_WEIGHT 5
/* N of a term, in any unit: 100,000 days are 273 years. */
#define VW_RULE_TERM_MAX 100000
/* SQLite virtual machine steps of one test: 1,000,000 subjects at 2,000 steps each. */
#define VW_RULE_STEPS_MAX 2000000000ull
/* Seconds of one test, unless --rule-seconds says otherwise. */
#define VW_RULE_SECONDS_MAX 300

/* One field of evidence. Longer texts are documents: attach them instead. */
#define VW_FIELD_BYTES_MAX 65536u
/* Columns of one evidence file: SQLite's default limit on a table is 2,000. */
#define VW_COLUMNS_MAX 512
/* Rows of one import: SQLite row numbers allow more, the row column of a diagnostic does not. */
#define VW_ROWS_MAX 100000000u

/* One JSON document that is read whole: the largest bills of materials and scans that tools write
 * are some 100 MB. */
#define VW_DOCUMENT_BYTES_MAX ((size_t)128 << 20)
/* What its values take in memory, reckoned before it is read; the bytes alone do not tell, as "{},"
 * of three bytes takes 350. With jansson 2.14 on 64 bits an object or list takes at most 350 bytes,
 * another value or a member 130, beside its text. Documents of tools have a list or object for
 * each 100 bytes and a value for each 25: at most size they take 1.1 GiB. */
#define VW_DOCUMENT_MEMORY_MAX ((size_t)2 << 30)
#define VW_DOCUMENT_LIST_BYTES 350u
#define VW_DOCUMENT_VALUE_BYTES 130u
/* Products that a CSAF document names by way of groups, each use of a group counted. The largest
 * advisories have some 100,000 products in all. */
#define VW_CSAF_THROUGH_GROUPS_MAX 5000000u

/* A PDF that is signed or checked, as it is read whole. 500 pages full of tables take 17 MB. */
#define VW_PDF_BYTES_MAX ((size_t)1 << 30)
/* Objects of one: what readers have to bear (ISO 32000-1, annex C). */
#define VW_PDF_OBJECTS_MAX 8388607u
/* Updates of one: a signature is one, and nobody lets a thousand people sign. */
#define VW_PDF_REVISIONS_MAX 1000u
/* A file inside one, unpacked. An index of 100,000 imports takes 60 MB. */
#define VW_PDF_EMBEDDED_MAX ((size_t)256 << 20)
/* Content of one page, unpacked: a page full of the smallest print takes 100 kB. */
#define VW_PDF_PAGE_BYTES_MAX ((size_t)64 << 20)

/* One artefact. Longer files, such as images of disks, are no proof that anybody reads. */
#define VW_ARTEFACT_BYTES_MAX (4ull << 30)
/* A part of its content, as stored inside and as read: far below SQLite's limit on one value. */
#define VW_ARTEFACT_PART_BYTES (256u << 10)

/* A zipped file may unpack freely to this size; beyond it, no part may be larger than
 * VW_ZIP_RATIO_MAX times its packed size. Sheets pack 10 to 40 times; deflate can reach 1,032. */
#define VW_ZIP_FREE_BYTES ((uint64_t)16 << 20)
#define VW_ZIP_RATIO_MAX 250u
/* One part unpacked: a full sheet, 1,048,576 rows of 60 cells of 60 bytes, is some 4 GB. */
#define VW_ZIP_PART_BYTES_MAX ((uint64_t)4 << 30)
/* All parts that are read of one file. */
#define VW_ZIP_TOTAL_BYTES_MAX ((uint64_t)8 << 30)
/* Its directory, which libzip keeps in memory: a workbook of 500 sheets has some 2,000 parts. */
#define VW_ZIP_ENTRIES_MAX 20000
#define VW_ZIP_DIRECTORY_BYTES_MAX ((uint64_t)8 << 20)

/* Nesting of XML in a workbook: its own parts use 8, extensions a few more. */
#define VW_XML_DEPTH_MAX 64
/* One tag, comment or instruction, which expat keeps in memory. The longest that Excel writes, a
 * tag with the ranges of a validation, has some 100 kB. */
#define VW_XML_TAG_BYTES_MAX (1u << 20)
/* Formats of numbers and of cells in a workbook: Excel allows some 250 and 65,490. */
#define VW_XLSX_FORMATS_MAX 1000
#define VW_XLSX_STYLES_MAX 65536
/* Relationships of one part: a workbook has one for each of its sheets and some more. */
#define VW_XLSX_RELATIONS_MAX 5000

/* One reply of a time stamping authority, with its certificates: they take some 6 kB. */
#define VW_TIMESTAMP_BYTES_MAX (1u << 20)

/* One object in a JSON table, and its nesting: a row with the longest field has 64 kB. */
#define VW_JSON_ELEMENT_BYTES_MAX ((size_t)4 << 20)
#define VW_JSON_DEPTH_MAX 32u

/* One template. */
#define VW_TEMPLATE_BYTES_MAX (1u << 20)

#endif
