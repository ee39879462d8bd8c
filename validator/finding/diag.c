/* diag: a finding, and the one door that all findings pass. */
#include "finding/diag.h"

#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>

#include "base/arena.h"
#include "finding/safe.h"
#include "finding/secret.h"

enum {
	FINDINGS_LEAST = 10000,   /* the limit of a small document */
	FINDING_BYTES = 100,      /* of a large one: a finding each so many bytes */
	COMPARISONS = 1 << 19,    /* of names, for one document */
	POINTERS_LEAST = 1 << 20, /* bytes of pointers, of a small document */
	POINTERS_PER_BYTE = 1,    /* of a large one */
	LONG_QUOTE = 4096,        /* bytes: of a longer one its ends are looked at */
	EXPECTED = 1 << 21        /* bytes of what is expected, in one document */
};

void
diags_init(struct diags *ds, struct arena *a, const enum severity *levels,
	   struct str text)
{
	*ds =
	    (struct diags){.arena = a, .levels = levels, .text = text, .first_line = 1};
	ds->tail = &ds->head;
}

void
diags_part_open(struct diags *part, const struct diags *ds)
{
	diags_init(part, ds->arena, NULL, ds->text);
	part->n = ds->n;
	part->pointers = ds->pointers;
	part->compared = ds->compared;
	part->expected = ds->expected;
	part->secrets = ds->secrets;
}

void
diags_part_close(const struct diags *part, struct diags *ds)
{
	ds->compared = part->compared;
	ds->expected = part->expected;
	ds->secrets = part->secrets;
	if (part->surplus != NULL)
		diags_fill(ds);
}

const struct rule_info *
diags_rule(struct diags *ds, struct str name)
{
	const struct rule_info *known = rule_find(&rule_table, name);
	struct rule_info *rule;

	if (known != NULL)
		return known;
	rule = arena_calloc(ds->arena, 1, sizeof(*rule));
	rule->name = safe_text(arena_strndup(ds->arena, name.s, name.len), ds->arena);
	rule->severity = SEV_ERROR;
	rule->found_by = "schema";
	rule->summary = "a rule of the configuration";
	return rule;
}

bool
diags_override(const struct diags *ds, const struct rule_info *rule)
{
	size_t i = rule_number(&rule_table, rule);

	if (ds->levels == NULL || i == RULE_COUNT)
		return false;
	return ds->level_set != NULL ? ds->level_set[i]
				     : ds->levels[i] != rule->severity;
}

enum severity
diags_level(const struct diags *ds, const struct rule_info *rule, enum severity wanted)
{
	return diags_override(ds, rule) ? ds->levels[rule_number(&rule_table, rule)]
					: wanted;
}

size_t
diags_limit(size_t len)
{
	return len / FINDING_BYTES > FINDINGS_LEAST ? len / FINDING_BYTES
						    : FINDINGS_LEAST;
}

void
diags_fill(struct diags *ds)
{
	if (ds->surplus == NULL)
		ds->surplus = arena_calloc(ds->arena, 1, sizeof(*ds->surplus));
}

bool
diags_full(const struct diags *ds)
{
	return ds->surplus != NULL;
}

bool
diags_may_compare(struct diags *ds, size_t n)
{
	if (ds->surplus != NULL || n > COMPARISONS - ds->compared)
		return false;
	ds->compared += n;
	return true;
}

struct diag *
diags_aside(struct diags *ds, struct diag *d)
{
	struct diag *before = ds->aside;

	ds->aside = d;
	return before;
}

/* Whether there is room for one more: for its pointer, too, if they are that long. */
static bool
has_room(struct diags *ds)
{
	size_t most = ds->text.len > POINTERS_LEAST / POINTERS_PER_BYTE
			  ? ds->text.len * POINTERS_PER_BYTE
			  : POINTERS_LEAST;

	if (ds->newest != NULL && ds->newest->pointer != NULL)
		ds->pointers += strlen(ds->newest->pointer);
	ds->newest = NULL;
	return ds->n < diags_limit(ds->text.len) && ds->pointers <= most;
}

/* Whoever makes one finding too many gets one that nobody will see. */
static struct diag *
surplus(struct diags *ds, const struct rule_info *rule)
{
	struct surplus *s;

	diags_fill(ds);
	s = ds->surplus;
	memset(&s->diag, 0, sizeof(s->diag));
	s->diag.rule = rule;
	s->diag.message = s->diag.pointer = "";
	return &s->diag;
}

static bool
is_surplus(const struct diags *ds, const struct diag *d)
{
	return ds->surplus != NULL && d == &ds->surplus->diag;
}

static struct diag *
add_finding(struct diags *ds, const struct rule_info *rule, enum severity wanted,
	    struct span span, const char *fmt, va_list ap)
{
	struct diag *d;

	wanted = diags_level(ds, rule, wanted);
	if (ds->surplus != NULL || (wanted != SEV_OFF && !has_room(ds)))
		return surplus(ds, rule);
	d = arena_calloc(ds->arena, 1, sizeof(*d));
	d->rule = rule;
	d->severity = wanted;
	d->message = arena_vprintf(ds->arena, fmt, ap);
	d->pointer = "";
	d->span = span;
	d->seen = ds->serial++;
	if (d->severity != SEV_OFF && ds->aside != NULL) {
		d->next = ds->aside->rest;
		ds->aside->rest = d;
	} else if (d->severity != SEV_OFF) {
		*ds->tail = d;
		ds->tail = &d->next;
		ds->newest = d;
		ds->n++;
	}
	return d;
}

struct diag *
diag_add(struct diags *ds, const struct rule_info *rule, struct span span,
	 const char *fmt, ...)
{
	struct diag *d;
	va_list ap;

	va_start(ap, fmt);
	d = add_finding(ds, rule, rule->severity, span, fmt, ap);
	va_end(ap);
	return d;
}

struct diag *
diag_add_as(struct diags *ds, const struct rule_info *rule, enum severity severity,
	    struct span span, const char *fmt, ...)
{
	struct diag *d;
	va_list ap;

	va_start(ap, fmt);
	d = add_finding(ds, rule, severity, span, fmt, ap);
	va_end(ap);
	return d;
}

void
diag_note(struct diags *ds, struct diag *d, const char *fmt, ...)
{
	struct note *n, **link = d->last_note ? &d->last_note->next : &d->notes;
	va_list ap;

	if (is_surplus(ds, d))
		return;
	n = arena_calloc(ds->arena, 1, sizeof(*n));
	va_start(ap, fmt);
	n->text = arena_vprintf(ds->arena, fmt, ap);
	va_end(ap);
	n->after_help = d->help != NULL;
	while (*link != NULL)
		link = &(*link)->next;
	*link = d->last_note = n;
}

void
diag_help(struct diags *ds, struct diag *d, const char *fmt, ...)
{
	va_list ap;

	if (is_surplus(ds, d))
		return;
	va_start(ap, fmt);
	d->help = arena_vprintf(ds->arena, fmt, ap);
	va_end(ap);
}

bool
diag_may_expect(const struct diags *ds, const struct diag *d, size_t n)
{
	return !is_surplus(ds, d) &&
	       n <= (EXPECTED - ds->expected) / sizeof(*d->expected);
}

bool
diag_expect(struct diags *ds, struct diag *d, size_t n, size_t bytes)
{
	size_t list = n * sizeof(*d->expected);

	if (!diag_may_expect(ds, d, n))
		return false;
	if (bytes > EXPECTED - ds->expected - list) {
		ds->expected += n; /* somebody may have counted their bytes in vain */
		return false;
	}
	ds->expected += bytes + list;
	d->expected = arena_calloc(ds->arena, n, sizeof(*d->expected));
	d->nexpected = n;
	return true;
}

static struct related *
add_related(struct diags *ds, struct diag *d, const char *fmt, va_list ap)
{
	struct related *r,
	    **link = d->last_related ? &d->last_related->next : &d->related;

	if (is_surplus(ds, d))
		return memset(&ds->surplus->related, 0, sizeof(ds->surplus->related));
	r = arena_calloc(ds->arena, 1, sizeof(*r));
	r->message = arena_vprintf(ds->arena, fmt, ap);
	while (*link != NULL)
		link = &(*link)->next;
	*link = d->last_related = r;
	return r;
}

struct related *
diag_related(struct diags *ds, struct diag *d, struct span span, const char *fmt, ...)
{
	struct related *r;
	va_list ap;

	va_start(ap, fmt);
	r = add_related(ds, d, fmt, ap);
	va_end(ap);
	r->span = span;
	return r;
}

struct related *
diag_related_file(struct diags *ds, struct diag *d, const char *file,
		  struct place start, struct place end, struct str line_text,
		  const char *fmt, ...)
{
	struct related *r;
	va_list ap;

	va_start(ap, fmt);
	r = add_related(ds, d, fmt, ap);
	va_end(ap);
	if (is_surplus(ds, d))
		return r;
	r->file = arena_strdup(ds->arena, file);
	r->start = start;
	r->end = end;
	r->line_text.s = arena_strndup(ds->arena, line_text.s, line_text.len);
	r->line_text.len = line_text.len;
	return r;
}

struct fix *
diag_fix(struct diags *ds, struct diag *d, enum applicability a, const char *fmt, ...)
{
	struct fix *f, **link = d->last_fix ? &d->last_fix->next : &d->fixes;
	va_list ap;

	if (is_surplus(ds, d))
		return memset(&ds->surplus->fix, 0, sizeof(ds->surplus->fix));
	f = arena_calloc(ds->arena, 1, sizeof(*f));
	va_start(ap, fmt);
	f->description = arena_vprintf(ds->arena, fmt, ap);
	va_end(ap);
	f->applicability =
	    d->span.start < ds->unsure.end && d->span.end >= ds->unsure.start
		? FIX_SUGGESTED
		: a;
	if (d->help == NULL)
		d->help = f->description;
	while (*link != NULL)
		link = &(*link)->next;
	*link = d->last_fix = f;
	return f;
}

void
diag_drop_fix(struct diag *d, const struct fix *f)
{
	struct fix **link = &d->fixes;

	while (*link != f)
		link = &(*link)->next;
	*link = f->next;
	d->last_fix = d->fixes; /* diag_fix() goes on to the last */
}

void
fix_edit(struct diags *ds, struct fix *f, struct span span, struct str text)
{
	struct edit *e, **link = f->last != NULL ? &f->last->next : &f->edits;

	if (ds->surplus != NULL && f == &ds->surplus->fix)
		return;
	e = arena_calloc(ds->arena, 1, sizeof(*e));
	assert(f->last == NULL || f->last->span.end <= span.start);
	e->span = span;
	e->text.s = arena_strndup(ds->arena, text.s, text.len);
	e->text.len = text.len;
	*link = e;
	f->last = e;
}

const struct secrets *
diags_secrets(struct diags *ds)
{
	if (ds->secrets == NULL) {
		ds->secrets = arena_alloc(ds->arena, sizeof(*ds->secrets));
		secrets_find(ds->secrets, ds->text, ds->arena);
	}
	return ds->secrets;
}

/* The span of text within the document, if it is borrowed from there. */
static bool
borrowed(const struct diags *ds, struct str text, struct span *span)
{
	uintptr_t from = (uintptr_t)text.s, base = (uintptr_t)ds->text.s;

	if (text.len == 0 || from < base || from - base > ds->text.len ||
	    text.len > ds->text.len - (from - base))
		return false;
	*span = (struct span){from - base, from - base + text.len};
	return true;
}

/* As it may be shown, in so many characters. */
static const char *
fit(struct diags *ds, struct str text, size_t most)
{
	struct buf safe = BUF_INIT, cut = BUF_INIT;
	const size_t edge = 4 * most; /* bytes that hold so many characters */

	if (text.len <= most && safe_plain(text))
		return arena_strndup(ds->arena, text.s, text.len);
	if (text.len > 2 * edge) { /* what is between is cut out anyway */
		safe_add(&safe, str_slice(text, 0, edge));
		safe_add(&safe, str_slice(text, text.len - edge, text.len));
	} else {
		safe_add(&safe, text);
	}
	safe_shorten(&cut, buf_str(&safe), most);
	buf_release(&safe);
	return buf_keep(&cut, ds->arena).s;
}

/*
 * Of a long text no more need be looked at than may be shown: its beginning and, where
 * secrets are known by their places, its end.
 */
static const char *
quote_long(struct diags *ds, struct str text, const struct span *span, size_t most)
{
	struct buf open = BUF_INIT;
	const struct secrets *secrets = diags_secrets(ds);
	const char *result;
	size_t edge = LONG_QUOTE / 2;

	if (span != NULL) {
		secrets_redact(&open, secrets,
			       (struct span){span->start, span->start + edge});
		secrets_redact(&open, secrets,
			       (struct span){span->end - edge, span->end});
	} else {
		secret_redact_urls(&open, str_slice(text, 0, edge));
		buf_puts(&open, "...");
	}
	result = fit(ds, buf_str(&open), most);
	buf_release(&open);
	return result;
}

static const char *
quote(struct diags *ds, struct str text, size_t most)
{
	struct buf open = BUF_INIT;
	struct span span;
	const char *result;

	if (ds->surplus != NULL && ds->lines == NULL)
		return ""; /* for a finding that nobody will see */
	if (borrowed(ds, text, &span)) {
		if (text.len > LONG_QUOTE)
			return quote_long(ds, text, &span, most);
		if (!secrets_touch(diags_secrets(ds), span))
			return fit(ds, text, most);
		secrets_redact(&open, diags_secrets(ds), span);
	} else if (secrets_is_one(diags_secrets(ds), text)) {
		buf_puts(&open, REDACTED);
	} else if (text.len > LONG_QUOTE) {
		return quote_long(ds, text, NULL, most);
	} else {
		secret_redact_urls(&open, text);
	}
	result = fit(ds, buf_str(&open), most);
	buf_release(&open);
	return result;
}

const char *
diag_quote(struct diags *ds, struct str text)
{
	return quote(ds, text, DIAG_QUOTE_MAX);
}

const char *
diag_whole(struct diags *ds, struct str text)
{
	return quote(ds, text, LONG_QUOTE);
}

const char *
diag_quote_made(struct diags *ds, struct str text, struct span from)
{
	return secrets_touch(diags_secrets(ds), from) ? REDACTED : diag_quote(ds, text);
}
