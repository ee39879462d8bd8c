/* suppress: the "suppress" entries of a config. */
#include "cli/known.h"

#include <errno.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/hash.h"
#include "cli/discover.h"
#include "cli/examine.h"
#include "cli/profile.h"
#include "cli/session.h"

static bool
selects(const struct suppression *s, const struct examined *e)
{
	const struct profile *p = e->input->profile;
	struct str path = e->input->absolute;

	return str_starts(path, p->base) &&
	       glob_selects(&s->file, str_slice(path, p->base.len, path.len));
}

/*
 * The suppressions that hold for one input by what they hide, so that a finding meets
 * few of very many.  Of two that hide the same the first counts.
 */
struct suppression_index {
	const struct input *input;
	struct suppression **slots; /* NULL: free */
	size_t mask;
};

struct suppression_index *
known_index(size_t n, struct arena *a)
{
	struct suppression_index *x = arena_calloc(a, 1, sizeof(*x));
	size_t size = 2;

	while (size < 2 * n)
		size *= 2;
	x->slots = arena_calloc(a, size, sizeof(struct suppression *));
	x->mask = size - 1;
	return x;
}

static bool
same_rule(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* Of a pointer, made longer by what is behind its first part. */
static uint64_t
hash_on(uint64_t hash, struct str more)
{
	return hash_mix(hash ^ hash_bytes(more.s, more.len),
			UINT64_C(0xd6e8feb86659fd93));
}

static uint64_t
hash_pointer(struct str pointer)
{
	uint64_t hash = 0;
	size_t start = 0;

	for (size_t i = 1; i <= pointer.len; i++) {
		if (i < pointer.len && pointer.s[i] != '/')
			continue;
		hash = hash_on(hash, str_slice(pointer, start, i));
		start = i;
	}
	return hash;
}

/* The slot of what hides a rule (NULL: any) at a pointer with that hash. */
static struct suppression **
slot_of(const struct suppression_index *x, uint64_t hash, struct str pointer,
	const char *rule)
{
	struct str name = rule != NULL ? str_from(rule) : STR("");
	size_t i = (size_t)hash_on(hash, name) & x->mask;

	while (x->slots[i] != NULL && (!same_rule(x->slots[i]->rule, rule) ||
				       !str_equal(x->slots[i]->pointer, pointer)))
		i = (i + 1) & x->mask;
	return &x->slots[i];
}

static void
fill(struct suppression_index *x, const struct examined *e)
{
	const struct profile *p = e->input->profile;

	if (x->input == e->input)
		return;
	x->input = e->input;
	memset(x->slots, 0, (x->mask + 1) * sizeof(struct suppression *));
	for (size_t i = 0; i < p->nsuppressions; i++) {
		struct suppression *s = &p->suppressions[i], **slot;

		if (s->expired || !selects(s, e))
			continue;
		slot = slot_of(x, hash_pointer(s->pointer), s->pointer, s->rule);
		if (*slot == NULL)
			*slot = s;
	}
}

static struct suppression *
earlier(struct suppression *a, struct suppression *b)
{
	return b == NULL || (a != NULL && a < b) ? a : b;
}

/* The first suppression of the finding: at its pointer, or at one above it. */
static struct suppression *
find(const struct suppression_index *x, const struct diag *d)
{
	struct str pointer = str_from(d->pointer != NULL ? d->pointer : "");
	struct suppression *first = NULL;
	uint64_t hash = 0;
	size_t start = 0;

	for (size_t i = 0; i <= pointer.len; i++) {
		struct str above = str_slice(pointer, 0, i);

		if (i < pointer.len && pointer.s[i] != '/')
			continue;
		if (i != 0)
			hash = hash_on(hash, str_slice(pointer, start, i));
		start = i;
		first = earlier(first, *slot_of(x, hash, above, d->rule_name));
		first = earlier(first, *slot_of(x, hash, above, NULL));
	}
	return first;
}

void
known_met(const struct examined *e)
{
	const struct profile *p = e->input->profile;

	for (size_t i = 0; i < p->nsuppressions; i++)
		p->suppressions[i].met =
		    p->suppressions[i].met || selects(&p->suppressions[i], e);
}

void
known_suppress(struct examined *e)
{
	const struct profile *p = e->input->profile;

	if (e->diags->n == 0 || p->nsuppressions == 0)
		return;
	fill(p->suppression_index, e);
	for (struct diag *d = e->diags->head; d != NULL; d = d->next) {
		struct suppression *s = find(p->suppression_index, d);

		if (d->suppressed_by != SUPPRESSED_NOT || s == NULL)
			continue;
		d->suppressed_by = SUPPRESSED_BY_CONFIG;
		d->justification = s->reason;
		s->used = true;
		diags_unfold(e->diags, d);
	}
	diags_settle(e->diags);
}

static bool
rule_off(const struct profile *p, const char *rule)
{
	for (size_t i = 0; rule != NULL && i < rule_table.n; i++) {
		if (strcmp(rule_table.rules[i]->name, rule) == 0)
			return p->levels[i] == SEV_OFF;
	}
	return false;
}

/* A file that was named outright and is no more. */
static bool
file_gone(const struct profile *p, const struct suppression *s)
{
	struct stat st;
	const char *path;

	if (strpbrk(s->file_text.s, "*?[\\!") != NULL ||
	    strchr(s->file_text.s, '/') == NULL)
		return false;
	path =
	    arena_printf(p->session->arena, "%.*s%s", STR_ARG(p->base), s->file_text.s);
	return stat(path, &st) != 0 && errno == ENOENT;
}

static struct diag *
report(struct profile *p, const struct suppression *s, const char *sentence)
{
	struct node file = node_member(s->at, "file");
	struct diag *d = diag_add(p->diags, "unused-suppression", node_key_span(file),
				  "%s", sentence);

	d->pointer = node_pointer(s->at, p->session->arena);
	return d;
}

static void
judge(struct profile *p, const struct suppression *s)
{
	struct diag *d;

	if (s->expired) {
		d = report(p, s,
			   arena_printf(p->session->arena,
					"this suppression expired on %s", s->until));
		diag_help(p->diags, d, "repair what it hides, or agree on a new date");
	} else if (file_gone(p, s)) {
		d = report(p, s, "this suppression is for a file that does not exist");
		diag_help(p->diags, d, "remove it, or correct the name");
	} else if (s->met && !s->used && !rule_off(p, s->rule)) {
		d = report(p, s, "this suppression matched nothing");
		diag_help(p->diags, d, "remove it");
	}
}

size_t
known_unused(struct profile *p)
{
	if (p->nsuppressions == 0)
		return 0;
	/* What the config's own check found has been shown already. */
	p->diags = arena_alloc(p->session->arena, sizeof(*p->diags));
	diags_init(p->diags, p->session->arena, &rule_table, p->levels, p->doc.text);
	p->diags->level_set = p->level_set;
	for (size_t i = 0; i < p->nsuppressions; i++)
		judge(p, &p->suppressions[i]);
	diags_finish(p->diags);
	return p->diags->n;
}
