/* SPDX-License-Identifier: EUPL-1.2 */
/* The words that renderers need besides the tree. */
#include "model/label.h"
#include "reports/build/build.h"

static const vw_words dutch = {
    .contents = "Inhoud",
    .page = "Pagina",
    .of = "van",
    .continued = "vervolg",
    .text = "Tekst",
    .whole_text = "Alles wat het document zegt, in volgorde; tabellen staan op de andere bladen",
    .not_available = "n.v.t.",
    .place = "Plaats",
    .date = "Datum",
    .signature = "Handtekening",
    .name = "Naam",
    .draft = "concept",
    .total = "Totaal",
    .ledger = "Grootboek",
    .decimal_mark = ",",
    .thousands_mark = ".",
    .month = {"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus",
              "september", "oktober", "november", "december"},
};

static const vw_words english = {
    .contents = "Contents",
    .page = "Page",
    .of = "of",
    .continued = "continued",
    .text = "Text",
    .whole_text = "All that the document says, in its order; tables are on the other sheets",
    .not_available = "n/a",
    .place = "Place",
    .date = "Date",
    .signature = "Signature",
    .name = "Name",
    .draft = "draft",
    .total = "Total",
    .ledger = "Ledger",
    .decimal_mark = ".",
    .thousands_mark = ",",
    .month = {"January", "February", "March", "April", "May", "June", "July", "August", "September",
              "October", "November", "December"},
};

vw_words vw_report__words(vw_lang lang)
{
    vw_words words = lang == VW_NL ? dutch : english;
    for (vw_result result = 0; result < VW_RESULT_COUNT; result++) {
        words.result[result] = vw_text_in(vw_result_label(result), lang);
    }
    return words;
}
