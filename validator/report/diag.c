/* diag: a finding, and the one door that all findings pass. */
#include "report/diag.h"

#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/hash.h"
#include "report/lines.h"
#include "report/safe.h"
#include "report/secret.h"

enum {
	ALIKE_SHOWN = 3,
	QUOTE_MAX = 60 /* characters of a value within a sentence */
};

void
diags_init(struct diags *ds, struct arena *a, const struct rule_table *rules,
	   const enum severity *levels, struct str text)
{
	*ds = (struct diags){.arena = a,
			     .rules = rules,
			     .levels = levels,
			     .text = text,
			     .first_line = 1};
	ds->tail = &ds->head;
}

/* A rule that is in no table: a policy of the config, or a test's. */
static const struct rule_info *
stranger(struct diags *ds, const char *name)
{
	struct rule_info *rule = arena_calloc(ds->arena, 1, sizeof(*rule));

	rule->name = safe_text(arena_strdup(ds->arena, name), ds->arena);
	rule->severity = SEV_ERROR;
	rule->found_by = "schema";
	rule->summary = "a rule of the configuration";
	return rule;
}

/* Its index in the table, or the table's length. */
static size_t
rule_index(const struct rule_table *t, const char *name)
{
	const struct rule_info *rule;
	size_t low = 0, high, mid;

	if (t == NULL)
		return 0;
	rule = rule_find(t, str_from(name));
	high = rule != NULL ? t->n : 0;
	while (low < high) {
		mid = low + (high - low) / 2;
		if (strcmp(t->rules[mid]->name, rule->name) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return rule != NULL ? low : t->n;
}

/* What the user said about the rule wins over what the finder thinks. */
static enum severity
level(const struct diags *ds, size_t i, enum severity wanted)
{
	bool set;

	if (ds->levels == NULL)
		return wanted;
	set = ds->level_set != NULL ? ds->level_set[i]
				    : ds->levels[i] != ds->rules->rules[i]->severity;
	return set ? ds->levels[i] : wanted;
}

static struct diag *
add(struct diags *ds, const char *name, const enum severity *severity, struct span span,
    const char *message)
{
	struct diag *d = arena_calloc(ds->arena, 1, sizeof(*d));
	size_t i = rule_index(ds->rules, name);

	if (ds->rules != NULL && i < ds->rules->n) {
		d->rule = ds->rules->rules[i];
		d->severity =
		    level(ds, i, severity != NULL ? *severity : d->rule->severity);
	} else {
		d->rule = stranger(ds, name);
		d->severity = severity != NULL ? *severity : d->rule->severity;
	}
	d->rule_name = d->rule->name;
	d->message = message;
	d->pointer = "";
	d->span = span;
	d->seen = ds->serial++;
	if (d->severity != SEV_OFF) {
		*ds->tail = d;
		ds->tail = &d->next;
		ds->n++;
	}
	return d;
}

struct diag *
diag_add(struct diags *ds, const char *rule, struct span span, const char *fmt, ...)
{
	const char *message;
	va_list ap;

	va_start(ap, fmt);
	message = arena_vprintf(ds->arena, fmt, ap);
	va_end(ap);
	return add(ds, rule, NULL, span, message);
}

struct diag *
diag_add_as(struct diags *ds, const char *rule, enum severity severity,
	    struct span span, const char *fmt, ...)
{
	const char *message;
	va_list ap;

	va_start(ap, fmt);
	message = arena_vprintf(ds->arena, fmt, ap);
	va_end(ap);
	return add(ds, rule, &severity, span, message);
}

void
diag_note(struct diags *ds, struct diag *d, const char *fmt, ...)
{
	struct note *n = arena_calloc(ds->arena, 1, sizeof(*n)), **link = &d->notes;
	va_list ap;

	va_start(ap, fmt);
	n->text = arena_vprintf(ds->arena, fmt, ap);
	va_end(ap);
	n->after_help = d->help != NULL;
	while (*link != NULL)
		link = &(*link)->next;
	*link = n;
}

void
diag_help(struct diags *ds, struct diag *d, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	d->help = arena_vprintf(ds->arena, fmt, ap);
	va_end(ap);
}

static struct related *
add_related(struct diags *ds, struct diag *d)
{
	struct related *r = arena_calloc(ds->arena, 1, sizeof(*r)),
		       **link = &d->related;

	while (*link != NULL)
		link = &(*link)->next;
	*link = r;
	return r;
}

struct related *
diag_related(struct diags *ds, struct diag *d, struct span span, const char *fmt, ...)
{
	struct related *r = add_related(ds, d);
	va_list ap;

	va_start(ap, fmt);
	r->message = arena_vprintf(ds->arena, fmt, ap);
	va_end(ap);
	r->span = span;
	return r;
}

struct related *
diag_related_file(struct diags *ds, struct diag *d, const char *file,
		  struct place start, struct place end, struct str line_text,
		  const char *fmt, ...)
{
	struct related *r = add_related(ds, d);
	va_list ap;

	va_start(ap, fmt);
	r->message = arena_vprintf(ds->arena, fmt, ap);
	va_end(ap);
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
	struct fix *f = arena_calloc(ds->arena, 1, sizeof(*f)), **link = &d->fixes;
	va_list ap;

	va_start(ap, fmt);
	f->description = arena_vprintf(ds->arena, fmt, ap);
	va_end(ap);
	f->applicability = a;
	if (d->help == NULL)
		d->help = f->description;
	while (*link != NULL)
		link = &(*link)->next;
	*link = f;
	return f;
}

void
fix_edit(struct diags *ds, struct fix *f, struct span span, struct str text)
{
	struct edit *e = arena_calloc(ds->arena, 1, sizeof(*e));
	struct edit **link = f->last != NULL ? &f->last->next : &f->edits;

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

const char *
diag_quote(struct diags *ds, struct str text)
{
	struct buf open = BUF_INIT, safe = BUF_INIT, cut = BUF_INIT;
	struct span span;
	const char *result;

	if (borrowed(ds, text, &span))
		secrets_redact(&open, diags_secrets(ds), span);
	else if (secrets_is_one(diags_secrets(ds), text))
		buf_puts(&open, REDACTED);
	else
		secret_redact_urls(&open, text);
	safe_add(&safe, buf_str(&open));
	safe_shorten(&cut, buf_str(&safe), QUOTE_MAX);
	result = arena_strndup(ds->arena, buf_str(&cut).s, cut.len);
	buf_release(&open);
	buf_release(&safe);
	buf_release(&cut);
	return result;
}

/* Order of findings: by place, then rule, then as they were made. */
static int
in_order(const void *left, const void *right)
{
	const struct diag *a = *(struct diag *const *)left;
	const struct diag *b = *(struct diag *const *)right;
	int order;

	if (a->span.start != b->span.start)
		return a->span.start < b->span.start ? -1 : 1;
	order = strcmp(a->rule_name, b->rule_name);
	if (order != 0)
		return order;
	return a->seen < b->seen ? -1 : a->seen > b->seen;
}

/* A set of findings that agree in something, with the number of each kind. */
struct group {
	struct diag *last; /* of those kept; NULL: free slot */
	size_t n;
};

struct groups {
	struct group *slots;
	size_t mask;
	bool (*same)(const struct diag *a, const struct diag *b);
	uint32_t (*hash)(const struct diag *d);
};

static void
groups_init(struct groups *g, size_t n, struct arena *a)
{
	size_t size = 16;

	while (size < n * 2)
		size *= 2;
	g->slots = arena_calloc(a, size, sizeof(*g->slots));
	g->mask = size - 1;
}

static struct group *
groups_find(const struct groups *g, const struct diag *d)
{
	size_t i = g->hash(d) & g->mask;

	while (g->slots[i].last != NULL && !g->same(g->slots[i].last, d))
		i = (i + 1) & g->mask;
	return &g->slots[i];
}

static uint32_t
hash_text(const char *s)
{
	return hash_bytes(s, strlen(s));
}

static bool
same_finding(const struct diag *a, const struct diag *b)
{
	return a->span.start == b->span.start && a->span.end == b->span.end &&
	       strcmp(a->rule_name, b->rule_name) == 0 &&
	       strcmp(a->message, b->message) == 0;
}

static uint32_t
hash_finding(const struct diag *d)
{
	uint32_t place = hash_bytes((const char *)&d->span, sizeof(d->span));

	return place ^ hash_text(d->rule_name) ^ hash_text(d->message) * 3;
}

static bool
alike(const struct diag *a, const struct diag *b)
{
	return strcmp(a->rule_name, b->rule_name) == 0 &&
	       strcmp(a->fold_key, b->fold_key) == 0;
}

static uint32_t
hash_alike(const struct diag *d)
{
	return hash_text(d->rule_name) ^ hash_text(d->fold_key) * 3;
}

/* Keeps the first of each; returns how many are left. */
static size_t
drop_duplicates(struct diag **all, size_t n, struct arena *a)
{
	struct groups g = {.same = same_finding, .hash = hash_finding};
	size_t kept = 0;

	groups_init(&g, n, a);
	for (size_t i = 0; i < n; i++) {
		struct group *found = groups_find(&g, all[i]);

		if (found->n++ == 0) {
			found->last = all[i];
			all[kept++] = all[i];
		}
	}
	return kept;
}

/* Moves what is beyond the third of its kind to ds->folded. */
static size_t
fold(struct diags *ds, struct diag **all, size_t n)
{
	struct groups g = {.same = alike, .hash = hash_alike};
	struct diag **folded = &ds->folded;
	size_t kept = 0;

	groups_init(&g, n, ds->arena);
	for (size_t i = 0; i < n; i++) {
		struct group *found =
		    all[i]->fold_key != NULL ? groups_find(&g, all[i]) : NULL;

		if (found != NULL && found->n++ >= ALIKE_SHOWN) {
			found->last->folded++;
			all[i]->next = NULL;
			*folded = all[i];
			folded = &all[i]->next;
			continue;
		}
		if (found != NULL)
			found->last = all[i];
		all[kept++] = all[i];
	}
	for (size_t i = 0; i < kept; i++) {
		if (all[i]->folded != 0)
			diag_note(ds, all[i], "and %zu more alike", all[i]->folded);
	}
	return kept;
}

/* FNV-1a: it is written to baselines, so it must never change. */
static uint64_t
hash_value(struct str text)
{
	uint64_t h = UINT64_C(0xcbf29ce484222325);

	for (size_t i = 0; i < text.len; i++) {
		h ^= (unsigned char)text.s[i];
		h *= UINT64_C(0x100000001b3);
	}
	return h;
}

static void
clamp(struct span *span, size_t len)
{
	if (span->start > len)
		span->start = len;
	if (span->end > len)
		span->end = len;
	if (span->end < span->start)
		span->end = span->start;
}

/* A sentence as it may be shown; most need nothing. */
static const char *
clean(const char *text, struct arena *a)
{
	struct buf out = BUF_INIT;

	if (text == NULL)
		return NULL;
	if (strpbrk(text, "@=\\") != NULL) {
		secret_redact_sentence(&out, str_from(text));
		text = arena_strndup(a, out.s, out.len);
		buf_release(&out);
	}
	return safe_text(text, a);
}

/* A pointer as it may be shown: names of members may be URLs. */
static const char *
open_pointer(const char *pointer, struct arena *a)
{
	struct buf out = BUF_INIT;

	if (pointer == NULL || strpbrk(pointer, "@=\\") == NULL)
		return pointer;
	secret_redact_urls(&out, str_from(pointer));
	pointer = arena_strndup(a, buf_str(&out).s, out.len);
	buf_release(&out);
	return pointer;
}

/* Of what may be shown: nobody shall find a password by its hash. */
static uint64_t
hash_span(struct diags *ds, struct span span)
{
	struct buf out = BUF_INIT;
	uint64_t h;

	if (!secrets_touch(diags_secrets(ds), span))
		return hash_value(str_slice(ds->text, span.start, span.end));
	secrets_redact(&out, diags_secrets(ds), span);
	h = hash_value(buf_str(&out));
	buf_release(&out);
	return h;
}

/* Every sentence safe to print. */
static void
clean_all(struct diags *ds, struct diag *d)
{
	d->pointer = open_pointer(d->pointer, ds->arena);
	d->message = clean(d->message, ds->arena);
	/* The help is often the description of the fix itself: keep it so. */
	d->help = clean(d->help, ds->arena);
	for (struct note *n = d->notes; n != NULL; n = n->next)
		n->text = clean(n->text, ds->arena);
	for (struct fix *f = d->fixes; f != NULL; f = f->next)
		f->description = clean(f->description, ds->arena);
	for (struct related *r = d->related; r != NULL; r = r->next) {
		r->message = clean(r->message, ds->arena);
		r->pointer = open_pointer(r->pointer, ds->arena);
	}
}

static void
finish_one(struct diags *ds, struct diag *d)
{
	d->start = lines_find(ds->lines, d->span.start);
	d->end = lines_find(ds->lines, d->span.end);
	d->value_hash = hash_span(ds, d->span);
	clean_all(ds, d);
	for (struct fix *f = d->fixes; f != NULL; f = f->next) {
		for (struct edit *e = f->edits; e != NULL; e = e->next)
			clamp(&e->span, ds->text.len);
	}
	for (struct related *r = d->related; r != NULL; r = r->next) {
		if (r->file != NULL)
			continue;
		clamp(&r->span, ds->text.len);
		r->start = lines_find(ds->lines, r->span.start);
		r->end = lines_find(ds->lines, r->span.end);
	}
}

void
diags_finish(struct diags *ds)
{
	struct diag **all, *d;
	size_t n = 0;

	if (ds->head == NULL || ds->lines != NULL)
		return;
	ds->lines = arena_alloc(ds->arena, sizeof(*ds->lines));
	lines_init(ds->lines, ds->text, ds->first_line, ds->arena);
	all = arena_calloc(ds->arena, ds->n, sizeof(*all));
	for (d = ds->head; d != NULL; d = d->next) {
		clamp(&d->span, ds->text.len);
		all[n++] = d;
	}
	qsort(all, n, sizeof(*all), in_order);
	n = drop_duplicates(all, n, ds->arena);
	if (!ds->keep_alike)
		n = fold(ds, all, n);
	for (d = ds->folded; d != NULL; d = d->next)
		finish_one(ds, d);
	ds->tail = &ds->head;
	for (size_t i = 0; i < n; i++) {
		finish_one(ds, all[i]);
		*ds->tail = all[i];
		ds->tail = &all[i]->next;
	}
	*ds->tail = NULL;
	ds->n = n;
}

void
diags_restore(struct diags *ds)
{
	for (struct diag *d = ds->head; d != NULL; d = d->next)
		clean_all(ds, d);
}
