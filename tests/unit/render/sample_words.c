/* SPDX-License-Identifier: EUPL-1.2 */
/* The sample's words in both languages. */
#include "sample_document.h"

static const vw_words dutch = {
    .result = {[VW_RESULT_ERROR] = "fout",
               [VW_NOT_MET] = "voldoet niet",
               [VW_NOT_ASSESSED] = "niet beoordeeld",
               [VW_PARTLY_MET] = "voldoet deels",
               [VW_EXPLAINED] = "uitgelegd",
               [VW_MET] = "voldoet",
               [VW_NOT_APPLICABLE] = "niet van toepassing",
               [VW_NOT_OCCURRED] = "niet voorgekomen"},
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
    .result = {[VW_RESULT_ERROR] = "error",
               [VW_NOT_MET] = "not met",
               [VW_NOT_ASSESSED] = "not assessed",
               [VW_PARTLY_MET] = "partly met",
               [VW_EXPLAINED] = "explained",
               [VW_MET] = "met",
               [VW_NOT_APPLICABLE] = "not applicable",
               [VW_NOT_OCCURRED] = "not occurred"},
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

vw_words sample_words(vw_lang lang)
{
    return lang == VW_NL ? dutch : english;
}
