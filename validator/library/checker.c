/*
 * checker: checking documents.
 *
 * A checker has one heap.  If a call leaves it in the middle, the heap is given back and
 * the next call makes another: so a result is all that is ever lost.
 */
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "library/inside.h"
#include "load/index.h"
#include "load/pointers.h"
#include "load/reader.h"
#include "schema/eval.h"
#include "schema/explain/trace.h"

struct hookvet_checker {
	struct limits limits;
	bool verdict_only;
	bool busy;         /* a call is not over, and runs a format of the user's */
	struct heap *heap; /* of all that follows; NULL: of nothing */
	struct eval *eval;
	struct arena *arena; /* of the last call */
	struct findings findings;
	struct annotations {
		struct hookvet_annotation *list;
		size_t n, cap;
	} annotations;
};

struct hookvet_document {
	struct heap *heap; /* it lies in it */
	struct doc doc;
};

/* A call: what is checked, and what comes of it. */
struct call {
	struct hookvet_checker *c;
	const struct hookvet_schema *schema;
	struct doc doc;
	bool bad; /* an argument that cannot be */
	enum hookvet_output_format format;
	const char *output;
	enum hookvet_result result;
};

struct hookvet_checker *
hookvet_checker_new(const struct hookvet *h)
{
	struct hookvet_checker *c = h != NULL ? calloc(1, sizeof(*c)) : NULL;

	if (c != NULL) {
		c->limits = h->limits;
		c->verdict_only = h->verdict_only;
	}
	return c;
}

void
hookvet_checker_free(struct hookvet_checker *c)
{
	if (c == NULL)
		return;
	heap_free(c->heap);
	free(c);
}

const struct hookvet_finding *
hookvet_finding(const struct hookvet_checker *c, size_t i)
{
	return c != NULL && i < c->findings.n ? &c->findings.list[i] : NULL;
}

const struct hookvet_annotation *
hookvet_annotation(const struct hookvet_checker *c, size_t i)
{
	return c != NULL && i < c->annotations.n ? &c->annotations.list[i] : NULL;
}

static void
forget_last(struct hookvet_checker *c)
{
	c->findings = (struct findings){NULL, 0, 0};
	c->annotations.n = c->annotations.cap = 0;
}

/* Within the session: what a call needs. */
static void
begin(struct hookvet_checker *c)
{
	if (c->arena == NULL)
		c->arena = arena_new();
	else
		arena_reset(c->arena);
	if (c->eval == NULL) {
		c->eval = eval_new();
		eval_set_steps(c->eval, c->limits.steps);
	}
}

/* Not NULL, nor in use by the call that runs the caller. */
static bool
usable(const struct hookvet_checker *c)
{
	return c != NULL && !c->busy;
}

/* Runs a call on the checker's heap. */
static enum hookvet_result
run_call(struct call *call, void (*run)(void *call))
{
	struct hookvet_checker *c = call->c;
	enum hookvet_result result;

	if (!usable(c))
		return HOOKVET_BAD_ARGUMENT;
	forget_last(c);
	if (call->bad)
		return HOOKVET_BAD_ARGUMENT;
	call->result = HOOKVET_BAD_SCHEMA; /* if it is NULL */
	if (c->heap == NULL)
		c->heap = session_heap(&c->limits);
	c->busy = true;
	result = session_run(c->heap, &c->limits, run, call);
	c->busy = false;
	if (result == HOOKVET_OK)
		return call->result;
	heap_free(c->heap);
	c->heap = NULL;
	c->eval = NULL;
	c->arena = NULL;
	forget_last(c);
	return result;
}

static void
begin_findings(const struct call *call, struct diags *ds)
{
	diags_init(ds, call->c->arena, NULL, call->doc.text);
	ds->first_line = call->doc.first_line;
	ds->base = call->doc.base;
}

/* Why a text could not be read: it is read once more, for there was no need to note it. */
static enum hookvet_result
explain_text(struct call *call)
{
	struct hookvet_checker *c = call->c;
	enum hookvet_result result = HOOKVET_NOT_JSON;
	struct diags ds;

	begin_findings(call, &ds);
	(void)reader_read(&call->doc, &ds, c->arena);
	for (const struct diag *d = ds.head; d != NULL; d = d->next) {
		if (d->rule == RULE_NESTING_TOO_DEEP)
			result = HOOKVET_TOO_DEEP;
	}
	if (!c->verdict_only) {
		pointers_set(&call->doc, ds.head, c->arena);
		findings_add(&c->findings, &ds, "", call->doc.record, false, c->arena);
	}
	return result;
}

/* An index for what is large, of this call alone: others may use the document, too. */
static struct node
root_of(struct call *call)
{
	if (call->doc.ncells >= INDEX_CELLS)
		call->doc.index = index_new(call->c->arena);
	return doc_root(&call->doc);
}

static enum hookvet_result
verdict(const struct call *call, bool valid)
{
	if (valid)
		return HOOKVET_OK;
	return result_of(call->c->eval->gave_up, HOOKVET_INVALID);
}

static void
check(struct call *call)
{
	struct hookvet_checker *c = call->c;
	const struct program *p = call->schema->program;
	const struct eval_options opt = {false, false};
	struct node root = root_of(call);
	struct diags ds;

	call->result = verdict(call, schema_check(c->eval, p, root, &opt));
	if (call->result != HOOKVET_INVALID || c->verdict_only)
		return;
	begin_findings(call, &ds);
	schema_findings(&ds, p, schema_explain(c->eval, p, root, &opt, NULL));
	findings_add(&c->findings, &ds, "", call->doc.record, true, c->arena);
}

/* Of a text that is not read yet, and perhaps only to be read. */
static void
run_check(void *arg)
{
	struct call *call = arg;
	struct doc unread = call->doc;

	begin(call->c);
	if (unread.cells == NULL && !reader_read(&call->doc, NULL, call->c->arena)) {
		call->doc = unread;
		call->result = explain_text(call);
	} else if (call->schema != NULL) {
		check(call);
	}
}

static struct doc
doc_of(const char *text, size_t length)
{
	struct str s = {length != 0 ? text : "", length};

	return (struct doc){.name = "", .text = s, .first_line = 1};
}

enum hookvet_result
hookvet_check(struct hookvet_checker *c, const struct hookvet_schema *schema,
	      const char *text, size_t length)
{
	struct call call = {.c = c, .schema = schema, .doc = doc_of(text, length)};

	return run_call(&call, run_check);
}

/* The line at the front of the stream, which moves behind it. */
static struct str
next_line(struct hookvet_stream *stream)
{
	const char *end = memchr(stream->text, '\n', stream->length);
	size_t len = end != NULL ? (size_t)(end - stream->text) : stream->length;
	size_t all = end != NULL ? len + 1 : len;
	struct str line = {stream->text, len};

	stream->text += all;
	stream->length -= all;
	stream->offset += all;
	stream->lines++;
	return line;
}

static bool
is_blank(struct str line)
{
	for (size_t i = 0; i < line.len; i++) {
		if (line.s[i] != ' ' && line.s[i] != '\t' && line.s[i] != '\r')
			return false;
	}
	return true;
}

enum hookvet_result
hookvet_check_next(struct hookvet_checker *c, const struct hookvet_schema *schema,
		   struct hookvet_stream *stream)
{
	struct call call = {.c = c, .schema = schema};
	struct str line = {NULL, 0};
	size_t offset = 0;

	if (!usable(c) || stream == NULL)
		return HOOKVET_BAD_ARGUMENT;
	while (is_blank(line)) {
		if (stream->length == 0) {
			forget_last(c);
			return HOOKVET_END;
		}
		offset = stream->offset;
		line = next_line(stream);
	}
	call.doc = doc_of(line.s, line.len);
	call.doc.record = ++stream->records;
	call.doc.first_line = stream->lines;
	call.doc.base = offset;
	return run_call(&call, run_check);
}

/* Of a document that was read: it is the call's own in all that may change. */
static struct call
call_of(struct hookvet_checker *c, const struct hookvet_schema *schema,
	const struct hookvet_document *document)
{
	struct call call = {.c = c, .schema = schema, .bad = document == NULL};

	if (document != NULL)
		call.doc = document->doc;
	return call;
}

enum hookvet_result
hookvet_check_document(struct hookvet_checker *c, const struct hookvet_schema *schema,
		       const struct hookvet_document *document)
{
	struct call call = call_of(c, schema, document);

	return run_call(&call, run_check);
}

/* ---- documents that are kept */

struct reading {
	struct doc doc;
	struct hookvet_document *document; /* NULL: it is no JSON */
};

static void
run_read(void *arg)
{
	struct reading *r = arg;
	struct hookvet_document *d = xcalloc(1, sizeof(*d));

	d->heap = mem_heap();
	d->doc = r->doc;
	if (reader_read(&d->doc, NULL, arena_new()))
		r->document = d;
}

enum hookvet_result
hookvet_read(struct hookvet_checker *c, const char *text, size_t length,
	     struct hookvet_document **document)
{
	struct call call = {.c = c, .doc = doc_of(text, length)};
	struct reading r = {call.doc, NULL};
	struct heap *heap;
	enum hookvet_result result;

	*document = NULL;
	if (!usable(c))
		return HOOKVET_BAD_ARGUMENT;
	forget_last(c);
	heap = session_heap(&c->limits);
	result = session_run(heap, &c->limits, run_read, &r);
	*document = result == HOOKVET_OK ? r.document : NULL;
	if (*document != NULL)
		return HOOKVET_OK;
	heap_free(heap);
	return result == HOOKVET_OK ? run_call(&call, run_check) : result;
}

void
hookvet_document_free(struct hookvet_document *document)
{
	if (document != NULL)
		heap_free(document->heap);
}

/* ---- the whole result */

/* The unit of the root, with what holds; its verdict is the call's result. */
static const struct unit *
explain_all(struct call *call)
{
	const struct eval_options opt = {false, true};
	struct hookvet_checker *c = call->c;
	const struct unit *u;

	begin(c);
	if (call->schema == NULL)
		return NULL;
	u = schema_explain(c->eval, call->schema->program, root_of(call), &opt, NULL);
	call->result = verdict(call, u->valid);
	return u;
}

static void
run_output(void *arg)
{
	struct call *call = arg;
	const struct unit *u = explain_all(call);

	if (call->result == HOOKVET_OK || call->result == HOOKVET_INVALID)
		call->output =
		    schema_output(call->schema->program, u,
				  (enum output_format)call->format, call->c->arena);
}

enum hookvet_result
hookvet_output(struct hookvet_checker *c, const struct hookvet_schema *schema,
	       const struct hookvet_document *document,
	       enum hookvet_output_format format, const char **output)
{
	struct call call = call_of(c, schema, document);
	enum hookvet_result result;

	call.format = format;
	call.bad = call.bad || format > HOOKVET_HIERARCHICAL;
	*output = NULL;
	result = run_call(&call, run_output);
	if (result == HOOKVET_OK || result == HOOKVET_INVALID)
		*output = call.output;
	return result;
}

static void
annotation(struct hookvet_checker *c, const struct unit *u, struct pointers *pointers)
{
	struct annotations *all = &c->annotations;
	struct str keyword = unit_keyword(u);
	struct buf value = BUF_INIT;

	if (unit_annotation(u, &value)) {
		all->list = arena_grow(c->arena, all->list, &all->cap, all->n + 1,
				       sizeof(*all->list));
		all->list[all->n++] = (struct hookvet_annotation){
		    unit_instance_pointer(u, c->arena),
		    arena_strndup(c->arena, keyword.s, keyword.len),
		    unit_location(u, pointers),
		    arena_strndup(c->arena, value.s, value.len)};
	}
	buf_release(&value);
}

/* Whether what is below it has annotations: what failed, or is under "not", has none. */
static bool
keeps_annotations(const struct unit *u)
{
	return u->valid && !(unit_is_keyword(u) && u->instr->op == OP_NOT);
}

static void
run_annotate(void *arg)
{
	struct call *call = arg;
	const struct unit *u = explain_all(call);
	struct pointers pointers = {call->c->arena, NULL};

	while (u != NULL && call->result == HOOKVET_OK) {
		bool keeps = keeps_annotations(u);

		if (keeps && unit_is_keyword(u))
			annotation(call->c, u, &pointers);
		if (keeps && u->first != NULL) {
			u = u->first;
			continue;
		}
		while (u != NULL && u->next == NULL)
			u = u->parent;
		u = u != NULL ? u->next : NULL;
	}
	pointers_release(&pointers);
}

enum hookvet_result
hookvet_annotate(struct hookvet_checker *c, const struct hookvet_schema *schema,
		 const struct hookvet_document *document)
{
	struct call call = call_of(c, schema, document);

	return run_call(&call, run_annotate);
}
