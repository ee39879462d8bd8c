/* changed: see the header. */
#include "lint/changed.h"

#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "finding/lines.h"
#include "finding/rule.h"
#include "finding/secret.h"
#include "finding/within.h"
#include "lint/lint.h"
#include "load/pointers.h"
#include "service/difference.h"

enum { LINE_MOST = 1000 }; /* bytes of a source line that is shown of another file */

struct known_doc {
	const struct doc *doc; /* the key */
	const struct lines *lines;
	const struct secrets *secrets;
};

static bool
same_doc(const void *item, const void *key)
{
	return ((const struct known_doc *)item)->doc == key;
}

void
elsewhere_init(struct elsewhere *e, struct arena *a)
{
	e->docs = MAP(struct known_doc, same_doc, a);
}

static const struct known_doc *
know(struct elsewhere *e, const struct doc *doc)
{
	struct known_doc *k = map_put(&e->docs, map_hash((uintptr_t)doc, 0), doc);

	struct arena *a = e->docs.arena;
	struct lines *lines;
	struct secrets *secrets;

	if (k->doc != NULL)
		return k;
	k->doc = doc;
	if (doc->within != NULL) {
		k->lines = outside_lines(doc->within->outside);
		k->secrets = outside_secrets(doc->within->outside);
		return k;
	}
	k->lines = lines = arena_alloc(a, sizeof(*lines));
	k->secrets = secrets = arena_alloc(a, sizeof(*secrets));
	lines_init(lines, doc->text, doc->first_line, a);
	secrets_find(secrets, doc->text, a);
	return k;
}

/* The line, unless it is long, or holds a secret, which reports could not hide. */
static struct str
line_shown(const struct known_doc *k, size_t offset)
{
	struct span line = lines_span(k->lines, offset);

	return line.end - line.start > LINE_MOST || secrets_touch(k->secrets, line)
		   ? STR("")
		   : str_slice(k->lines->text, line.start, line.end);
}

void
changed_related(struct diags *ds, struct diag *d, struct node n, bool whole,
		const char *message, struct elsewhere *e)
{
	struct span span = lint_span(n, whole ? AT_VALUE : AT_HOLDER);
	const struct known_doc *k;
	struct related *r;

	if (n.doc->text.s == ds->text.s) {
		r = diag_related(ds, d, span, "%s", message);
	} else {
		k = know(e, n.doc);
		if (n.doc->within != NULL)
			span = within_span(n.doc->within, span);
		r = diag_related_file(ds, d, n.doc->name,
				      lines_find(k->lines, span.start),
				      lines_find(k->lines, span.end),
				      line_shown(k, span.start), "%s", message);
	}
	r->pointer = node_pointer(n, ds->arena);
}

/* What one side has, in a sentence. */
static const char *
shown(struct diags *ds, struct node n, bool lacks, const char *fallback)
{
	struct str text = node_plain(n);

	if (!lacks && !node_is(n, NODE_NULL))
		return arena_printf(ds->arena, "'%s'", diag_quote(ds, text));
	return fallback == NULL
		   ? "missing"
		   : arena_printf(ds->arena, "left out, which means %s,", fallback);
}

/* "'a', 'b' and 3 more", or NULL if there is none. */
static const char *
listed(struct diags *ds, const struct alone *a)
{
	struct buf b = BUF_INIT;
	size_t most = sizeof(a->first) / sizeof(*a->first);

	for (size_t i = 0; i < a->n && i < most; i++)
		buf_printf(&b, "%s'%s'", i != 0 ? ", " : "",
			   diag_quote(ds, a->first[i]));
	if (a->n > most)
		buf_printf(&b, " and %zu more", a->n - most);
	return a->n != 0 ? buf_keep(&b, ds->arena).s : NULL;
}

static const char *
lists(struct diags *ds, const struct difference *d)
{
	const char *wanted = listed(ds, &d->only_wanted),
		   *deployed = listed(ds, &d->only_deployed);
	const char *of = d->product.len == 0 ? ""
					     : arena_printf(ds->arena, " of '%s'",
							    diag_quote(ds, d->product));

	if (deployed == NULL)
		return arena_printf(ds->arena, "'%s'%s: %s not deployed", d->member, of,
				    arena_printf(ds->arena, "%s %s", wanted,
						 d->only_wanted.n == 1 ? "is" : "are"));
	if (wanted == NULL)
		return arena_printf(ds->arena, "'%s'%s: deployed besides: %s",
				    d->member, of, deployed);
	return arena_printf(ds->arena, "'%s'%s: not deployed: %s; deployed besides: %s",
			    d->member, of, wanted, deployed);
}

void
changed_report(struct diags *ds, const struct difference *d, struct elsewhere *e)
{
	bool list = d->only_wanted.n + d->only_deployed.n != 0;
	const char *sentence =
	    list
		? lists(ds, d)
		: arena_printf(ds->arena, "'%s' is %s here and %s where it is deployed",
			       d->member,
			       shown(ds, d->wanted, d->wanted_lacks, d->fallback),
			       shown(ds, d->deployed, d->deployed_lacks, d->fallback));
	struct diag *found =
	    diag_add(ds, RULE_CHANGED_SINCE_DEPLOYED,
		     lint_span(d->wanted, d->wanted_lacks ? AT_HOLDER : AT_VALUE), "%s",
		     sentence);

	if (diags_full(ds))
		return;
	found->pointer = node_pointer(d->wanted, ds->arena);
	changed_related(ds, found, d->deployed, !d->deployed_lacks,
			d->deployed_lacks ? "it is missing here" : "this is deployed",
			e);
	if (d->note != NULL)
		diag_note(ds, found, "%s", d->note);
	if (difference_removes(d))
		diag_help(ds, found,
			  "write it here as it is deployed, or make the subscription "
			  "anew: no update takes it away");
	else
		diag_help(ds, found,
			  "update the subscription (hookvet drift --plan writes the "
			  "request), or write here what is deployed");
}
