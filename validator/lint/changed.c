/* changed: see the header. */
#include "lint/changed.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "finding/lines.h"
#include "finding/rule.h"
#include "finding/secret.h"
#include "lint/lint.h"
#include "load/pointers.h"
#include "service/difference.h"

enum { LINE_MOST = 1000 }; /* bytes of a source line that is shown of another file */

/* The line, unless it is long, or holds a secret, which reports could not hide. */
static struct str
line_shown(const struct doc *doc, const struct lines *lines, size_t offset,
	   struct arena *a)
{
	struct span line = lines_span(lines, offset);
	struct secrets secrets;

	if (line.end - line.start > LINE_MOST)
		return STR("");
	secrets_find(&secrets, doc->text, a);
	return secrets_touch(&secrets, line)
		   ? STR("")
		   : str_slice(doc->text, line.start, line.end);
}

void
changed_related(struct diags *ds, struct diag *d, struct node n, bool whole,
		const char *message)
{
	struct span span = lint_span(n, whole ? AT_VALUE : AT_HOLDER);
	const struct doc *doc = n.doc;
	struct related *r;
	struct lines lines;

	if (doc->text.s == ds->text.s) {
		r = diag_related(ds, d, span, "%s", message);
	} else {
		lines_init(&lines, doc->text, doc->first_line, ds->arena);
		r = diag_related_file(ds, d, doc->name, lines_find(&lines, span.start),
				      lines_find(&lines, span.end),
				      line_shown(doc, &lines, span.start, ds->arena),
				      "%s", message);
	}
	r->pointer = node_pointer(n, ds->arena);
}

/* What one side has, in a sentence. */
static const char *
shown(struct diags *ds, struct node n, bool lacks, const char *fallback)
{
	struct str text = node_is(n, NODE_STRING) ? node_string(n) : node_text(n);

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
changed_report(struct diags *ds, const struct difference *d)
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
			d->deployed_lacks ? "it is missing here" : "this is deployed");
	if (difference_removes(d))
		diag_help(ds, found,
			  "write it here as it is deployed, or make the subscription "
			  "anew: no update takes it away");
	else
		diag_help(ds, found,
			  "update the subscription (hookvet drift --plan writes the "
			  "request), or write here what is deployed");
}
