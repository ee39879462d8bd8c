/* pointers: see the header. */
#include "load/pointers.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/pointer.h"
#include "load/index.h"
#include "load/reader.h"

struct pointers_doc {
	struct pointers_doc *next;
	const struct doc *doc;
	struct home *homes; /* to be freed */
};

static const struct home *
homes_of(struct pointers *p, const struct doc *doc)
{
	struct pointers_doc *d = p->docs;

	if (doc->index != NULL)
		return index_homes(doc);
	while (d != NULL && d->doc != doc)
		d = d->next;
	if (d == NULL) {
		d = xcalloc(1, sizeof(*d));
		*d = (struct pointers_doc){p->docs, doc,
					   xcalloc(doc->ncells, sizeof(*d->homes))};
		doc_homes_fill(doc, d->homes);
		p->docs = d;
	}
	return d->homes;
}

const char *
pointers_below(struct pointers *p, struct node root, struct node n)
{
	size_t way[READER_DEPTH], steps = 0;
	const struct doc *d = n.doc;
	const struct home *homes;
	struct buf out = BUF_INIT;

	if (!node_exists(n) || n.at == root.at)
		return "";
	homes = homes_of(p, d);
	for (size_t at = n.at; at != root.at && at != 0; at = homes[at].parent) {
		assert(steps < READER_DEPTH);
		way[steps++] = at;
	}
	while (steps-- != 0) {
		size_t at = way[steps];

		if (d->cells[homes[at].parent].type == NODE_OBJECT)
			pointer_put(&out, node_key((struct node){d, at}));
		else
			buf_printf(&out, "/%" PRIu32, homes[at].index);
	}
	return buf_keep(&out, p->arena).s;
}

void
pointers_release(struct pointers *p)
{
	struct pointers_doc *next;

	for (struct pointers_doc *d = p->docs; d != NULL; d = next) {
		next = d->next;
		mem_free(d->homes);
		mem_free(d);
	}
	p->docs = NULL;
}

const char *
node_pointer(struct node n, struct arena *a)
{
	struct pointers p = {.arena = a};
	const char *pointer = pointers_below(&p, (struct node){n.doc, 0}, n);

	pointers_release(&p);
	return pointer;
}

struct node
node_at_pointer(struct node root, struct str pointer, struct arena *a)
{
	size_t index;

	while (node_exists(root) && pointer.len != 0) {
		struct str token = pointer_next(&pointer);

		if (node_is(root, NODE_OBJECT))
			root = node_member_str(root, pointer_name(token, a));
		else if (pointer_index(token, &index))
			root = node_element(root, index);
		else
			root = NODE_ABSENT;
	}
	return root;
}

void
pointers_set(const struct doc *d, struct diag *first, struct arena *a)
{
	struct pointers p = {.arena = a};
	struct node root = {d, 0};

	if (d->ncells == 0)
		return;
	for (; first != NULL; first = first->next) {
		size_t at = home_at_offset(d, homes_of(&p, d), first->span.start);

		first->pointer = pointers_below(&p, root, (struct node){d, at});
	}
	pointers_release(&p);
}
