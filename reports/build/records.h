/* SPDX-License-Identifier: EUPL-1.2 */
/* Reading records of evidence for a document: the only way from a record's field to its words.
 *
 * What a reader of the document may not see stays here. A field that the catalogue does not call
 * public comes out of a public document's reading as "(not public)", whatever asks for it; its
 * number, date or choice is there to be counted and to decide with. A key is never given out. So no
 * block has to think of it, and none can forget it. */
#ifndef VW_REPORTS_BUILD_RECORDS_H
#define VW_REPORTS_BUILD_RECORDS_H

#include "reports/build/rows.h"

typedef enum {
    VW_OVER_PERIOD,    /* events in the period; states that hold on the reference date */
    VW_OVER_UNTIL_NOW, /* events and states that began before the period was over */
    VW_OVER_YEAR_AGO,  /* states that held a year before the reference date */
    VW_OVER_ALL        /* all that was recorded at the import mark */
} vw_records_when;

enum { VW_RECORD_FIELDS = 16 };

typedef struct {
    const char *kind;
    vw_records_when when;
    const char *where; /* SQL over "e", or NULL: it decides, and shows nothing */
    const char *order; /* SQL over "e", or NULL: by subject */
    const char *fields[VW_RECORD_FIELDS + 1];
    const char *needs; /* fields of [where] and [order], apart by blanks, or NULL */
} vw_records_query;

typedef struct {
    bool known;         /* not empty */
    const char *shown;  /* for the document; NULL when not known */
    const char *choice; /* of an enum: its value; else NULL */
    double number;      /* of a number or yes-or-no */
    vw_date date;       /* of a date or an instant, else VW_DATE_NONE */
    int64_t at;         /* of an instant: seconds since 1970 */
    int64_t subject;    /* of a reference: the number of what it names, to join by */
} vw_record_value;

typedef struct {
    int64_t subject;
    const struct vw_record_key *key; /* only to find the same record elsewhere */
    const vw_record_value *values;   /* as [fields] of the query */
} vw_record;

typedef struct {
    bool available; /* the catalogue has the kind and every field that is needed */
    vw_kind_knowledge known;
    VW_VEC(vw_record) items;
} vw_records;

/* Fields that this catalogue lacks are unknown. A kind that it lacks gives no records, and is not
 * [available]. Free texts that were shown are kept in [r->own_texts]: somebody wrote them. */
VW_MUST_USE vw_status vw_records_read(vw_records *out, vw_report *r, const vw_records_query *query);
/* Only how many; [fields] is not looked at. */
VW_MUST_USE vw_status vw_records_count(uint64_t *out, vw_report *r, const vw_records_query *query);
/* A subject by its kind and key, as a reference to it is shown. */
const char *vw_records_subject(vw_report *r, const char *kind, const char *key);
/* Its key, for a message to who makes the document: never for the document. */
const char *vw_records_key(const vw_record *record);
/* Whether texts of two records with one key, in these fields, are about the same thing, also where
 * a reader may not see them: a quarter of the longer words of the shorter text stands in the other.
 * True where either has no text. */
bool vw_records_alike(vw_report *of, const vw_record *one, vw_report *of_other,
                      const vw_record *other, const char *kind, const char *const *fields);
/* Keeps a text of a record that came otherwise than by vw_records_read, and that the document
 * prints: as those are kept. [field] NULL: the key itself. */
void vw_records_shown(vw_report *r, const char *kind, const char *key, const char *field,
                      const char *text);
/* As a number of a record is shown: "20", and "20.50" when it is not whole. */
const char *vw_records_number(const vw_report *r, double number);
/* The record with the same key, also of another dossier; NULL: none. */
const vw_record *vw_records_find(const vw_records *records, const vw_record *like);

#endif
