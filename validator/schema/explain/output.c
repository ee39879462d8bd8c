/*
 * output: the standard output formats.
 *
 * flag and basic of 2019-09 and 2020-12 (core, 12.4); list and hierarchical of v1,
 * where a unit stands for a schema and carries the errors or annotations of its
 * keywords.  "basic" for a v1 schema is its list.
 */
#include "base/arena.h"
#include "base/buf.h"
#include "base/percent.h"
#include "base/stack.h"
#include "load/pointers.h"
#include "schema/explain/trace.h"
#include "schema/op.h"

struct output {
	struct buf out;
	struct arena *arena;
	struct diags *diags; /* for sentences: quoting only, nothing is added */
	struct pointers pointers;
	bool valid; /* of the whole: errors or annotations are wanted */
	size_t units;
	size_t length; /* of the document */
	size_t least;  /* to be said of a small one */
};

/* How much is said: of a large document in proportion to it. */
enum { OUTPUT_LEAST = 1 << 20, OUTPUT_OF_LINE = 1 << 12, OUTPUT_PER_BYTE = 1 };

static void
put_member(struct buf *out, const char *name, struct str value)
{
	if (out->len != 0 && out->s[out->len - 1] != '{')
		buf_putc(out, ',');
	buf_json(out, str_from(name));
	buf_putc(out, ':');
	buf_json(out, value);
}

/* The tokens from the schema above a unit to it, in front of which its path goes. */
static void
put_unit_path(struct output *o, struct buf *out, const struct unit *u)
{
	const struct unit *up = u->parent;

	stack_guard();
	if (up == NULL)
		return;
	put_unit_path(o, out, up);
	if (unit_is_keyword(u)) {
		buf_puts(out, pointers_below(&o->pointers, up->schema->source, u->at));
		return;
	}
	/* the schema under its keyword; a reference leads away without a token */
	if (up->instr->op != OP_REF && up->instr->op != OP_DYNAMIC_REF)
		buf_puts(out, pointers_below(&o->pointers, up->at, u->at));
}

/* What can stand in a fragment (RFC 3986, 3.5). */
static bool
in_fragment(char c)
{
	return c > 0x20 && c < 0x7f && strchr("\"#%<>[\\]^`{|}", c) == NULL;
}

static void
put_location(struct pointers *pointers, struct buf *out, const struct unit *u)
{
	const struct resource *r = u->schema->resource;

	buf_put(out, r->uri);
	buf_putc(out, '#');
	percent_encode(out, str_from(pointers_below(pointers, r->root, u->at)),
		       in_fragment);
}

const char *
unit_location(const struct unit *u, struct pointers *pointers)
{
	struct buf text = BUF_INIT;

	put_location(pointers, &text, u);
	return buf_keep(&text, pointers->arena).s;
}

static const char *
instance_pointer(const struct unit *u, struct pointers *pointers)
{
	const struct unit *top = u;
	struct node member = NODE_ABSENT;

	for (; top->parent != NULL; top = top->parent) {
		if (node_exists(top->member))
			member = unit_container(top, top->member);
	}
	return pointers_below(pointers, top->instance,
			      node_exists(member) ? member : u->instance);
}

const char *
unit_instance_pointer(const struct unit *u, struct arena *a)
{
	struct pointers pointers = {a, NULL};
	const char *pointer = instance_pointer(u, &pointers);

	pointers_release(&pointers);
	return pointer;
}

static void
put_locations(struct output *o, const struct unit *u, const char *path_name,
	      const char *location_name)
{
	struct buf text = BUF_INIT;

	put_unit_path(o, &text, u);
	put_member(&o->out, path_name, buf_str(&text));
	buf_clear(&text);
	put_location(&o->pointers, &text, u);
	put_member(&o->out, location_name, buf_str(&text));
	put_member(&o->out, "instanceLocation",
		   str_from(instance_pointer(u, &o->pointers)));
	buf_release(&text);
}

bool
note_names(const struct unit *u, struct buf *out)
{
	struct node last = NODE_ABSENT;
	size_t n = 0;

	buf_putc(out, '[');
	for (const struct unit *i = u->first; i != NULL; i = i->next) {
		if (node_exists(last) && last.at == i->instance.at)
			continue; /* two patterns for one name */
		last = i->instance;
		buf_puts(out, n++ != 0 ? "," : "");
		buf_json(out, node_key(i->instance));
	}
	buf_putc(out, ']');
	return true;
}

bool
note_contains(const struct unit *u, struct buf *out)
{
	size_t start = out->len, i = 0, n = 0;

	if (node_cell(u->at)->key != node_cell(u->instr->value)->key)
		return false; /* minContains, maxContains */
	buf_putc(out, '[');
	for (const struct unit *c = u->first; c != NULL; c = c->next, i++) {
		if (!c->valid)
			continue;
		buf_printf(out, "%s%zu", n++ != 0 ? "," : "", i);
	}
	buf_putc(out, ']');
	if (n == node_count(u->instance) && n != 0) {
		out->len = start;
		buf_puts(out, "true");
	}
	return true;
}

bool
note_value(const struct unit *u, struct buf *out)
{
	struct str name = unit_keyword(u);

	/* content keywords speak of strings only (2020-12 validation, 8) */
	if (str_starts(name, STR("content")) && !node_is(u->instance, NODE_STRING))
		return false;
	if (str_is(name, "contentSchema") &&
	    !node_exists(node_member(u->schema->source, "contentMediaType")))
		return false;
	buf_put(out, node_text(u->at));
	return true;
}

bool
note_prefix(const struct unit *u, struct buf *out)
{
	size_t n = 0;

	for (const struct unit *i = u->first; i != NULL; i = i->next)
		n++;
	if (n == 0)
		return false;
	if (n == node_count(u->instance))
		buf_puts(out, "true");
	else
		buf_printf(out, "%zu", n - 1);
	return true;
}

bool
note_items(const struct unit *u, struct buf *out)
{
	if (u->first != NULL)
		buf_puts(out, "true");
	return u->first != NULL;
}

bool
note_none(const struct unit *u, struct buf *out)
{
	(void)u, (void)out;
	return false;
}

bool
unit_annotation(const struct unit *u, struct buf *out)
{
	return ops[u->instr->op].note(u, out);
}

/* Enough has been said: of a document with very many mistakes, or deep ones. */
static bool
is_full(const struct output *o)
{
	return o->out.len > o->least && o->out.len / OUTPUT_PER_BYTE > o->length;
}

static void
put_error_unit(struct output *o, const struct unit *u)
{
	buf_puts(&o->out, o->units++ != 0 ? ",{" : "{");
	buf_puts(&o->out, "\"valid\":false");
	put_locations(o, u, "keywordLocation", "absoluteKeywordLocation");
	put_member(&o->out, "error",
		   unit_is_keyword(u) ? str_from(unit_sentence(u, o->diags))
				      : STR("nothing is valid here"));
	buf_putc(&o->out, '}');
}

static void
put_annotation_unit(struct output *o, const struct unit *u)
{
	struct buf value = BUF_INIT;

	if (unit_annotation(u, &value)) {
		buf_puts(&o->out, o->units++ != 0 ? ",{" : "{");
		buf_puts(&o->out, "\"valid\":true");
		put_locations(o, u, "keywordLocation", "absoluteKeywordLocation");
		buf_puts(&o->out, ",\"annotation\":");
		buf_put(&o->out, buf_str(&value));
		buf_putc(&o->out, '}');
	}
	buf_release(&value);
}

/* basic: one flat list of errors, or of annotations. */
static void
put_basic(struct output *o, const struct unit *u)
{
	stack_guard();
	if (is_full(o))
		return;
	if (o->valid) {
		if (!u->valid || (unit_is_keyword(u) && u->instr->op == OP_NOT))
			return; /* a failed schema's annotations are dropped */
		if (unit_is_keyword(u))
			put_annotation_unit(o, u);
	} else {
		if (u->valid)
			return;
		if (unit_is_keyword(u) || (u->schema->never && u->first == NULL))
			put_error_unit(o, u);
	}
	for (const struct unit *i = u->first; i != NULL; i = i->next)
		put_basic(o, i);
}

/* One member of "errors", "annotations" or "droppedAnnotations" of a v1 unit. */
static void
put_keyword_value(struct output *o, const struct unit *k, bool errors, size_t *n)
{
	struct buf value = BUF_INIT;
	bool there = !errors && k->valid && unit_annotation(k, &value);

	if (errors && !k->valid) {
		buf_json(&value, str_from(unit_sentence(k, o->diags)));
		there = true;
	}
	if (there) {
		buf_puts(&o->out, (*n)++ != 0 ? "," : "");
		buf_json(&o->out, unit_keyword(k));
		buf_putc(&o->out, ':');
		buf_put(&o->out, buf_str(&value));
	}
	buf_release(&value);
}

static void
put_keywords(struct output *o, const struct unit *u, const char *name, bool errors)
{
	size_t mark = o->out.len, n = 0;

	buf_puts(&o->out, ",\"");
	buf_puts(&o->out, name);
	buf_puts(&o->out, "\":{");
	for (const struct unit *k = u->first; k != NULL; k = k->next)
		put_keyword_value(o, k, errors, &n);
	buf_putc(&o->out, '}');
	if (n == 0) {
		o->out.len = mark;
		o->out.s[mark] = '\0';
	}
}

static void
put_schema_unit(struct output *o, const struct unit *u)
{
	buf_puts(&o->out, u->valid ? "\"valid\":true" : "\"valid\":false");
	put_locations(o, u, "evaluationPath", "schemaLocation");
	if (u->valid) {
		put_keywords(o, u, "annotations", false);
		return;
	}
	put_keywords(o, u, "errors", true);
	put_keywords(o, u, "droppedAnnotations", false);
}

static void
put_list(struct output *o, const struct unit *u)
{
	stack_guard();
	if (is_full(o))
		return;
	buf_puts(&o->out, o->units++ != 0 ? ",{" : "{");
	put_schema_unit(o, u);
	buf_putc(&o->out, '}');
	for (const struct unit *k = u->first; k != NULL; k = k->next) {
		for (const struct unit *i = k->first; i != NULL; i = i->next)
			put_list(o, i);
	}
}

static void
put_hierarchical(struct output *o, const struct unit *u)
{
	size_t n = 0;

	stack_guard();
	buf_putc(&o->out, '{');
	put_schema_unit(o, u);
	for (const struct unit *k = u->first; k != NULL; k = k->next) {
		for (const struct unit *i = k->first; i != NULL && !is_full(o);
		     i = i->next) {
			buf_puts(&o->out, n++ != 0 ? "," : ",\"details\":[");
			put_hierarchical(o, i);
		}
	}
	buf_puts(&o->out, n != 0 ? "]}" : "}");
}

/* The unit of the whole, with the flat list in it. */
static void
put_whole(struct output *o, const struct unit *root)
{
	buf_puts(&o->out, o->valid ? "{\"valid\":true" : "{\"valid\":false");
	put_locations(o, root, "keywordLocation", "absoluteKeywordLocation");
	buf_puts(&o->out, o->valid ? ",\"annotations\":[" : ",\"errors\":[");
	put_basic(o, root);
	buf_puts(&o->out, "]}");
}

static void
put_output(struct output *o, const struct program *p, const struct unit *root,
	   enum output_format f)
{
	if (f == OUTPUT_FLAG) {
		buf_puts(&o->out, schema_output_flag(o->valid));
	} else if (f == OUTPUT_HIERARCHICAL) {
		put_hierarchical(o, root);
	} else if (program_root(p)->resource->dialect->dialect == DIALECT_V1) {
		buf_printf(&o->out, "{\"valid\":%s,\"details\":[",
			   o->valid ? "true" : "false");
		put_list(o, root);
		buf_puts(&o->out, "]}");
	} else {
		put_whole(o, root);
	}
}

const char *
schema_output_flag(bool valid)
{
	return valid ? "{\"valid\":true}" : "{\"valid\":false}";
}

const char *
schema_output(const struct program *p, const struct unit *root, enum output_format f,
	      struct arena *a)
{
	/* sentences and pointers are needed for a moment only */
	struct arena *own = arena_new();
	struct diags diags;
	struct output o = {BUF_INIT, own, &diags, {own, NULL}, root->valid, 0, 0, 0};
	const char *text;

	o.length = root->instance.doc->text.len;
	o.least = root->instance.doc->record != 0 ? OUTPUT_OF_LINE : OUTPUT_LEAST;
	diags_init(&diags, own, NULL, root->instance.doc->text);
	put_output(&o, p, root, f);
	text = arena_strndup(a, o.out.s, o.out.len);
	buf_release(&o.out);
	pointers_release(&o.pointers);
	arena_free(own);
	return text;
}
