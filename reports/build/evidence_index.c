/* SPDX-License-Identifier: EUPL-1.2 */
/* The files that people handed in as evidence, with their hashes and what each supports. */
#include "reports/build/people.h"
#include "reports/build/records.h"

#include <stdlib.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

typedef struct {
    int64_t artefact;
    const char *record;
} supported;
typedef VW_VEC(supported) supported_list;

static int by_artefact(const void *left, const void *right)
{
    const int64_t a = ((const supported *)left)->artefact, b = ((const supported *)right)->artefact;
    return (a > b) - (a < b);
}

/* Links that hold on the reference date, by artefact. */
static vw_status read_links(supported_list *out, vw_report *r)
{
    const vw_records_query query = {
        .kind = "attachment",
        .when = VW_OVER_ALL,
        .order = "e.record_kind, e.record_key",
        .fields = {"artefact", "record_kind", "record_key"},
        .needs = "record_kind record_key",
    };
    vw_records links;
    const vw_status status = vw_records_read(&links, r, &query);
    for (size_t i = 0; status == VW_OK && i < links.items.count; i++) {
        const vw_record_value *values = links.items.items[i].values;
        const char *kind = values[1].known ? values[1].shown : "?";
        const supported one = {values[0].subject,
                               vw_printf(r->arena, "%s %s", vw_show_kind(r, kind),
                                         vw_show_subject(r, r->arena, kind, 0,
                                                         values[2].known ? values[2].shown : "?"))};
        VW_PUSH(r->arena, *out, one);
    }
    if (out->count > 1) {
        qsort(out->items, out->count, sizeof *out->items, by_artefact);
    }
    return status;
}

/* "Besluit BW-12; Training T-3"; empty when the artefact supports nothing. */
static const char *records_of(const vw_report *r, const supported_list *links, int64_t artefact)
{
    size_t low = 0, high = links->count;
    vw_buf text = {.arena = r->arena};
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (links->items[middle].artefact < artefact) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    for (; low < links->count && links->items[low].artefact == artefact; low++) {
        vw_buf_addf(&text, "%s%s", text.length > 0 ? "; " : "", links->items[low].record);
    }
    return vw_buf_text(&text);
}

enum { FILE_NAME, MEDIA, BYTES, STORED, PLACE, DESCRIPTION, BY, HASH, ON };

static void add_artefact(const vw_report *r, vw_cells *cells, const vw_record *artefact,
                         const supported_list *links)
{
    const vw_record_value *values = artefact->values;
    const char *by = values[BY].known ? vw_show_collector(r, r->arena, values[BY].shown) : NULL;
    const vw_cell row[] = {
        vw_text_cell(values[FILE_NAME].known ? values[FILE_NAME].shown : NULL),
        vw_text_cell(records_of(r, links, artefact->subject)),
        values[ON].known ? (vw_cell){.is = VW_CELL_DATE, .date = values[ON].date}
                         : vw_text_cell(NULL),
        vw_text_cell(by),
        vw_number_cell((int64_t)values[BYTES].number),
        vw_text_cell(values[STORED].known ? values[STORED].shown : NULL),
        vw_text_cell(values[PLACE].known ? values[PLACE].shown : NULL),
        vw_text_cell(values[MEDIA].known ? values[MEDIA].shown : NULL),
        vw_text_cell(values[DESCRIPTION].known ? values[DESCRIPTION].shown : NULL),
        vw_text_cell(values[HASH].known ? values[HASH].shown : NULL),
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        VW_PUSH(r->arena, *cells, row[i]);
    }
}

vw_status vw_blocks_artefacts(vw_report *r, vw_block_list *out, int level)
{
    static const vw_column_words columns[] = {
        {"file", {"Bestand", "File"}, VW_CELL_TEXT, 2.4, 0},
        {"supports", {"Onderbouwt", "Supports"}, VW_CELL_TEXT, 2.4, 0},
        {"on", {"Overgelegd op", "Handed in on"}, VW_CELL_DATE, 1.5, 0},
        {"by", {"Door", "By"}, VW_CELL_TEXT, 1.6, 0},
        {"bytes", {"Bytes", "Bytes"}, VW_CELL_INTEGER, 1, 0},
        {"stored", {"Bewaard", "Stored"}, VW_CELL_TEXT, 1.2, VW_COLUMN_DATA},
        {"place", {"Plaats", "Location"}, VW_CELL_TEXT, 2, VW_COLUMN_DATA},
        {"media", {"Mediatype", "Media type"}, VW_CELL_TEXT, 1.6, VW_COLUMN_DATA},
        {"description", {"Omschrijving", "Description"}, VW_CELL_TEXT, 3, VW_COLUMN_DATA},
        {"sha256", {"SHA-256", "SHA-256"}, VW_CELL_TEXT, 3.6, VW_COLUMN_CODE},
    };
    static const vw_table_words words = {
        .id = "artefacts",
        .caption = {"Bewijsstukken: elk bestand, met zijn hash en wat het onderbouwt",
                    "Artefacts: each file, with its hash and what it supports"},
        .sheet_id = "artefacts",
        .sheet = {"Bewijsstukken", "Artefacts"},
        .columns = columns,
        .column_count = COUNT(columns),
        .empty = {"Er zijn geen bewijsstukken overgelegd.", "No artefacts were handed in."},
    };
    /* Also those handed in after the period: they are evidence up to the import mark. */
    const vw_records_query query = {
        .kind = "artefact",
        .when = VW_OVER_ALL,
        .order = "e.occurred_on, e.file_name",
        .fields = {"file_name", "media_type", "bytes", "stored", "location", "description",
                   "added_by", "sha256", "occurred_on"},
        .needs = "file_name",
    };
    (void)level;
    vw_records artefacts;
    supported_list links = {0};
    vw_cells cells = {0};
    vw_status status = vw_records_read(&artefacts, r, &query);
    if (status == VW_OK) {
        status = read_links(&links, r);
    }
    for (size_t i = 0; status == VW_OK && i < artefacts.items.count; i++) {
        add_artefact(r, &cells, &artefacts.items.items[i], &links);
    }
    vw_table *table = vw_table_new(r, &words);
    vw_table_fill(r, table, &cells);
    vw_add_table(r, out, table);
    return status;
}
