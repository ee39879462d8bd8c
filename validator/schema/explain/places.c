/* places: the JSON Pointers of very many nodes. */
#include "schema/explain/places.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "load/index.h"

enum {
	DEEPEST = 1024 /* containers around a value: the reader has a limit below */
};

struct places_doc {
	struct places_doc *next;
	const struct doc *doc;
	const struct home *homes;
	struct home *own; /* to be freed; NULL: they are the document's */
};

static const struct home *
homes_of(struct places *p, const struct doc *doc)
{
	struct places_doc *d = p->docs;

	while (d != NULL && d->doc != doc)
		d = d->next;
	if (d == NULL) {
		d = arena_calloc(p->arena, 1, sizeof(*d));
		d->doc = doc;
		if (!index_wanted(doc))
			d->own = doc_homes(doc);
		d->homes = d->own != NULL ? d->own : index_homes(doc);
		d->next = p->docs;
		p->docs = d;
	}
	return d->homes;
}

/* A name that needs no escapes is not copied aside first: it may be long. */
static void
put_name(struct places *p, struct buf *out, struct str name)
{
	bool plain = name.len == 0 || (memchr(name.s, '~', name.len) == NULL &&
				       memchr(name.s, '/', name.len) == NULL &&
				       memchr(name.s, '\0', name.len) == NULL);

	buf_putc(out, '/');
	if (plain)
		buf_put(out, name);
	else
		buf_puts(out, node_pointer_token(name, p->arena));
}

const char *
places_below(struct places *p, struct node root, struct node n)
{
	const struct home *homes;
	size_t way[DEEPEST], steps = 0;
	struct buf out = BUF_INIT;
	const char *pointer;

	if (n.at == root.at)
		return "";
	homes = homes_of(p, n.doc);
	for (size_t at = n.at; at != root.at && at != 0 && steps < DEEPEST;
	     at = homes[at].parent)
		way[steps++] = at;
	while (steps-- != 0) {
		struct node step = {n.doc, way[steps]};

		if (n.doc->cells[homes[step.at].parent].type == NODE_OBJECT) {
			put_name(p, &out, node_key(step));
		} else {
			buf_printf(&out, "/%" PRIu32, homes[step.at].index);
		}
	}
	pointer = arena_strndup(p->arena, buf_str(&out).s, out.len);
	buf_release(&out);
	return pointer;
}

const char *
places_pointer(struct places *p, struct node n)
{
	return places_below(p, (struct node){n.doc, 0}, n);
}

void
places_release(struct places *p)
{
	for (struct places_doc *d = p->docs; d != NULL; d = d->next)
		free(d->own);
	p->docs = NULL;
}
