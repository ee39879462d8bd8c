/* schemas: adding and compiling them. */
#include <pthread.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/hash.h"
#include "library/inside.h"
#include "schema/explain/trace.h"

const char *
hookvet_version(void)
{
	return HOOKVET_VERSION;
}

const char *
hookvet_result_text(enum hookvet_result result)
{
	static const char *const texts[] = {
	    [HOOKVET_OK] = "valid",
	    [HOOKVET_INVALID] = "not valid",
	    [HOOKVET_NOT_JSON] = "not JSON",
	    [HOOKVET_BAD_SCHEMA] = "the schema cannot be used",
	    [HOOKVET_BAD_ARGUMENT] = "an argument cannot be used",
	    [HOOKVET_NO_MEMORY] = "out of memory",
	    [HOOKVET_TOO_DEEP] = "too deep for the stack",
	    [HOOKVET_TOO_MUCH_WORK] = "too much work",
	    [HOOKVET_END] = "the end"};

	return result <= HOOKVET_END ? texts[result] : "no result";
}

struct hookvet *
hookvet_new(void)
{
	static pthread_once_t seeded = PTHREAD_ONCE_INIT;
	struct hookvet *h = calloc(1, sizeof(*h));

	(void)pthread_once(&seeded, hash_seed);
	if (h == NULL)
		return NULL;
	h->dialect = DIALECT_2020_12;
	h->heap = heap_new(SIZE_MAX);
	if (h->heap == NULL) {
		free(h);
		return NULL;
	}
	return h;
}

void
hookvet_free(struct hookvet *h)
{
	if (h == NULL)
		return;
	heap_free(h->refused);
	heap_free(h->lent);
	heap_free(h->heap);
	free(h);
}

enum hookvet_result
hookvet_set(struct hookvet *h, enum hookvet_option option, uint64_t value)
{
	if (h == NULL)
		return HOOKVET_BAD_ARGUMENT;
	switch (option) {
	case HOOKVET_FORMAT_ASSERTION:
		h->annotation = value == 0;
		return HOOKVET_OK;
	case HOOKVET_VERDICT_ONLY:
		h->verdict_only = value != 0;
		return HOOKVET_OK;
	case HOOKVET_STEPS:
		h->limits.steps = value;
		return HOOKVET_OK;
	case HOOKVET_MEMORY:
		h->limits.memory = size_from(value);
		return HOOKVET_OK;
	case HOOKVET_STACK:
		h->limits.stack = size_from(value);
		return HOOKVET_OK;
	}
	return HOOKVET_BAD_ARGUMENT;
}

enum hookvet_result
hookvet_set_dialect(struct hookvet *h, const char *dialect)
{
	if (h == NULL || !dialect_parse(str_from(dialect), &h->dialect))
		return HOOKVET_BAD_ARGUMENT;
	return HOOKVET_OK;
}

void
hookvet_set_resolver(struct hookvet *h,
		     void (*resolve)(void *context, struct hookvet *h, const char *uri),
		     void *context)
{
	if (h == NULL)
		return;
	h->resolve = resolve;
	h->context = context;
}

/* What is added: of the texts in it there will be copies. */
struct adding {
	struct hookvet *h;
	struct added added;
	struct own_format format;
};

static void
run_add_format(void *arg)
{
	struct adding *call = arg;
	struct hookvet *h = call->h;

	call->format.format.name = xstrdup(call->format.format.name);
	h->formats =
	    grow(h->formats, &h->formats_cap, h->nformats + 1, sizeof(*h->formats));
	h->formats[h->nformats++] = call->format;
}

enum hookvet_result
hookvet_add_format(struct hookvet *h, const char *name,
		   int (*test)(void *context, const char *text, size_t length),
		   void *context)
{
	struct adding call = {.h = h, .format = {{.name = name}, test, context}};

	if (h == NULL)
		return HOOKVET_BAD_ARGUMENT;
	return session_run(h->heap, &h->limits, run_add_format, &call);
}

static void
run_add(void *arg)
{
	struct adding *call = arg;
	struct added *a = &call->added;
	struct hookvet *h = call->h;

	a->uri = xstrdup(a->uri);
	a->text.s = xstrndup(a->text.s, a->text.len);
	h->added = grow(h->added, &h->added_cap, h->nadded + 1, sizeof(*h->added));
	h->added[h->nadded++] = *a;
}

enum hookvet_result
hookvet_add(struct hookvet *h, const char *uri, const char *text, size_t length)
{
	struct adding call = {.h = h, .added = {uri, {text, length}}};
	enum hookvet_result result;

	if (h == NULL)
		return HOOKVET_BAD_ARGUMENT;
	result = session_run(h->heap, &h->limits, run_add, &call);
	h->starved = h->starved || result != HOOKVET_OK;
	return result;
}

struct compile {
	struct hookvet *h;
	const char *uri;
	struct hookvet_schema *schema; /* what comes of it */
	size_t added;                  /* those that the store has */
	enum hookvet_result result;
};

static void
add_to_store(struct compile *c, struct store *s)
{
	for (; c->added < c->h->nadded; c->added++) {
		const struct added *a = &c->h->added[c->added];

		store_add(s, a->text, a->uri, str_from(a->uri))->stray = true;
	}
}

/* store_config.fetch: what the user's function adds to h is added to the store, too. */
static void
fetch(void *context, struct store *s, struct str uri)
{
	struct compile *c = context;
	char *text = xstrndup(uri.s, uri.len);

	c->h->starved = false;
	c->h->resolve(c->h->context, c->h, text);
	if (c->h->starved)
		out_of_memory();
	mem_free(text);
	add_to_store(c, s);
}

/* The formats for a store, which may live longer than h; the last has no name. */
static struct own_format *
copy_formats(const struct hookvet *h)
{
	struct own_format *formats = xcalloc(h->nformats + 1, sizeof(*formats));

	for (size_t i = 0; i < h->nformats; i++) {
		struct own_format *f =
		    &formats[h->nformats - 1 - i]; /* the last first */

		*f = h->formats[i];
		f->format.name = f->format.meaning = xstrdup(f->format.name);
	}
	return formats;
}

/*
 * The store that lends meta-schemas lies in a heap of its own, which has no limit: it is
 * none of the user's schemas, and those of one do not grow.
 */
static struct store *
lender(struct hookvet *h)
{
	struct store_config cfg = {.dialect = DIALECT_2020_12};
	struct heap *own = mem_heap();

	if (h->lent == NULL && (h->lent = heap_new(SIZE_MAX)) == NULL)
		out_of_memory();
	if (h->lender == NULL) {
		(void)mem_use(h->lent);
		h->lender = store_new(&cfg);
		(void)mem_use(own);
	}
	return h->lender;
}

static struct store *
new_store(struct compile *c)
{
	struct hookvet *h = c->h;
	struct store_config cfg = {.dialect = h->dialect,
				   .format_annotation = h->annotation,
				   .formats = copy_formats(h),
				   .fetch = h->resolve != NULL ? fetch : NULL,
				   .context = c};
	struct store *s = store_new(&cfg);

	store_borrow(s, lender(h));
	add_to_store(c, s);
	return s;
}

/* Why there is no program.  What was given up says nothing of the schema. */
static enum hookvet_result
keep_findings(struct hookvet *h, struct store *s, const char *uri)
{
	struct arena *a = arena_new();
	enum hookvet_result result = HOOKVET_BAD_SCHEMA;
	struct schema_doc *d;

	for (size_t i = 0; (d = store_doc(s, i)) != NULL; i++) {
		if (!d->stray)
			findings_add(&h->findings, d->diags, d->name, 0, false, a);
		for (const struct diag *g = d->diags->head; g != NULL; g = g->next)
			result = g->unit != NULL ? result_of(g->unit->gave_up, result)
						 : result;
	}
	if (h->findings.n == 0)
		findings_say(&h->findings, uri, "there is no schema at this URI", a);
	return result;
}

/* The document that has no URI, if uri leads into it. */
static const struct schema_doc *
find_nameless(struct store *s, const char *uri)
{
	struct schema_doc *d = NULL;
	size_t i = 0;

	while (strchr("#", *uri) != NULL && (d = store_doc(s, i)) != NULL &&
	       *d->name != '\0')
		i++;
	return d;
}

static void
run_compile(void *arg)
{
	struct compile *c = arg;
	struct store *s = new_store(c);
	const struct program *p =
	    store_compile(s, find_nameless(s, c->uri), str_from(c->uri));

	if (p == NULL) {
		c->result = keep_findings(c->h, s, c->uri);
		return;
	}
	c->schema = xcalloc(1, sizeof(*c->schema));
	c->schema->program = p;
	c->schema->heap = mem_heap();
}

/* What was in the middle of something when memory ran out is not used again. */
static enum hookvet_result
give_up(struct hookvet *h, struct heap *heap, enum hookvet_result result)
{
	heap_free(heap);
	heap_free(h->lent);
	h->lent = NULL;
	h->lender = NULL;
	h->findings = (struct findings){NULL, 0, 0};
	return result;
}

enum hookvet_result
hookvet_compile(struct hookvet *h, const char *uri,
		const struct hookvet_schema **schema)
{
	struct compile c = {.h = h, .uri = uri};
	struct heap *heap;
	enum hookvet_result result;

	*schema = NULL;
	if (h == NULL || h->compiling)
		return HOOKVET_BAD_ARGUMENT; /* a resolver may not ask for it */
	heap_free(h->refused);
	h->refused = NULL;
	h->findings = (struct findings){NULL, 0, 0};
	heap = session_heap(&h->limits);
	h->compiling = true;
	result = session_run(heap, &h->limits, run_compile, &c);
	h->compiling = false;
	if (result != HOOKVET_OK)
		return give_up(h, heap, result);
	*schema = c.schema;
	if (c.schema == NULL)
		h->refused = heap;
	return c.result;
}

void
hookvet_schema_free(const struct hookvet_schema *schema)
{
	if (schema != NULL)
		heap_free(schema->heap);
}

const struct hookvet_finding *
hookvet_schema_finding(const struct hookvet *h, size_t i)
{
	return h != NULL && i < h->findings.n ? &h->findings.list[i] : NULL;
}
