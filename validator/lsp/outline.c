/* outline: the structure of a text, and the files that a config names. */
#include "lsp/methods.h"

#include <sys/stat.h>

#include "base/buf.h"
#include "finding/diag.h"
#include "finding/safe.h"
#include "finding/secret.h"
#include "load/node.h"
#include "project/file-uri.h"
#include "project/paths.h"

enum { SYMBOLS_MOST = 20000, SHOWN_MOST = 60 /* characters of a value */ };

/* Documents within the text have no outline. */
static bool
is_file(const struct examined *e)
{
	return e->doc != NULL && e->doc->within == NULL;
}

static struct span
moved(struct node n, struct span span)
{
	return (struct span){n.doc->base + span.start, n.doc->base + span.end};
}

/* From the key to the end of the value. */
static struct span
whole(struct node n)
{
	return moved(n, (struct span){node_key_span(n).start, node_span(n).end});
}

/* SymbolKind, as servers of JSON have them. */
static int
symbol_kind(enum node_type t)
{
	static const int kinds[] = {
	    [NODE_NULL] = 21,   [NODE_FALSE] = 17,  [NODE_TRUE] = 17,
	    [NODE_NUMBER] = 16, [NODE_STRING] = 15, [NODE_ARRAY] = 18,
	    [NODE_OBJECT] = 2,  [NODE_BROKEN] = 21, [NODE_NONE] = 21};

	return kinds[t];
}

static json_t *
name_json(struct node n, size_t index)
{
	struct buf b = BUF_INIT;
	json_t *v;

	if (node_key_span(n).start == node_span(n).start)
		buf_printf(&b, "%zu", index);
	else
		safe_add(&b, node_key(n));
	v = json_text(b.len != 0 ? buf_str(&b) : STR("\"\""));
	buf_release(&b);
	return v;
}

static json_t *symbols_in(struct document *d, const struct secrets *hidden,
			  struct node container, size_t *left);

static json_t *
symbol_json(struct document *d, const struct secrets *hidden, struct node n,
	    size_t index, size_t *left)
{
	json_t *v = json_pack("{s:o, s:i, s:o, s:o}", "name", name_json(n, index),
			      "kind", symbol_kind(node_type(n)), "range",
			      range_json(&d->positions, whole(n)), "selectionRange",
			      range_json(&d->positions, moved(n, node_key_span(n))));
	struct buf text = BUF_INIT, b = BUF_INIT;

	if (node_count(n) != 0) {
		json_object_set_new(v, "children", symbols_in(d, hidden, n, left));
	} else if (!node_is(n, NODE_BROKEN)) {
		secrets_redact(&text, hidden, node_span(n));
		safe_shorten(&b, buf_str(&text), SHOWN_MOST);
		json_object_set_new(v, "detail", json_text(buf_str(&b)));
	}
	buf_release(&text);
	buf_release(&b);
	return v;
}

static json_t *
symbols_in(struct document *d, const struct secrets *hidden, struct node container,
	   size_t *left)
{
	json_t *list = json_array();
	size_t index = 0;

	NODE_EACH(child, container)
	{
		if (*left == 0)
			break;
		--*left;
		json_array_append_new(list,
				      symbol_json(d, hidden, child, index++, left));
	}
	return list;
}

json_t *
outline_symbols(struct server *s, const json_t *params)
{
	struct document *d = server_document(s, params);
	json_t *list = d != NULL ? json_array() : NULL;
	size_t left = SYMBOLS_MOST, index = 0;

	for (const struct examined *e = d != NULL ? d->text.judged->head : NULL;
	     e != NULL; e = e->next, index++) {
		struct node root = is_file(e) ? doc_root(e->doc) : NODE_ABSENT;

		if (!node_exists(root))
			continue;
		if (e->result.record == 0 && node_count(root) != 0) {
			json_decref(list);
			return symbols_in(d, diags_secrets(e->diags), root, &left);
		}
		if (left-- == 0)
			break;
		json_array_append_new(
		    list, symbol_json(d, diags_secrets(e->diags), root, index, &left));
	}
	return list;
}

/* -- folding */

json_t *
outline_folds(struct server *s, const json_t *params)
{
	struct document *d = server_document(s, params);
	json_t *list = d != NULL ? json_array() : NULL;

	for (const struct examined *e = d != NULL ? d->text.judged->head : NULL;
	     e != NULL; e = e->next) {
		for (size_t i = 0; is_file(e) && i < e->doc->ncells; i++) {
			struct node n = {e->doc, i};
			size_t start, end;

			if (node_count(n) == 0)
				continue;
			start = positions_line(&d->positions,
					       e->doc->base + node_span(n).start);
			end = positions_line(&d->positions,
					     e->doc->base + node_span(n).end - 1);
			/* the bracket that closes it stays to be seen */
			if (end > start + 1 && json_array_size(list) < SYMBOLS_MOST)
				json_array_append_new(
				    list, json_pack("{s:I, s:I}", "startLine",
						    (json_int_t)start, "endLine",
						    (json_int_t)end - 1));
		}
	}
	return list;
}

/* -- selection */

/* From the innermost range outwards: key or value, then the member, then what holds it. */
static json_t *
selection_json(struct document *d, struct node n, struct span innermost)
{
	struct node up = node_parent(n);
	json_t *parent =
	    node_exists(up) ? selection_json(d, up, moved(up, node_span(up))) : NULL;

	if (node_key_span(n).start != node_span(n).start)
		parent =
		    json_pack("{s:o, s:o*}", "range",
			      range_json(&d->positions, whole(n)), "parent", parent);
	return json_pack("{s:o, s:o*}", "range", range_json(&d->positions, innermost),
			 "parent", parent);
}

static json_t *
selection_at(struct document *d, size_t offset)
{
	const struct examined *e = judged_at(&d->text, offset);
	struct node n = NODE_ABSENT;
	struct span here = {offset, offset};

	if (e != NULL && e->doc != NULL && offset >= e->doc->base)
		n = doc_at_offset(e->doc, offset - e->doc->base);
	if (!node_exists(n))
		return json_pack("{s:o}", "range", range_json(&d->positions, here));
	here = moved(n, node_key_span(n));
	return selection_json(d, n, offset < here.end ? here : moved(n, node_span(n)));
}

json_t *
outline_selections(struct server *s, const json_t *params)
{
	struct document *d = server_document(s, params);
	const json_t *at = json_object_get(params, "positions");
	json_t *list = d != NULL ? json_array() : NULL;
	size_t offset;

	for (size_t i = 0; d != NULL && i < json_array_size(at) && i < SYMBOLS_MOST;
	     i++) {
		if (!position_read(&d->positions, json_array_get(at, i), &offset)) {
			json_decref(list);
			return server_refuse(s, REFUSE_PARAMS, "a position is none");
		}
		json_array_append_new(list, selection_at(d, offset));
	}
	return list;
}

/* -- links */

/* The file that a string of a config names, or NULL. */
static const char *
named_file(struct server *s, const struct document *d, struct node n)
{
	struct str text = node_string(n), path;
	struct stat st;

	if (memchr(text.s, '\0', text.len) != NULL)
		return NULL;
	path = path_absolute(path_folder(str_from(d->text.path)),
			     arena_strndup(s->arena, text.s, strcspn(text.s, "#\"")),
			     s->arena);
	return stat(path.s, &st) == 0 && S_ISREG(st.st_mode) ? path.s : NULL;
}

json_t *
outline_links(struct server *s, const json_t *params)
{
	struct document *d = server_document(s, params);
	json_t *list = d != NULL ? json_array() : NULL;
	const struct examined *e =
	    d != NULL && d->text.config ? d->text.judged->head : NULL;

	for (size_t i = 0; e != NULL && i < e->doc->ncells; i++) {
		struct node n = {e->doc, i};
		const char *path = NULL;

		if (node_is(n, NODE_STRING) && str_is(node_key(n), "schema"))
			path = named_file(s, d, n);
		if (path != NULL)
			json_array_append_new(
			    list,
			    json_pack("{s:o, s:s}", "range",
				      range_json(&d->positions, node_span(n)), "target",
				      uri_of_file(str_from(path), s->arena)));
	}
	return list;
}
