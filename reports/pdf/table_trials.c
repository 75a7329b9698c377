/* SPDX-License-Identifier: EUPL-1.2 */
/* The widths that make a table's rows lowest: each column is tried at each width, and what is left
 * of the frame goes, step by step, where it saves most. */
#include "reports/pdf/table_widths.h"

/* How much wider a column is tried at a time. */
#define STEP 3.0
#define STEPS 180u
/* In lines: what a hyphen costs, and a word that is broken without one. */
#define HYPHEN_COST 0.3
#define BROKEN_COST 3.0
/* The head is read on each page: its lines and hyphens count as those of so many rows. */
#define HEAD_WEIGHT 5.0

/* How a cell is set at a width: its lines, and what is wrong with them, in lines too. */
typedef struct {
    float lines, faults;
} setting;

/* The setting of each cell of the head and the first rows, by how many steps wider than the least
 * its column is. */
typedef struct {
    const vw_pdf_sampling *self;
    size_t columns, rows, left; /* left: steps to give away */
    setting *settings;          /* [column][step][row] */
    size_t *now;                /* steps, by column */
} trial;

static setting setting_of(const vw_pdf_text *text, double width)
{
    size_t hyphens, broken;
    size_t lines = vw_pdf__lines_in(text, width, &hyphens, &broken);
    return (setting){(float)lines,
                     (float)(HYPHEN_COST * (double)hyphens + BROKEN_COST * (double)broken)};
}

/* A text is only hyphenated where that saves a line. */
static setting set_sample(const vw_pdf_sampling *self, const vw_pdf_sample *one, double width)
{
    if (one->text == NULL) {
        return (setting){1, 0};
    }
    double room = (width - one->extra) / (self->table->size / self->table->base);
    setting plain = setting_of(one->text, room);
    if (plain.lines < 2) {
        return plain;
    }
    setting other = setting_of(one->hyphenated, room);
    return other.lines + other.faults < plain.lines + plain.faults ? other : plain;
}

double vw_pdf__sample_lines(const vw_pdf_sampling *self, const vw_pdf_sample *one, double width)
{
    return (double)set_sample(self, one, width).lines;
}

static setting *settings_at(const trial *t, size_t column, size_t step)
{
    step = step < STEPS ? step : STEPS;
    return t->settings + (column * (STEPS + 1) + step) * t->rows;
}

static void try_all_steps(trial *t)
{
    for (size_t column = 0; column < t->columns; column++) {
        for (size_t step = 0; step <= t->left && step <= STEPS; step++) {
            double width = t->self->claims[column].least + (double)step * STEP;
            for (size_t row = 0; row < t->rows; row++) {
                const vw_pdf_sample *one = &t->self->samples.items[row * t->columns + column];
                settings_at(t, column, step)[row] = set_sample(t->self, one, width);
            }
        }
    }
}

static double weight_of(size_t row)
{
    return row == 0 ? HEAD_WEIGHT : 1;
}

/* What a column's cells cost by themselves. The third power: the highest cell makes the row. */
static double cost_alone(const trial *t, size_t column, size_t steps)
{
    const setting *settings = settings_at(t, column, steps);
    double cost = 0;
    for (size_t row = 0; row < t->rows; row++) {
        double lines = (double)(settings[row].lines + settings[row].faults);
        cost += lines * lines * lines * weight_of(row);
    }
    return cost;
}

/* What all rows cost, when the columns whose bit stands in [which] get [more] steps. */
static double cost_together(const trial *t, uint64_t which, size_t more)
{
    double cost = 0;
    for (size_t row = 0; row < t->rows; row++) {
        double tallest = 1, faults = 0;
        for (size_t column = 0; column < t->columns; column++) {
            size_t steps = t->now[column] + (which >> column & 1 ? more : 0);
            const setting *here = &settings_at(t, column, steps)[row];
            tallest = (double)here->lines > tallest ? (double)here->lines : tallest;
            faults += (double)here->faults;
        }
        cost += (tallest + faults) * weight_of(row);
    }
    return cost;
}

/* The columns that get steps together with column [i]: the results', whose words are the same, with
 * the first of them; none with the others of them; else the column itself. */
static uint64_t moved_with(const trial *t, size_t i)
{
    const vw_pdf_column *columns = t->self->table->columns;
    if (columns[i].column->is != VW_CELL_RESULT) {
        return (uint64_t)1 << i;
    }
    uint64_t which = 0;
    for (size_t k = 0; k < t->columns; k++) {
        if (columns[k].column->is == VW_CELL_RESULT) {
            if (k < i) {
                return 0;
            }
            which |= (uint64_t)1 << k;
        }
    }
    return which;
}

static size_t bits(uint64_t set)
{
    size_t count = 0;
    for (; set != 0; set &= set - 1) {
        count++;
    }
    return count;
}

static void give(trial *t, uint64_t which, size_t steps)
{
    for (size_t i = 0; i < t->columns; i++) {
        t->now[i] += which >> i & 1 ? steps : 0;
    }
    t->left -= steps * bits(which);
}

static void take(trial *t, uint64_t which)
{
    for (size_t i = 0; i < t->columns; i++) {
        t->now[i] -= which >> i & 1;
    }
    t->left += bits(which);
}

/* What the columns' cells cost by themselves. */
static double cost_apart(const trial *t, uint64_t which, size_t more)
{
    double cost = 0;
    for (size_t i = 0; i < t->columns; i++) {
        cost += which >> i & 1 ? cost_alone(t, i, t->now[i] + more) : 0;
    }
    return cost;
}

/* Gives steps where they gain most for each, until none gains anything. */
static void give_out(trial *t, double (*cost_of)(const trial *t, uint64_t which, size_t more))
{
    for (;;) {
        double most = 0;
        size_t best = 0;
        uint64_t which = 0;
        for (size_t i = 0; i < t->columns; i++) {
            uint64_t set = moved_with(t, i);
            size_t each = bits(set);
            double now = cost_of(t, set, 0);
            for (size_t more = 1; each > 0 && more * each <= t->left; more++) {
                double gain = (now - cost_of(t, set, more)) / (double)(more * each);
                if (gain > most) {
                    most = gain;
                    best = more;
                    which = set;
                }
            }
        }
        if (best == 0) {
            return;
        }
        give(t, which, best);
    }
}

/* Takes back what makes no row lower. */
static void take_back(trial *t)
{
    double height = cost_together(t, 0, 0);
    for (size_t i = 0; i < t->columns; i++) {
        uint64_t set = moved_with(t, i);
        while (set != 0 && t->now[i] > 0) {
            take(t, set);
            if (cost_together(t, 0, 0) > height) {
                give(t, set, 1);
                break;
            }
        }
    }
}

void vw_pdf__share_by_height(const vw_pdf_sampling *self, double left)
{
    size_t count = self->table->count;
    double steps = left / STEP < (double)STEPS ? left / STEP : (double)STEPS;
    trial t = {.self = self,
               .columns = count,
               .rows = self->samples.count / count,
               .left = (size_t)steps,
               .now = VW_NEW_ARRAY(self->arena, count, size_t)};
    t.settings = VW_NEW_ARRAY(self->arena, count * (STEPS + 1) * t.rows, setting);
    try_all_steps(&t);
    give_out(&t, cost_apart);
    take_back(&t);
    give_out(&t, cost_together);
    double weight = 0;
    for (size_t i = 0; i < count; i++) {
        weight += self->claims[i].weight;
        left -= (double)t.now[i] * STEP;
    }
    for (size_t i = 0; i < count; i++) {
        vw_pdf_claim *claim = &self->claims[i];
        claim->width = claim->least + (double)t.now[i] * STEP + left * claim->weight / weight;
    }
}
