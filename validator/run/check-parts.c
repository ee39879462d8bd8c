/* check-parts: see the header. */
#include "run/check-parts.h"

#include "base/arena.h"
#include "base/buf.h"
#include "finding/within.h"
#include "load/index.h"
#include "load/reader.h"
#include "load/scan.h"
#include "part/form.h"
#include "run/check-document.h"

enum {
	/* what is cut again to try the fixes of a file: */
	TRIED_BYTES = 512 * 1024,
	TRIED_PER_BYTE = 16,
	SHORT = 256 /* bytes of a part that take many times as many to examine */
};

/* A file on its way. */
struct whole {
	struct examiner *x;
	const struct input *in;
	const struct form *form;
	struct str text;
	struct outside *outside;
	size_t record, findings;
	bool full;  /* there are too many */
	bool place; /* the config says where documents are */
	enum kind given;
	struct arena *trial; /* of the trials, and of parts that are nothing */
	size_t bytes;        /* that they may still cut */
};

static struct span
span_of(const void *context, struct span inner)
{
	return part_span(context, inner);
}

static void
own_of(const void *context, void (*take)(void *, struct span), void *to)
{
	part_verbatim(context, take, to);
}

static bool
edits_of(const void *context, struct fix *f, struct arena *a)
{
	return part_edits(context, f, a);
}

/* From now on the findings of the document are those of a part. */
static void
lay_within(struct whole *w, const struct found *f)
{
	struct within *in = arena_calloc(w->x->arena, 1, sizeof(*in));

	*in = (struct within){.diags = f->e->diags,
			      .text = f->part->text,
			      .context = f->part,
			      .span = span_of,
			      .own = own_of,
			      .edits = edits_of};
	within_add(w->outside, in);
	f->e->diags->within = f->e->doc->within = in;
}

/* All documents of a file may have as many findings, and take as many steps, as one. */
static void
count(struct whole *w, struct examined *e)
{
	w->findings += e->diags->n;
	w->x->spent += e->at.record != 0 ? e->spent : 0;
	if (w->findings > diags_limit(e->at.base + e->doc->text.len)) {
		diags_fill(e->diags);
		w->full = true;
	}
	w->full = w->full || examine_overspent(e, w->x->spent);
}

/* Whether what may be no JSON is none; without a look at what is wrong with it. */
static bool
is_no_json(struct whole *w, const struct part *p)
{
	struct doc doc = {
	    .name = "", .index = index_new(w->trial), .text = p->text, .first_line = 1};
	bool none = p->unsure && !reader_read(&doc, NULL, w->trial);

	arena_reset(w->trial);
	return none;
}

/*
 * Whether it has no letter, as "{" and "[1]", and so no name that could say what it is.
 * A megabyte of "-d{" takes 0.07 seconds so, and took 1.9.
 */
static bool
has_no_name(const struct whole *w, const struct part *p)
{
	if (w->place || p->whole || p->broken || w->given != KIND_NONE ||
	    examine_other_schema(w->in) != NULL)
		return false;
	for (size_t i = 0; i < p->text.len; i++) {
		if (scan_is(p->text.s[i], SCAN_WORD) &&
		    !scan_is(p->text.s[i], SCAN_NUMBER))
			return false;
	}
	return true;
}

/* Whether a short part is nothing, found out in memory that is given back. */
static bool
is_nothing(struct whole *w, const struct found *f, unsigned depth)
{
	struct arena *kept = w->x->arena;
	struct examined **link = w->x->tail, *e;
	bool nothing;

	if (has_no_name(w, f->part) || is_no_json(w, f->part))
		return true;
	if (f->part->text.len > SHORT)
		return false;
	w->x->arena = w->trial;
	e = examine_begin(w->x, w->in, f->part->text, part_place(f->part, w->record),
			  w->given);
	nothing = e->result.skipped && !w->place &&
		  (!examine_may_hold(e) ||
		   parts_inside(w->in, e->doc, f, depth, w->trial) == NULL);
	examine_forget(w->x, link);
	w->x->arena = kept;
	arena_reset(w->trial);
	return nothing;
}

/* Examines what a list holds; false: no document at all. */
static bool
examine_list(struct whole *w, struct found *list, unsigned depth)
{
	bool any = false, place;

	for (struct found *f = list; f != NULL && !w->full; f = f->next) {
		struct examined **link = w->x->tail, *e;

		if (is_nothing(w, f, depth))
			continue;
		e = examine_begin(w->x, w->in, f->part->text,
				  part_place(f->part, w->record), w->given);
		place = depth == 0 && w->place && !e->doc->damaged;
		if (place || examine_may_hold(e))
			f->inner = parts_inside(w->in, e->doc, f, depth, w->x->arena);
		if (examine_list(w, f->inner, depth + 1)) {
			examine_forget(w->x, link);
			any = true;
		} else if (place || e->result.skipped) {
			examine_forget(w->x, link);
		} else {
			f->e = e;
			f->inner = NULL;
			w->record++;
			lay_within(w, f);
			count(w, e);
			any = true;
		}
	}
	return any;
}

/* --- fixes ----------------------------------------------------------------------- */

/* A fix that is to be offered, if it can be made in the file. */
struct offer {
	struct found *f;
	struct diag *diag;
	struct fix *fix;
	bool done;
};

struct offers {
	struct offer *items;
	size_t n, cap;
};

static void
collect(struct whole *w, struct found *list, struct offers *o)
{
	for (struct found *f = list; f != NULL; f = f->next) {
		collect(w, f->inner, o);
		for (struct diag *d = f->e != NULL ? f->e->diags->head : NULL;
		     d != NULL; d = d->next) {
			for (struct fix *x = d->fixes; x != NULL; x = x->next) {
				if (x->edits == NULL)
					continue;
				o->items = arena_grow(w->trial, o->items, &o->cap,
						      o->n + 1, sizeof(*o->items));
				o->items[o->n++] = (struct offer){f, d, x, false};
			}
		}
	}
}

/* Chooses what is not done of from..to and can be made at once; how many that is. */
static size_t
choose(struct whole *w, struct offers *o, size_t from, size_t to, bool *in)
{
	size_t n = 0;

	for (size_t i = from; i < to; i++)
		o->items[i].f->chosen = NULL;
	for (size_t i = from; i < to; i++) {
		struct found *f = o->items[i].f;

		in[i - from] = false;
		if (o->items[i].done)
			continue;
		if (f->chosen == NULL)
			f->chosen = arena_calloc(w->trial, 1, sizeof(*f->chosen));
		in[i - from] = fixes_add(f->chosen, o->items[i].fix, 0, w->trial);
		n += in[i - from];
	}
	return n;
}

static void
try_offers(struct whole *w, struct found *list, struct offers *o, size_t from,
	   size_t to)
{
	bool *in = arena_calloc(w->trial, to - from + 1, sizeof(*in)), good;
	size_t n = choose(w, o, from, to, in);
	struct buf text = BUF_INIT;
	struct arena *a;

	if (n != 0 && w->bytes >= w->text.len) {
		w->bytes -= w->text.len;
		a = arena_new();
		good = parts_apply(w->in, w->form, w->text, list, &text, a);
		arena_free(a);
		buf_release(&text);
		for (size_t i = from; i < to && (good || n == 1); i++) {
			o->items[i].done = o->items[i].done || in[i - from];
			if (in[i - from] && !good)
				diag_drop_fix(o->items[i].diag, o->items[i].fix);
		}
	} else {
		good = true;
	}
	for (size_t i = from; i < to; i++)
		o->items[i].f->chosen = NULL;
	if (good || n == 1)
		return;
	try_offers(w, list, o, from, from + (to - from) / 2);
	try_offers(w, list, o, from + (to - from) / 2, to);
}

/* Offers only those fixes that can be made in the file. */
static void
settle_offers(struct whole *w, struct found *list)
{
	struct offers o = {0};
	size_t before;

	w->bytes = TRIED_BYTES + TRIED_PER_BYTE * w->text.len;
	collect(w, list, &o);
	do {
		before = w->bytes;
		try_offers(w, list, &o, 0, o.n);
	} while (w->bytes != before);
	for (size_t i = 0; i < o.n; i++) {
		if (!o.items[i].done)
			diag_drop_fix(o.items[i].diag, o.items[i].fix);
	}
}

/* --- the file -------------------------------------------------------------------- */

static void
end_list(struct whole *w, struct found *list)
{
	for (struct found *f = list; f != NULL; f = f->next) {
		if (f->e != NULL)
			examine_end(w->x, f->e);
		end_list(w, f->inner);
	}
}

bool
examine_parts(struct examiner *x, const struct input *in, struct str text,
	      const struct form *form)
{
	struct whole w = {.x = x,
			  .in = in,
			  .form = form,
			  .text = text,
			  .record = 1,
			  .given = examine_given_kind(in)};
	struct found *list = parts_find(in, form, text, x->arena);
	struct str place;
	bool any;

	(void)examine_place(in, &place);
	w.place = place.len != 0;
	w.outside = arena_calloc(x->arena, 1, sizeof(*w.outside));
	w.outside->arena = x->arena;
	w.outside->text = text;
	x->spent = 0;
	w.record =
	    !form->syntax || form == form_json || list == NULL || list->next != NULL;
	w.trial = arena_new();
	any = examine_list(&w, list, 0);
	if (any && !x->wants->untried)
		settle_offers(&w, list);
	arena_free(w.trial);
	if (any)
		end_list(&w, list);
	return any;
}
