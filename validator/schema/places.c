/* places: the JSON Pointers of very many nodes. */
#include "schema/places.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum {
	FEW = 8 /* questions about a document before its homes are looked up */
};

struct places_doc {
	struct places_doc *next;
	const struct doc *doc;
	struct home *homes;
	size_t asked;
};

static struct places_doc *
doc_of(struct places *p, const struct doc *doc)
{
	struct places_doc *d = p->docs;

	while (d != NULL && d->doc != doc)
		d = d->next;
	if (d == NULL) {
		d = arena_calloc(p->arena, 1, sizeof(*d));
		d->doc = doc;
		d->next = p->docs;
		p->docs = d;
	}
	return d;
}

const char *
places_pointer(struct places *p, struct node n)
{
	struct places_doc *d;

	if (n.at == 0)
		return "";
	d = doc_of(p, n.doc);
	if (d->asked++ < FEW)
		return node_pointer(n, p->arena);
	if (d->homes == NULL)
		d->homes = doc_homes(n.doc);
	return doc_pointer(n.doc, d->homes, n.at, p->arena);
}

const char *
places_below(struct places *p, struct node root, struct node n)
{
	return places_pointer(p, n) + strlen(places_pointer(p, root));
}

void
places_release(struct places *p)
{
	for (struct places_doc *d = p->docs; d != NULL; d = d->next)
		free(d->homes);
	p->docs = NULL;
}
