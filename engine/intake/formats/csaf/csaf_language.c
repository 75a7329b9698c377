/* SPDX-License-Identifier: EUPL-1.2 */
/* Language tags (BCP 47) and whether their parts exist. Two letters are looked up: languages in
 * ISO 639-1, regions in ISO 3166-1 with what the IANA registry adds. Longer parts are judged by
 * their form only: their lists grow each year. */
#include "intake/formats/csaf/csaf.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

static const char languages[] =
    " aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy"
    " da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu"
    " hy hz ia id ie ig ii ik in io is it iu iw ja ji jv jw ka kg ki kj kk kl km kn ko kr ks ku kv"
    " kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt my na nb nd ne ng nl nn no nr"
    " nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq"
    " sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi"
    " yo za zh zu ";

static const char regions[] =
    " AA AC AD AE AF AG AI AL AM AN AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN"
    " BO BQ BR BS BT BU BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CP CQ CR CS CU CV CW CX CY"
    " CZ DD DE DG DJ DK DM DO DZ EA EC EE EG EH ER ES ET EU EZ FI FJ FK FM FO FR FX GA GB GD GE GF"
    " GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU IC ID IE IL IM IN IO IQ IR IS IT"
    " JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF"
    " MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NT NU NZ"
    " OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK"
    " SL SM SN SO SR SS ST SU SV SX SY SZ TA TC TD TF TG TH TJ TK TL TM TN TO TP TR TT TV TW TZ UA"
    " UG UM UN US UY UZ VA VC VE VG VI VN VU WF WS YD YE YT YU ZA ZM ZR ZW ZZ ";

typedef struct {
    const char *text;
    size_t length;
} subtag;

static subtag next_after(subtag tag)
{
    const char *text = tag.text + tag.length + (tag.text[tag.length] == '-');

    return (subtag){.text = text, .length = strcspn(text, "-")};
}

static bool is_all(subtag tag, int (*test)(int))
{
    for (size_t i = 0; i < tag.length; i++) {
        if ((unsigned char)tag.text[i] > 0x7f || !test((unsigned char)tag.text[i])) {
            return false;
        }
    }
    return tag.length > 0;
}

static bool is_listed(const char *list, subtag tag, int (*fold)(int))
{
    char wanted[5] = {' ', (char)fold((unsigned char)tag.text[0]),
                      (char)fold((unsigned char)tag.text[1]), ' ', '\0'};

    return strstr(list, wanted) != NULL;
}

static bool is_private_region(subtag tag)
{
    int a = toupper((unsigned char)tag.text[0]);
    int b = toupper((unsigned char)tag.text[1]);

    return a == 'X' || (a == 'Q' && b >= 'M');
}

/* One part at least, each of at least [least] and at most 8 letters or digits, until a single one
 * when [least] is 2. */
static bool take_rest(subtag *tag, size_t least)
{
    bool any = false;

    while (tag->length >= least && tag->length > 0) {
        if (tag->length > 8 || !is_all(*tag, isalnum)) {
            return false;
        }
        *tag = next_after(*tag);
        any = true;
    }
    return any;
}

/* Variants, extensions and private use: by their form. */
static bool take_tail(subtag tag)
{
    while (tag.length > 1) {
        bool variant = tag.length >= 5 || (tag.length == 4 && isdigit((unsigned char)tag.text[0]));

        if (!variant || tag.length > 8 || !is_all(tag, isalnum)) {
            return false;
        }
        tag = next_after(tag);
    }
    while (tag.length == 1 && is_all(tag, isalnum)) {
        bool is_private = tolower((unsigned char)tag.text[0]) == 'x';

        tag = next_after(tag);
        if (!take_rest(&tag, is_private ? 1 : 2)) {
            return false;
        }
    }
    return tag.text[0] == '\0';
}

bool vw_csaf__is_language(bool *exists, const char *text)
{
    subtag tag = {.text = text, .length = strcspn(text, "-")};

    *exists = true;
    if (strcasecmp(text, "i-default") == 0 || strcasecmp(text, "i-mingo") == 0) {
        return true;
    }
    if (text[0] == '\0' || text[strlen(text) - 1] == '-' || strstr(text, "--") != NULL) {
        return false;
    }
    if (tag.length == 1 && tolower((unsigned char)text[0]) == 'x') {
        return take_tail(tag);
    }
    if (!is_all(tag, isalpha) || tag.length < 2 || tag.length > 8) {
        return false;
    }
    /* Four letters are reserved, and none of five to eight is registered. */
    *exists = tag.length == 3 || (tag.length == 2 && is_listed(languages, tag, tolower));
    bool extensible = tag.length < 4;

    tag = next_after(tag);
    for (int i = 0; i < 3 && extensible && tag.length == 3 && is_all(tag, isalpha); i++) {
        tag = next_after(tag);
    }
    if (tag.length == 4 && is_all(tag, isalpha)) {
        tag = next_after(tag);
    }
    if (tag.length == 2 && is_all(tag, isalpha)) {
        *exists = *exists && (is_listed(regions, tag, toupper) || is_private_region(tag));
        tag = next_after(tag);
    } else if (tag.length == 3 && is_all(tag, isdigit)) {
        tag = next_after(tag);
    }
    return take_tail(tag);
}
