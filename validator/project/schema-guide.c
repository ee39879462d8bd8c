/* schema-guide: see the header. */
#include "project/schema-guide.h"

#include "base/arena.h"
#include "base/embed.h"
#include "base/map.h"
#include "finding/rule-text.h"
#include "load/index.h"
#include "load/pointers.h"
#include "load/reader.h"
#include "project/session.h"

/* A built-in schema that was read. */
struct page {
	struct page *next;
	struct str id;
	struct doc doc;
};

struct guide {
	struct arena *arena;
	struct page *pages;
};

struct guide *
guide_new(struct arena *a)
{
	struct guide *g = arena_calloc(a, 1, sizeof(*g));

	g->arena = a;
	return g;
}

/* The schema of that $id, or NULL. */
static struct page *
page_find(struct guide *g, struct str id)
{
	struct page *p = g->pages;
	size_t i = 0;

	while (p != NULL && !str_equal(p->id, id))
		p = p->next;
	while (p == NULL && i < embedded_count && !str_equal(embedded_files[i].id, id))
		i++;
	if (p != NULL || i == embedded_count)
		return p;
	p = arena_calloc(g->arena, 1, sizeof(*p));
	p->id = embedded_files[i].id;
	p->doc = (struct doc){.name = embedded_files[i].name,
			      .index = index_new(g->arena),
			      .text = {embedded_files[i].text, embedded_files[i].len},
			      .first_line = 1};
	(void)reader_read(&p->doc, NULL, g->arena);
	p->next = g->pages;
	g->pages = p;
	return p;
}

/* "#/$defs/x" in the same schema, or "NAME#/$defs/x" beside it. */
static struct node
resolve(struct guide *g, struct node from, struct str reference)
{
	const char *hash = memchr(reference.s, '#', reference.len);
	size_t len = hash != NULL ? (size_t)(hash - reference.s) : reference.len;
	const struct page *p = g->pages;
	struct str id;

	while (p != NULL && &p->doc != from.doc)
		p = p->next;
	if (p != NULL && len != 0) {
		id = p->id;
		while (id.len != 0 && id.s[id.len - 1] != '/')
			id.len--;
		id = str_from(arena_printf(g->arena, "%.*s%.*s", STR_ARG(id), (int)len,
					   reference.s));
		p = page_find(g, id);
	}
	if (p == NULL || hash == NULL)
		return p != NULL ? doc_root(&p->doc) : NODE_ABSENT;
	return node_at_pointer(doc_root(&p->doc),
			       str_slice(reference, len + 1, reference.len), g->arena);
}

static void add(struct guide *g, struct advice *a, struct node schema);

static void
add_each(struct guide *g, struct advice *a, struct node container)
{
	NODE_EACH(schema, container)
	add(g, a, schema);
}

/* The schema, and all that it applies to the same value. */
static void
add(struct guide *g, struct advice *a, struct node schema)
{
	struct node reference = node_member(schema, "$ref");

	if (!node_is(schema, NODE_OBJECT) || a->n == GUIDE_MOST)
		return;
	for (size_t i = 0; i < a->n; i++) {
		if (a->schemas[i].doc == schema.doc && a->schemas[i].at == schema.at)
			return;
	}
	a->schemas[a->n++] = schema;
	if (node_is(reference, NODE_STRING))
		add(g, a, resolve(g, schema, node_string(reference)));
	add_each(g, a, node_member(schema, "allOf"));
	add_each(g, a, node_member(schema, "anyOf"));
	add_each(g, a, node_member(schema, "oneOf"));
	add_each(g, a, node_member(schema, "dependentSchemas"));
	add(g, a, node_member(schema, "then"));
	add(g, a, node_member(schema, "else"));
}

static void
add_member(struct guide *g, struct advice *to, struct node schema, struct str name)
{
	struct node own = node_member_str(node_member(schema, "properties"), name);

	add(g, to,
	    node_exists(own) ? own : node_member(schema, "additionalProperties"));
}

static void
add_element(struct guide *g, struct advice *to, struct node schema, size_t index)
{
	struct node own = node_element(node_member(schema, "prefixItems"), index);

	add(g, to, node_exists(own) ? own : node_member(schema, "items"));
}

void
guide_find(struct guide *g, const char *schema, const struct step *steps, size_t n,
	   struct advice *out)
{
	const struct embedded *f = session_builtin(str_from(schema));
	const struct page *p = f != NULL ? page_find(g, f->id) : NULL;

	out->n = 0;
	if (p != NULL)
		add(g, out, doc_root(&p->doc));
	for (size_t i = 0; i < n; i++) {
		struct advice from = *out;

		out->n = 0;
		for (size_t k = 0; k < from.n; k++) {
			if (steps[i].member)
				add_member(g, out, from.schemas[k], steps[i].name);
			else
				add_element(g, out, from.schemas[k], steps[i].index);
		}
	}
}

struct node
guide_keyword(const struct advice *a, const char *name)
{
	for (size_t i = 0; i < a->n; i++) {
		struct node n = node_member(a->schemas[i], name);

		if (node_exists(n))
			return n;
	}
	return NODE_ABSENT;
}

void
guide_members(struct guide *g, const struct advice *a,
	      void (*take)(void *context, struct str name, const struct advice *of),
	      void *context)
{
	struct arena *own = arena_new();
	struct map seen = MAP(struct str, NULL, own);

	for (size_t i = 0; i < a->n; i++) {
		struct node properties = node_member(a->schemas[i], "properties");

		NODE_EACH(property, properties)
		{
			struct advice of = {.n = 0};
			struct str name = node_key(property);
			size_t before = seen.n;

			map_put_str(&seen, name);
			if (seen.n == before)
				continue;
			for (size_t k = 0; k < a->n; k++) {
				struct node all =
				    node_member(a->schemas[k], "properties");

				add(g, &of, node_member_str(all, name));
			}
			take(context, name, &of);
		}
	}
	map_release(&seen);
	arena_free(own);
}

bool
guide_requires(const struct advice *a, struct str name)
{
	for (size_t i = 0; i < a->n; i++) {
		struct node required = node_member(a->schemas[i], "required");

		NODE_EACH(one, required)
		{
			if (str_equal(node_string(one), name))
				return true;
		}
	}
	return false;
}

void
guide_describe(struct buf *b, const struct advice *of)
{
	struct node unit = node_member(guide_keyword(of, "x-hookvet"), "unit");
	struct node standard = guide_keyword(of, "default");

	for (size_t i = 0; i < of->n && !node_exists(unit); i++)
		unit = node_member(node_member(of->schemas[i], "x-hookvet"), "unit");
	markdown_paragraph(b, "**", node_string(guide_keyword(of, "title")), "**");
	markdown_paragraph(b, "", node_string(guide_keyword(of, "description")), "");
	markdown_paragraph(b, "Unit: ", node_string(unit), "");
	markdown_paragraph(b, "Default: `", node_text(standard), "`");
}
