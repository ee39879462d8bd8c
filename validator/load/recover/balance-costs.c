/* balance-costs: see the header. */
#include "load/recover/balance-costs.h"

#include <string.h>

struct indent
way_indent(const struct token *t)
{
	struct indent in = {t->line, 0};

	while (in.s + in.len < t->from && (in.s[in.len] == ' ' || in.s[in.len] == '\t'))
		in.len++;
	return in;
}

enum layout
way_compare(struct indent a, struct indent b)
{
	size_t least = a.len < b.len ? a.len : b.len;

	if (a.s == NULL || b.s == NULL || memcmp(a.s, b.s, least) != 0)
		return LAYOUT_UNKNOWN;
	return a.len == b.len ? LAYOUT_SAME : a.len < b.len ? LAYOUT_LESS : LAYOUT_MORE;
}

void
way_child(struct way *w, const struct token *t)
{
	struct open *top = &w->top;
	struct indent in;

	if (!t->first || w->depth == 0 || w->before == AT_COLON)
		return;
	in = way_indent(t);
	if (top->children.s == NULL) {
		top->children = in;
		top->spread = true;
		if (way_compare(in, top->line) == LAYOUT_LESS)
			w->odd += OUT_OF_LINE;
	} else {
		enum layout l = way_compare(in, top->children);

		w->odd += l == LAYOUT_LESS || l == LAYOUT_MORE ? OUT_OF_LINE : 0;
	}
}

/* Two bits of a name; not hash_bytes(), which is another in each run. */
static void
name_bits(struct str name, uint64_t bits[2])
{
	uint32_t hash = 0;

	for (size_t i = 0; i < name.len; i++)
		hash = hash * 31 + (unsigned char)name.s[i];
	bits[0] = UINT64_C(1) << (hash & 63);
	bits[1] = UINT64_C(1) << (hash >> 8 & 63);
}

/* Whether an object around it has members that stand in the outermost one. */
static bool
within_outermost(const struct open *top)
{
	for (const struct open *o = top->up; o != NULL; o = o->up) {
		if (o->outer)
			return true;
	}
	return false;
}

/* The name of a member: it may be there already, or be known to stand further out. */
static void
look_at_name(struct way *w, const struct token *t)
{
	struct str text = token_text(t);
	uint64_t *names = w->top.names, bits[2];

	name_bits(text, bits);
	if ((names[0] & bits[0]) != 0 && (names[1] & bits[1]) != 0)
		w->cost += SLIP;
	names[0] |= bits[0];
	names[1] |= bits[1];
	if (w->outermost == NULL || !w->outermost(text))
		return;
	if (!w->top.outer && (w->top.within || within_outermost(&w->top)))
		w->odd += UNUSUAL;
	w->top.outer = true;
}

int
way_comma(const struct way *w)
{
	if (w->depth == 0)
		return NO_NAME;
	switch (w->before) {
	case AT_VALUE:
	case AT_ADDED:
		return 0;
	case AT_NAME:
	case AT_COLON:
		return NO_COMMA;
	default:
		return SLIP;
	}
}

int
way_name(struct way *w, const struct token *t)
{
	int fault = w->before == AT_VALUE ? NO_COMMA : w->before == AT_ADDED ? 1 : 0;

	look_at_name(w, t);
	if (w->depth == 0)
		return OUTSIDE;
	if (way_is_array(w->top.close)) {
		fault += w->top.named ? 0 : NAME_IN_ARRAY;
		w->top.named = true;
	} else if (w->before == AT_NAME || w->before == AT_COLON) {
		fault = NO_COMMA;
	}
	return fault;
}

int
way_value(const struct way *w, bool cut_off)
{
	int fault = w->before == AT_VALUE ? NO_COMMA : w->before == AT_ADDED ? 1 : 0;

	if (w->depth == 0)
		return w->before == AT_START ? 0 : OUTSIDE + NO_COMMA;
	if (way_is_array(w->top.close) || w->before == AT_COLON || cut_off)
		return fault;
	return w->before == AT_NAME ? SLIP + 1 : fault + NO_NAME;
}
