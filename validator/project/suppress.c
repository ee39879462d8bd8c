/* suppress: the "suppress" entries of a config. */
#include "project/suppress.h"

#include <errno.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/map.h"
#include "load/pointers.h"
#include "project/discover.h"
#include "project/paths.h"
#include "project/profile.h"
#include "project/session.h"

static bool
selects(const struct suppression *s, const struct input *in)
{
	const struct profile *p = in->profile;
	struct str path = in->absolute;

	return str_starts(path, p->base) &&
	       glob_selects(&s->file, str_slice(path, p->base.len, path.len));
}

/*
 * The suppressions that hold for one input by what they hide, so that a finding meets
 * few of very many.  Of two that hide the same the first counts.
 */
struct suppression_index {
	const struct input *input;
	struct map map; /* struct hiding */
};

struct hiding {
	struct suppression *by;
};

/* What is hidden: a rule (NULL: any) at a pointer. */
struct hidden {
	struct str pointer;
	const char *rule;
};

static bool
same_rule(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool
hides(const void *item, const void *key)
{
	const struct suppression *s = ((const struct hiding *)item)->by;
	const struct hidden *h = key;

	return same_rule(s->rule, h->rule) && str_equal(s->pointer, h->pointer);
}

struct suppression_index *
suppress_index(struct arena *a)
{
	struct suppression_index *x = arena_calloc(a, 1, sizeof(*x));

	x->map = MAP(struct hiding, hides, a);
	return x;
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

static uint32_t
hash_hidden(uint64_t pointer, const char *rule)
{
	return (uint32_t)hash_on(pointer, rule != NULL ? str_from(rule) : STR(""));
}

static void
fill_index(struct suppression_index *x, const struct input *in)
{
	const struct profile *p = in->profile;

	if (x->input == in)
		return;
	x->input = in;
	map_clear(&x->map);
	for (size_t i = 0; i < p->nsuppressions; i++) {
		struct suppression *s = &p->suppressions[i];
		struct hidden what = {s->pointer, s->rule};
		struct hiding *h;

		if (s->expired || !selects(s, in))
			continue;
		h = map_put(&x->map, hash_hidden(hash_pointer(s->pointer), s->rule),
			    &what);
		if (h->by == NULL)
			h->by = s;
	}
}

/* What hides a rule at a pointer with that hash, if that is earlier than s. */
static struct suppression *
earlier(const struct suppression_index *x, uint64_t hash, struct hidden what,
	struct suppression *s)
{
	const struct hiding *h = map_find(&x->map, hash_hidden(hash, what.rule), &what);

	return h != NULL && (s == NULL || h->by < s) ? h->by : s;
}

/* The first suppression of the finding: at its pointer, or at one above it. */
static struct suppression *
find_suppression(const struct suppression_index *x, const struct diag *d)
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
		first = earlier(x, hash, (struct hidden){above, d->rule->name}, first);
		first = earlier(x, hash, (struct hidden){above, NULL}, first);
	}
	return first;
}

/* Whether some rules are off for this run alone. */
static bool
some_are_off(const struct options *o)
{
	for (size_t i = 0; i < o->rules.n; i++) {
		if (str_ends(str_from(o->rules.items[i]), STR("=off")))
			return true;
	}
	return false;
}

/* The kinds of objects that the rules have met in documents of these kinds. */
static unsigned
kinds_met(unsigned kinds)
{
	if ((kinds & KIND_BIT(KIND_SUBSCRIPTION_LIST)) != 0)
		kinds |= KIND_BIT(KIND_SUBSCRIPTION);
	if ((kinds & KIND_BIT(KIND_PAIR)) != 0)
		kinds |= KINDS_SUBSCRIPTION;
	return (kinds & ~KIND_BIT(KIND_NONE)) != 0 ? kinds | KINDS_DOCUMENT : 0;
}

/*
 * Whether it might have matched.  Where the command line names a schema or a kind,
 * other schemas are tried than those that the suppression was written for.
 */
static bool
might_match(const struct suppression *s, const struct options *o, unsigned kinds)
{
	bool as_ever = o->schema == NULL && o->kind == NULL;
	const struct rule_info *r;

	if (s->rule == NULL)
		return as_ever && !some_are_off(o);
	r = rule_find(&rule_table, str_from(s->rule));
	if (r == NULL || strcmp(r->found_by, "load") == 0)
		return true; /* a policy, too */
	if (strcmp(r->found_by, "schema") == 0)
		return as_ever;
	if (r == RULE_CHANGED_SINCE_DEPLOYED) /* drift finds it elsewhere */
		return (kinds & KIND_BIT(KIND_PAIR)) != 0;
	return ((r == RULE_DUPLICATE_SUBSCRIPTION ? KINDS_SUBSCRIPTION
						  : lint_kinds(r)) &
		kinds_met(kinds)) != 0;
}

void
suppress_tried(const struct input *in, const struct tried *t)
{
	const struct profile *p = in->profile;

	for (size_t i = 0; i < p->nsuppressions; i++) {
		struct suppression *s = &p->suppressions[i];

		if (!selects(s, in))
			continue;
		s->missed = s->missed || t->missed;
		s->met = s->met || (t->kinds != 0 &&
				    might_match(s, p->session->options, t->kinds));
	}
}

void
suppress_findings(const struct input *in, struct diags *ds)
{
	const struct profile *p = in->profile;

	if (ds->n == 0 || p->nsuppressions == 0)
		return;
	fill_index(p->suppression_index, in);
	for (struct diag *d = ds->head; d != NULL; d = d->next) {
		struct suppression *s = find_suppression(p->suppression_index, d);

		if (d->suppressed_by != SUPPRESSED_NOT || s == NULL)
			continue;
		d->suppressed_by = SUPPRESSED_BY_CONFIG;
		d->justification = s->reason;
		s->used = true;
		diags_unfold(ds, d);
	}
}

static bool
rule_off(const struct profile *p, const char *rule)
{
	for (size_t i = 0; rule != NULL && i < rule_table.n; i++) {
		if (strcmp(rule_table.rules[i].name, rule) == 0)
			return p->levels[i] == SEV_OFF;
	}
	for (size_t i = 0; rule != NULL && i < p->npolicies; i++) {
		if (strcmp(p->policies[i].info.name, rule) == 0)
			return p->policies[i].severity == SEV_OFF;
	}
	return false;
}

/* Whether an operand is the folder (with '/'), or one above it. */
static bool
walked(const struct session *s, struct str folder)
{
	const struct options *o = s->options;
	bool all = o->operands.n == 0 && o->files_from == NULL;

	if (all && str_starts(folder, s->current))
		return true;
	for (size_t i = 0; i < o->operands.n; i++) {
		struct str path =
		    path_absolute(s->current, o->operands.items[i], s->arena);

		if (str_starts(folder, path) &&
		    (path.len == 1 || folder.s[path.len] == '/'))
			return true;
	}
	return false;
}

/* Whether all files were in the run that it might be about. */
static bool
all_walked(const struct profile *p, const struct suppression *s)
{
	size_t from = *s->file_text.s == '/', to = strcspn(s->file_text.s, "*?[");
	struct str below = path_folder(str_slice(s->file_text, from, to));

	if (s->rule != NULL && strcmp(s->rule, RULE_DUPLICATE_SUBSCRIPTION->name) == 0)
		return walked(p->session, p->base);
	return to == s->file_text.len ||
	       walked(p->session,
		      str_from(arena_printf(p->session->arena, "%.*s%.*s",
					    STR_ARG(p->base), STR_ARG(below))));
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
report_unused(struct profile *p, const struct suppression *s, const char *sentence)
{
	struct node file = node_member(s->at, "file");
	struct diag *d = diag_add(p->diags, RULE_UNUSED_SUPPRESSION,
				  node_key_span(file), "%s", sentence);

	d->pointer = node_pointer(s->at, p->session->arena);
	return d;
}

static void
judge_suppression(struct profile *p, const struct suppression *s)
{
	struct diag *d;

	if (s->expired) {
		d = report_unused(p, s,
				  arena_printf(p->session->arena,
					       "this suppression expired on %s",
					       s->until));
		diag_help(p->diags, d, "repair what it hides, or agree on a new date");
	} else if (file_gone(p, s)) {
		d = report_unused(p, s,
				  "this suppression is for a file that does not exist");
		diag_help(p->diags, d, "remove it, or correct the name");
	} else if (s->met && !s->missed && !s->used && !rule_off(p, s->rule) &&
		   all_walked(p, s)) {
		d = report_unused(p, s, "this suppression matched nothing");
		diag_help(p->diags, d, "remove it");
	}
}

size_t
suppress_unused(struct profile *p)
{
	if (p->nsuppressions == 0)
		return 0;
	/* What the config's own check found has been shown already. */
	p->diags = arena_alloc(p->session->arena, sizeof(*p->diags));
	diags_init(p->diags, p->session->arena, p->levels, p->doc.text);
	p->diags->level_set = p->level_set;
	for (size_t i = 0; i < p->nsuppressions; i++)
		judge_suppression(p, &p->suppressions[i]);
	diags_finish(p->diags);
	return p->diags->n;
}
