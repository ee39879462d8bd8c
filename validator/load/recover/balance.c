/*
 * balance: a beam search over the ways to make the brackets fit.
 *
 * A way has read the text up to a token, with some brackets of it dropped, swapped or
 * added.  At each token it goes on as it is, and branches where an edit is possible;
 * ways with the same open brackets are one (the better), and those that cost much
 * more than the best are left.  What the rest of the text must still cost, as far as
 * its brackets can be counted, is part of the comparison: so a missing bracket costs
 * the same wherever it is put, and the layout decides.
 */
#include "load/recover/balance.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "load/reader.h"
#include "load/recover/balance-costs.h"
#include "load/tokens.h"

enum {
	BYTES = 1 << 18,     /* of longer texts nobody looks at the brackets */
	WORK = 3000000,      /* comparisons of ways, in all */
	WORK_OF_LINE = 4096, /* the same of a line, */
	WORK_PER_BYTE = 16,  /* and for each of its bytes */
	BYTES_PER_WORK = 2,  /* read in the time of a comparison */
	NODES = 400000,      /* open brackets and edits of all ways, together */
	WAYS = 24,
	BRANCHES = WAYS * 32,
	CHAIN = 8, /* brackets missing at one place */
	MARGIN = 16
};

struct search {
	const struct doc *doc;
	struct arena *arena;
	struct str text;
	struct token token, last;     /* the one before */
	size_t behind;                /* its end */
	uint32_t opens[2], closes[2]; /* from here on */
	size_t nodes, work;
	size_t n, nnext;
	int best;
	struct way ways[WAYS],
	    next[BRANCHES]; /* last: large, and not cleared for each text */
};

/* --- ways ------------------------------------------------------------------- */

/* What brackets in the rest of the text must cost, however they are placed. */
static int
ahead(const struct search *s, const struct way *w)
{
	long lack = 0, excess = 0, swaps;

	for (int k = 0; k < 2; k++) {
		long open = (long)w->open[k] + (long)s->opens[k] - (long)s->closes[k];

		if (open > 0)
			lack += open;
		else
			excess -= open;
	}
	swaps = lack < excess ? lack : excess;
	return (int)(swaps * SWAP + (lack - swaps) * ADD_CLOSE +
		     (excess - swaps) * DROP);
}

static bool
better(const struct way *a, const struct way *b)
{
	if (a->total != b->total)
		return a->total < b->total;
	return a->odd != b->odd ? a->odd < b->odd : a->last > b->last;
}

static void
edit(struct search *s, struct way *w, enum balance_kind kind, char bracket, size_t open)
{
	struct balance_edit *e = arena_alloc(s->arena, sizeof(*e));

	*e = (struct balance_edit){.next = w->edits,
				   .kind = kind,
				   .evidence = EVIDENCE_SYNTAX,
				   .bracket = bracket,
				   .at = (size_t)(s->token.from - s->text.s),
				   .behind = s->behind,
				   .open = open};
	w->edits = e;
	w->last = e->at;
	s->nodes++;
}

/* Says of the last edit of the better way how it won over the other. */
static void
compared(struct search *s, struct way *w, const struct way *other)
{
	enum balance_evidence evidence = EVIDENCE_SYNTAX;
	struct balance_edit *e;

	if (w->edits == NULL || w->edits == other->edits)
		return;
	if (w->total == other->total)
		evidence = w->odd == other->odd ? EVIDENCE_NONE : EVIDENCE_LAYOUT;
	if (evidence == EVIDENCE_SYNTAX || w->edits->evidence == EVIDENCE_NONE)
		return;
	e = arena_alloc(s->arena, sizeof(*e)); /* others may share it */
	*e = *w->edits;
	e->evidence = evidence;
	w->edits = e;
	s->nodes++;
}

/* A way that has taken the token: one of the next, if it is not far behind. */
static void
keep_way(struct search *s, const struct way *way)
{
	struct way w = *way, old;

	w.total = w.cost + ahead(s, &w);
	if (s->nnext != 0 && w.total > s->best + MARGIN)
		return;
	if (s->nnext == 0 || w.total < s->best)
		s->best = w.total;
	s->work += s->nnext;
	for (size_t i = 0; i < s->nnext; i++) {
		if (s->next[i].top.hash != w.top.hash || s->next[i].before != w.before)
			continue;
		old = s->next[i];
		if (better(&w, &old)) {
			compared(s, &w, &old);
			s->next[i] = w;
		} else {
			compared(s, &s->next[i], &w);
		}
		return;
	}
	if (s->nnext < BRANCHES)
		s->next[s->nnext++] = w;
}

/* The best of the next ways become those at hand. */
static void
choose_ways(struct search *s)
{
	s->n = 0;
	while (s->n < WAYS && s->nnext != 0) {
		size_t best = 0;

		for (size_t i = 1; i < s->nnext; i++) {
			if (better(&s->next[i], &s->next[best]))
				best = i;
		}
		if (s->next[best].total > s->best + MARGIN)
			break;
		s->ways[s->n++] = s->next[best];
		s->next[best] = s->next[--s->nnext];
	}
	s->nnext = 0;
}

/* --- what a token does to a way ------------------------------------------------ */

/* Opens a bracket that is or should be at the token. */
static void
push_bracket(struct search *s, struct way *w, char close)
{
	struct open *up = arena_alloc(s->arena, sizeof(*up));
	size_t at = (size_t)(s->token.from - s->text.s);

	*up = w->top;
	s->nodes++;
	w->top = (struct open){
	    .up = up,
	    .line = way_indent(&s->token),
	    .hash = (up->hash ^ at ^ (way_is_array(close) ? 1u : 0u) << 31) *
		    UINT64_C(0x9e3779b97f4a7c15),
	    .at = (uint32_t)at,
	    .close = close};
	w->open[way_is_array(close)]++;
	w->depth++;
	w->before = AT_START;
}

static void
pop(struct way *w, enum before before)
{
	bool outer = w->top.outer || w->top.within;

	w->open[way_is_array(w->top.close)]--;
	w->top = *w->top.up;
	w->top.within = w->top.within || outer;
	w->depth--;
	w->before = before;
}

/* The token, whatever it is but a closing bracket; an opening one closed by close. */
static void
take_as(struct search *s, struct way w, char close)
{
	switch (s->token.kind) {
	case TOKEN_COMMA:
		w.cost += way_comma(&w);
		w.before = AT_COMMA;
		break;
	case TOKEN_COLON:
		w.cost += w.before == AT_NAME ? 0 : SLIP + 1;
		w.before = AT_COLON;
		break;
	case TOKEN_NAME:
		way_child(&w, &s->token);
		w.cost += way_name(&w, &s->token);
		w.before = AT_NAME;
		break;
	default:
		way_child(&w, &s->token);
		w.cost += way_value(&w, s->token.to == s->text.s + s->text.len);
		w.before = AT_VALUE;
		if (s->token.kind == TOKEN_OPEN)
			push_bracket(s, &w, close);
	}
	keep_way(s, &w);
}

static void
take_token(struct search *s, struct way w)
{
	take_as(s, w, *s->token.from == '{' ? '}' : ']');
}

/* The same bracket is directly before the token. */
static bool
is_twin(const struct search *s)
{
	return s->last.to == s->token.from && *s->last.from == *s->token.from;
}

/* The opening bracket at the token is too many, or another is meant. */
static void
mend_open(struct search *s, const struct way *w)
{
	char c = *s->token.from;
	size_t at = (size_t)(s->token.from - s->text.s);
	struct way other = *w;

	other.cost += SWAP;
	edit(s, &other, BALANCE_SWAP, c == '{' ? '[' : '{', at);
	take_as(s, other, c == '{' ? ']' : '}');
	if (!is_twin(s))
		return; /* one alone rather lacks its partner */
	other = *w;
	other.cost += DROP_TWIN;
	other.odd += DROPPED;
	edit(s, &other, BALANCE_DROP, c, at);
	keep_way(s, &other);
}

/* The closing bracket at the token closes what is open. */
static void
close(struct search *s, struct way w)
{
	if (w.before == AT_COMMA)
		w.cost++;
	else if (w.before == AT_NAME || w.before == AT_COLON)
		w.cost += NO_COMMA;
	if (!s->token.first) {
		w.odd += w.top.spread ? UNUSUAL : 0;
	} else {
		enum layout l = way_compare(way_indent(&s->token), w.top.line);

		w.odd += l == LAYOUT_LESS || l == LAYOUT_MORE ? OUT_OF_LINE : 0;
	}
	pop(&w, AT_VALUE);
	keep_way(s, &w);
}

static void
take_close(struct search *s, const struct way *w)
{
	char c = *s->token.from;
	struct way other = *w;

	if (w->depth != 0 && w->top.close == c) {
		close(s, *w);
	} else if (w->depth != 0) {
		other.cost += SWAP;
		edit(s, &other, BALANCE_SWAP, w->top.close, w->top.at);
		close(s, other);
	}
	other = *w;
	other.cost += DROP;
	other.odd += is_twin(s) ? 0 : DROPPED;
	edit(s, &other, BALANCE_DROP, c,
	     w->depth != 0 ? w->top.at : (size_t)(s->token.from - s->text.s));
	keep_way(s, &other);
}

/* Brackets that may be missing before the token, and then the token. */
static void
add_closes(struct search *s, struct way w)
{
	bool closes = s->token.kind == TOKEN_CLOSE;

	for (int i = 0; i < CHAIN && w.depth != 0; i++) {
		if (w.before == AT_NAME || w.before == AT_COLON ||
		    (w.before == AT_COMMA && !closes))
			return;
		w.cost += ADD_CLOSE + (w.before == AT_COMMA);
		w.odd += ADDED_WITHIN;
		edit(s, &w, BALANCE_CLOSE, w.top.close, w.top.at);
		pop(&w, AT_ADDED);
		if (w.cost + ahead(s, &w) > s->best + MARGIN)
			return;
		if (closes && w.depth != 0 && w.top.close == *s->token.from)
			close(s, w);
		else if (!closes)
			take_token(s, w);
	}
}

/* Whether the token may be an element of an array; a word at the start rather is text. */
static bool
is_element(const struct token *t)
{
	return t->kind == TOKEN_OPEN ||
	       (t->kind == TOKEN_VALUE && strchr("\"-0123456789", *t->from) != NULL);
}

/* Whether an opening bracket may be missing before the token. */
static bool
may_lack_open(const struct search *s, const struct way *w)
{
	bool first = w->depth == 0 && w->before == AT_START;

	if (w->before == AT_COLON)
		return s->token.kind != TOKEN_COMMA;
	if (s->token.kind != TOKEN_NAME)
		return first && is_element(&s->token);
	return first || (way_is_array(w->top.close) && w->before != AT_VALUE);
}

static void
add_open(struct search *s, struct way w)
{
	bool names = s->token.kind == TOKEN_NAME;
	char close_by = names ? '}' : ']';

	if (!may_lack_open(s, &w))
		return;
	if (s->token.kind == TOKEN_CLOSE)
		close_by = *s->token.from;
	else
		way_child(&w, &s->token);
	w.cost += ADD_OPEN;
	w.odd += way_is_array(w.top.close) && names ? DROPPED : 0;
	edit(s, &w, BALANCE_OPEN, close_by == '}' ? '{' : '[',
	     (size_t)(s->token.from - s->text.s));
	push_bracket(s, &w, close_by);
	if (s->last.line != NULL)
		w.top.line = way_indent(&s->last);
	if (s->token.kind == TOKEN_CLOSE)
		close(s, w);
	else
		take_token(s, w);
}

static void
step(struct search *s)
{
	int k = way_is_array(*s->token.from);

	if (s->token.kind == TOKEN_OPEN)
		s->opens[k]--;
	else if (s->token.kind == TOKEN_CLOSE)
		s->closes[k]--;
	for (size_t i = 0; i < s->n; i++) {
		if (s->token.kind == TOKEN_CLOSE)
			take_close(s, &s->ways[i]);
		else
			take_token(s, s->ways[i]);
	}
	if (s->token.kind == TOKEN_COLON) {
		choose_ways(s);
		return;
	}
	for (size_t i = 0; i < s->n; i++) {
		add_closes(s, s->ways[i]);
		add_open(s, s->ways[i]);
		if (s->token.kind == TOKEN_OPEN)
			mend_open(s, &s->ways[i]);
	}
	choose_ways(s);
}

/* --- the whole text -------------------------------------------------------------- */

/* The kinds of the brackets that are open; fits: none was closed by another kind. */
struct nest {
	bool array[READER_DEPTH];
	size_t depth;
	bool fits;
};

static void
nest_take(struct nest *n, const struct token *t)
{
	bool array = way_is_array(*t->from);

	if (t->kind == TOKEN_OPEN) {
		n->fits = n->fits && n->depth < READER_DEPTH;
		if (n->fits)
			n->array[n->depth++] = array;
	} else {
		n->fits = n->fits && n->depth != 0 && n->array[--n->depth] == array;
	}
}

/*
 * Counts the brackets; false if it is not worth while to look for edits, because all of
 * them fit, as in most texts with an error, or because nothing can be known.
 */
static bool
count_brackets(struct search *s, size_t start)
{
	struct nest nest;
	struct tokens ts;
	struct token t;

	nest.depth = 0;
	nest.fits = true;
	tokens_init(&ts, s->text, start);
	while ((t = tokens_next(&ts)).kind != TOKEN_END) {
		if (t.kind == TOKEN_OPEN)
			s->opens[way_is_array(*t.from)]++;
		else if (t.kind == TOKEN_CLOSE)
			s->closes[way_is_array(*t.from)]++;
		else
			continue;
		nest_take(&nest, &t);
	}
	return !ts.conflict && !ts.unsure && !(nest.fits && nest.depth == 0);
}

/* Reads on to the end; false if that takes too much. */
static bool
search(struct search *s, size_t start)
{
	size_t most =
	    s->doc->record == 0 ? WORK : WORK_OF_LINE + WORK_PER_BYTE * s->text.len;
	struct tokens ts;

	tokens_init(&ts, s->text, start);
	s->ways[0] = (struct way){.top = {.hash = 1}, .outermost = s->doc->outermost};
	s->n = 1;
	s->behind = start;
	while ((s->token = tokens_next(&ts)).kind != TOKEN_END) {
		step(s);
		s->behind = (size_t)(s->token.to - s->text.s);
		s->last = s->token;
		if (s->n == 0 || s->nodes > NODES || s->work > most ||
		    s->ways[0].depth > READER_DEPTH)
			return false;
	}
	return true;
}

/* The best way at the end, where what is open is closed. */
static struct way *
best_way(struct search *s)
{
	struct way *best = NULL;

	for (size_t i = 0; i < s->n; i++) {
		struct way *w = &s->ways[i];

		if (w->depth != 0)
			w->last = s->text.len;
		if (best == NULL || better(w, best))
			best = w;
	}
	for (size_t i = 0; i < s->n; i++) {
		if (&s->ways[i] != best)
			compared(s, best, &s->ways[i]);
	}
	return best;
}

/* The edits of the way in the order of the text, in memory that stays. */
static struct balance_edit *
result(const struct way *w, size_t *open, struct arena *a)
{
	struct balance_edit *list = NULL;

	for (const struct open *o = &w->top; o->up != NULL; o = o->up)
		*open = o->at; /* the last is the outermost */
	for (const struct balance_edit *e = w->edits; e != NULL; e = e->next) {
		struct balance_edit *copy;

		if (e->kind == BALANCE_OPEN && e->at == *open)
			continue; /* neither bracket of the outermost: as it stands */
		copy = arena_alloc(a, sizeof(*copy));

		*copy = *e;
		copy->next = list;
		list = copy;
		if (e->kind != BALANCE_SWAP && e->open < *open)
			*open = e->open;
	}
	return list;
}

struct balance_edit *
balance_find(struct doc *doc, size_t start, size_t *open, struct arena *a)
{
	struct balance_edit *edits = NULL;
	struct str text = doc->text;
	struct search *s;
	struct arena *own;

	*open = text.len;
	if (text.len > BYTES)
		return NULL;
	own = arena_new();
	s = arena_alloc(own, sizeof(*s));
	memset(s, 0, offsetof(struct search, ways));
	s->arena = own;
	s->text = text;
	s->doc = doc;
	if (count_brackets(s, start) && search(s, start))
		edits = result(best_way(s), open, a);
	doc->searched = s->work * BYTES_PER_WORK;
	arena_free(own);
	return edits;
}
