/* fix-trial: see the header. */
#include "run/fix-trial.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/mem.h"
#include "finding/fix.h"
#include "load/values-kept.h"
#include "run/check-document.h"
#include "schema/schema.h"

static bool
is_syntax(const struct diag *d)
{
	return d->rule == RULE_INVALID_JSON || d->rule == RULE_INVALID_ENCODING ||
	       d->rule == RULE_DUPLICATE_KEY;
}

void
outcome_count(struct outcome *o, struct str text, struct examined *head)
{
	*o = (struct outcome){.text = text, .head = head};
	for (const struct examined *e = head; e != NULL; e = e->next) {
		o->unread += e->doc->unread;
		for (const struct diag *d = e->diags->head; d != NULL; d = d->next) {
			o->findings++;
			o->syntax += is_syntax(d);
			o->errors += d->severity == SEV_ERROR;
		}
	}
}

/* --- nothing is better -------------------------------------------------------- */

/* The last syntax error, which is about the end of the text if any is. */
static const struct diag *
last_error(const struct outcome *o)
{
	const struct diag *last = NULL;

	for (const struct examined *e = o->head; e != NULL; e = e->next) {
		for (const struct diag *d = e->diags->head; d != NULL; d = d->next) {
			if (d->rule == RULE_INVALID_JSON)
				last = d;
		}
	}
	return last;
}

/* The last error is the same with the same fix. */
static bool
same_last(const struct outcome *after, const struct outcome *before)
{
	const struct diag *a = last_error(after), *b = last_error(before);

	return a != NULL && b != NULL && a->fixes != NULL && b->fixes != NULL &&
	       strcmp(a->message, b->message) == 0 &&
	       strcmp(a->fixes->description, b->fixes->description) == 0;
}

/* Everything that is said is the same; each has as many documents and findings. */
static bool
same_all(const struct outcome *after, const struct outcome *before)
{
	const struct examined *x = after->head;

	for (const struct examined *y = before->head; y != NULL; y = y->next) {
		const struct diag *a = x != NULL ? x->diags->head : NULL;

		for (const struct diag *b = y->diags->head; b != NULL; b = b->next) {
			if (a == NULL || strcmp(a->message, b->message) != 0)
				return false;
			a = a->next;
		}
		x = x != NULL ? x->next : NULL;
	}
	return true;
}

static bool
in_vain(const struct outcome *after, const struct outcome *before)
{
	return after->syntax == before->syntax && after->findings == before->findings &&
	       (same_last(after, before) || same_all(after, before));
}

/* --- errors that are new ------------------------------------------------------ */

/* Where an error is in the new text. */
struct error_place {
	size_t cell;      /* of the value */
	bool in_key;      /* or in its key */
	const char *rule; /* in a container: something else may be wrong with it */
};

static struct error_place
place_of(const struct doc *d, size_t offset, const char *rule)
{
	struct node n = doc_at_offset(d, offset);

	if (!node_exists(n))
		return (struct error_place){SIZE_MAX, false, rule};
	return (struct error_place){n.at, offset < node_span(n).start,
				    node_type(n) < NODE_ARRAY ? "" : rule};
}

static int
by_place(const void *left, const void *right)
{
	const struct error_place *a = left, *b = right;

	if (a->cell != b->cell)
		return a->cell < b->cell ? -1 : 1;
	if (a->in_key != b->in_key)
		return a->in_key ? -1 : 1;
	return strcmp(a->rule, b->rule);
}

/* Of syntax errors as many may be found elsewhere: they are counted. */
static bool
is_judgement(const struct diag *d)
{
	return d->severity == SEV_ERROR && !is_syntax(d);
}

/*
 * Whether an error is where none was, but for what nobody could have found: the
 * document had too many, or the place was not understood.
 */
static bool
new_error(const struct examined *before, const struct examined *after,
	  const struct fixes *fs, size_t most, struct arena *a)
{
	struct error_place *old = arena_calloc(a, most + 1, sizeof(*old)), place;
	size_t n = 0;

	if (diags_full(before->diags))
		return false;
	for (const struct diag *d = before->diags->head; d != NULL; d = d->next) {
		if (is_judgement(d))
			old[n++] = place_of(after->doc,
					    fixes_new_place(fs, d->span.start, false),
					    d->rule->name);
	}
	qsort(old, n, sizeof(*old), by_place);
	for (const struct diag *d = after->diags->head; d != NULL; d = d->next) {
		if (!is_judgement(d))
			continue;
		place = place_of(after->doc, d->span.start, d->rule->name);
		if (bsearch(&place, old, n, sizeof(*old), by_place) == NULL &&
		    !values_unsure_at(before->doc, fixes_old_place(fs, d->span.start)))
			return true;
	}
	return false;
}

/* --- errors where something was mended ----------------------------------------- */

/* Whether an edit wrote more than marks: then it is judged as a value is. */
static bool
writes_value(const struct fix_edit *e)
{
	for (size_t i = 0; i < e->text.len; i++) {
		if (strchr(",:{}[] \t\r\n", e->text.s[i]) == NULL)
			return true;
	}
	return false;
}

/* The edit whose text is at the place or beside it, white space aside; or NULL. */
static const struct fix_edit *
written_beside(const struct fixes *fs, struct str text, size_t place)
{
	struct span around = {place, place + 1};

	while (around.start != 0 && strchr(" \t\r\n", text.s[around.start - 1]) != NULL)
		around.start--;
	around.start -= around.start != 0;
	while (around.end < text.len &&
	       strchr(" \t\r\n", text.s[around.end - 1]) != NULL)
		around.end++;
	return fixes_wrote(fs, around);
}

/* An error that is mended next is none that is left. */
static bool
has_fix(const struct diag *d)
{
	return d->fixes != NULL && d->fixes->edits != NULL;
}

static bool
same_place(const struct examined *after, const struct fixes *fs)
{
	const struct doc *doc = after->doc;

	for (const struct diag *d = after->diags->head; d != NULL; d = d->next) {
		struct node n;
		const struct fix_edit *e;

		if (d->severity != SEV_ERROR || has_fix(d))
			continue;
		if (d->rule == RULE_INVALID_JSON &&
		    written_beside(fs, doc->text, d->span.start) != NULL)
			return true;
		e = fixes_wrote(fs, d->span);
		if (e == NULL || !is_judgement(d) || !writes_value(e))
			continue;
		n = doc_at_offset(doc, e->at);
		if (!node_exists(n) || node_key_span(n).start <= d->span.start)
			return true;
	}
	return false;
}

enum trial_outcome
trial_judge(const struct outcome *before, const struct outcome *after,
	    const struct fixes *fs, struct arena *a)
{
	const struct examined *y = after->head;
	/* as many errors as are looked for may stand further apart */
	bool further = after->unread < before->unread;

	for (const struct examined *x = before->head; x != NULL; x = x->next) {
		if (y == NULL || !values_kept(x->doc, y->doc, fs, a))
			return TRIAL_VALUES;
		if (new_error(x, y, fs, before->errors, a))
			return TRIAL_WORSE;
		if (same_place(y, fs))
			return TRIAL_SAME;
		y = y->next;
	}
	if (!further &&
	    (after->syntax > before->syntax || after->findings > before->findings ||
	     after->errors > before->errors))
		return TRIAL_WORSE;
	return !further && in_vain(after, before) ? TRIAL_IN_VAIN : TRIAL_FINE;
}

/* --- what is offered ------------------------------------------------------------ */

enum {
	OFFER_BYTES = 512 * 1024, /* are read to try the fixes of a document, */
	OFFER_OF_LINE = 4096,     /* of a line so many, */
	OFFER_PER_BYTE = 8,       /* and for each of its bytes; */
	OFFER_STEPS = 1 << 20     /* and so many steps of schemas taken */
};

/* A fix of a finding, to be tried. */
struct offer {
	struct diag *diag;
	struct fix *fix;
	bool done;
};

struct offers {
	struct eval *eval;
	const struct examined *e;
	struct outcome before;
	struct arena *arena; /* of the offers; each trial has one of its own */
	struct offer *items;
	size_t n, cap;
	size_t bytes;   /* that may still be read */
	uint64_t steps; /* taken */
};

/* Offers no more that a fix be made; what it said as a help may still be true. */
static void
withdraw(struct offer *o, enum trial_outcome why)
{
	if (why == TRIAL_SAME && o->diag->help == o->fix->description)
		o->diag->help = NULL;
	diag_drop_fix(o->diag, o->fix);
}

/* A search for brackets takes longer than reading does. */
static void
spend_reading(struct offers *o, const struct doc *d)
{
	size_t bytes = d->text.len + d->searched;

	o->bytes -= bytes < o->bytes ? bytes : o->bytes;
}

/* What comes of the document with these fixes made. */
static enum trial_outcome
try_offer(struct offers *o, struct fixes *fs)
{
	static const struct examine_wants wants = {
	    .standard_output = -1, .untried = true, .raw = true};
	struct arena *a = arena_new();
	struct buf text = BUF_INIT;
	struct outcome after;
	struct examiner x;
	enum trial_outcome v;

	fixes_apply(fs, o->e->doc->text, &text);
	examiner_init(&x, &wants, o->eval, a);
	(void)examine_as(&x, o->e->input, buf_str(&text), o->e->at,
			 examine_given_kind(o->e->input));
	o->steps += schema_spent(x.head->doc);
	spend_reading(o, x.head->doc);
	outcome_count(&after, buf_str(&text), x.head);
	v = trial_judge(&o->before, &after, fs, a);
	buf_release(&text);
	arena_free(a);
	return v;
}

/* Those of from..to that do not touch each other at once; if that is not well, by halves. */
static void
try_offers(struct offers *o, size_t from, size_t to)
{
	struct fixes fs = {0};
	bool *in = arena_calloc(o->arena, to - from, sizeof(*in));
	enum trial_outcome v;

	for (size_t i = from; i < to; i++)
		in[i - from] =
		    !o->items[i].done && fixes_add(&fs, o->items[i].fix, 0, o->arena);
	if (fs.count == 0 || o->bytes < o->e->doc->text.len || o->steps > OFFER_STEPS)
		return;
	v = try_offer(o, &fs);
	if (v != TRIAL_FINE && fs.count > 1) {
		try_offers(o, from, from + (to - from) / 2);
		try_offers(o, from + (to - from) / 2, to);
		return;
	}
	for (size_t i = from; i < to; i++) {
		o->items[i].done = o->items[i].done || in[i - from];
		if (in[i - from] && v != TRIAL_FINE)
			withdraw(&o->items[i], v);
	}
}

/* All there are; one that came to no edit is none. */
static void
collect_offers(struct offers *o, struct diags *ds)
{
	for (struct diag *d = ds->head; d != NULL; d = d->next) {
		for (struct fix *f = d->fixes; f != NULL; f = f->next) {
			if (f->edits == NULL) {
				withdraw(&(struct offer){d, f, true}, TRIAL_IN_VAIN);
				continue;
			}
			o->items = arena_grow(o->arena, o->items, &o->cap, o->n + 1,
					      sizeof(*o->items));
			o->items[o->n++] = (struct offer){d, f, false};
		}
	}
}

void
trial_offers(struct eval *eval, struct examined *e)
{
	struct offers o = {.eval = eval, .e = e, .bytes = OFFER_BYTES};
	size_t before, line = OFFER_OF_LINE + OFFER_PER_BYTE * e->doc->text.len;

	if (e->doc->record != 0 && line < o.bytes)
		o.bytes = line;
	o.arena = arena_new();
	collect_offers(&o, e->diags);
	o.steps = schema_spent(e->doc);
	outcome_count(&o.before, e->doc->text, e);
	do {
		before = o.bytes;
		try_offers(&o, 0, o.n);
	} while (o.bytes != before);
	arena_free(o.arena);
}
