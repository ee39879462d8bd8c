/*
 * judge: jansson beside the reader.
 *
 * Both must accept or refuse the same texts and see the same values, but for
 * what is listed in allowed_refusal() and allowed_acceptance().  Whatever the
 * text, findings and cells must be consistent in themselves.
 */
#ifndef TESTS_READER_JUDGE_H
#define TESTS_READER_JUDGE_H

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "finding/diag.h"
#include "load/reader.h"

/* jansson refuses what the reader accepts: */
static inline bool
allowed_refusal(const json_error_t *error)
{
	switch (json_error_code(error)) {
	case json_error_numeric_overflow: /* 1e400, 20 digits: RFC 8259, 6 allows */
	case json_error_null_byte_in_key: /* "\u0000" as a name: 8259, 7 allows */
		return true;
	default: /* lone surrogates: 8259, 8.2 lets the grammar have them */
		return strncmp(error->text, "invalid Unicode '\\u", 19) == 0;
	}
}

/* jansson accepts what the reader refuses: */
static inline bool
allowed_acceptance(struct str text, const struct diags *ds)
{
	if (memchr(text.s, '\0', text.len) != NULL)
		return true; /* it swallows a NUL behind a number, true, false, null */
	for (const struct diag *d = ds->head; d != NULL; d = d->next) {
		if (strcmp(d->rule->name, "nesting-too-deep") == 0)
			return true; /* its limit is 2048 */
	}
	return false;
}

static const char *judge_value(struct node n, json_t *value);

static inline const char *
judge_number(struct node n, json_t *value)
{
	char *lexeme = strndup(node_text(n).s, node_text(n).len);
	const char *wrong = NULL;
	int64_t i;

	if (json_is_integer(value)) {
		if (node_cell(n)->bit != TYPE_INTEGER)
			wrong = "integer without its bit";
		else if (!node_int64(n, &i) || i != json_integer_value(value))
			wrong = "another integer";
	} else if (!json_is_real(value)) {
		wrong = "a number";
	} else if (strtod(lexeme, NULL) != json_real_value(value)) {
		wrong = "another real";
	}
	free(lexeme);
	return wrong;
}

/* json_object_getn() came with jansson 2.14; a text with a NUL in a name is refused. */
static inline json_t *
judge_member(const json_t *object, struct str key)
{
	char *name = xstrndup(key.s, key.len);
	json_t *value = json_object_get(object, name);

	free(name);
	return value;
}

static inline const char *
judge_object(struct node n, json_t *value)
{
	size_t repeated = 0;
	const char *wrong;

	if (!json_is_object(value))
		return "an object";
	NODE_EACH(m, n)
	{
		struct str key = node_key(m);
		struct node same = node_member_str(n, key);

		if ((node_cell(m)->flags & CELL_REPEATED) != 0)
			repeated++;
		if (same.at != m.at) {
			if (same.at < m.at)
				return "not the last of equal names";
			continue;
		}
		wrong = judge_value(m, judge_member(value, key));
		if (wrong != NULL)
			return wrong;
	}
	if (node_count(n) - repeated != json_object_size(value))
		return "number of members";
	return NULL;
}

static inline const char *
judge_array(struct node n, json_t *value)
{
	const char *wrong;
	size_t i = 0;

	if (!json_is_array(value) || node_count(n) != json_array_size(value))
		return "an array, or its length";
	NODE_EACH(e, n)
	{
		wrong = judge_value(e, json_array_get(value, i++));
		if (wrong != NULL)
			return wrong;
	}
	return NULL;
}

/* What differs between a node and jansson's value, or NULL. */
static inline const char *
judge_value(struct node n, json_t *value)
{
	struct str s;

	switch (node_type(n)) {
	case NODE_NULL:
		return json_is_null(value) ? NULL : "null";
	case NODE_FALSE:
		return json_is_false(value) ? NULL : "false";
	case NODE_TRUE:
		return json_is_true(value) ? NULL : "true";
	case NODE_NUMBER:
		return judge_number(n, value);
	case NODE_STRING:
		s = node_string(n);
		return json_is_string(value) && s.len == json_string_length(value) &&
			       memcmp(s.s, json_string_value(value), s.len) == 0
			   ? NULL
			   : "a string";
	case NODE_ARRAY:
		return judge_array(n, value);
	case NODE_OBJECT:
		return judge_object(n, value);
	case NODE_NONE:
	case NODE_BROKEN:
		break;
	}
	return "no value in a text without errors";
}

/* Findings lie within the text and do not cut characters. */
static inline const char *
judge_findings(const struct diags *ds, struct str text)
{
	const char *wrong = NULL;

	for (const struct diag *d = ds->head; d != NULL; d = d->next) {
		if (d->span.start > d->span.end || d->span.end > text.len)
			wrong = "a span outside of the text";
		if (d->message[0] == '\0' || d->pointer == NULL)
			wrong = "a finding without message or pointer";
		for (const struct related *r = d->related; r != NULL; r = r->next) {
			if (r->span.start > r->span.end || r->span.end > text.len)
				wrong = "a related span outside of the text";
		}
		for (const struct fix *f = d->fixes; f != NULL; f = f->next) {
			size_t last = 0;

			for (const struct edit *e = f->edits; e != NULL; e = e->next) {
				if (e->span.start < last ||
				    e->span.start > e->span.end ||
				    e->span.end > text.len)
					wrong = "an edit out of order or text";
				last = e->span.end;
			}
			if (f->edits == NULL)
				wrong = "a fix without edits";
		}
	}
	return wrong;
}

/* But for halves of surrogate pairs, which had been escapes (base/utf8.h). */
static inline bool
is_utf8(struct str text)
{
	size_t at = 0, n;
	uint32_t half;

	do {
		at += utf8_valid_prefix(text.s + at, text.len - at);
		n = at < text.len ? utf8_half(text.s + at, text.len - at, &half) : 0;
		at += n;
	} while (n != 0);
	return at == text.len;
}

/* The cells form a tree in the order of the text, strings are UTF-8. */
static inline const char *
judge_cells(const struct doc *d)
{
	size_t i, end = 0;

	for (i = 0; i < d->ncells; i++) {
		const struct cell *c = &d->cells[i];
		struct node n = {d, i};
		size_t children = 0;

		if (c->start > c->end || c->end > d->text.len || c->next <= i ||
		    c->next > d->ncells)
			return "a cell outside of the text or the cells";
		if (c->start < end ||
		    (c->key != 0 && (c->key - 1 < end || c->key > c->start)))
			return "cells out of order";
		/* without its bracket one begins where what is in it does */
		end = c->end;
		if (node_count(n) != 0)
			end = c->start + (d->text.s[c->start] ==
					      (c->type == NODE_OBJECT ? '{' : '[') &&
					  !(i == 0 && d->damaged));
		if (i == 0 && ((c->flags & CELL_LAST) == 0 || c->next != d->ncells))
			return "the root is not alone";
		NODE_EACH(m, n)
		{
			children++;
			if ((c->type == NODE_OBJECT) != (node_cell(m)->key != 0))
				return "a member without a key, or an element with one";
			if (node_cell(m)->end > c->end)
				return "a child sticks out";
			if (node_cell(m)->next == c->next &&
			    !(node_cell(m)->flags & CELL_LAST))
				return "the last child is not marked";
		}
		if (children != node_count(n))
			return "children miscounted";
		if (!is_utf8(node_string(n)) || !is_utf8(node_key(n)))
			return "a string that is not UTF-8";
		if (node_key_span(n).start > node_key_span(n).end ||
		    node_key_span(n).end > d->text.len)
			return "a key outside of the text";
		if (c->type == NODE_BROKEN && !d->damaged)
			return "a broken value in a text without errors";
	}
	return NULL;
}

/* What is wrong with the reader's opinion of text, or NULL. */
static inline const char *
judge_text(struct str text, struct arena *a)
{
	struct doc d = {.name = "x", .text = text, .first_line = 1}, quick = d;
	size_t mark = str_starts(text, STR("\xef\xbb\xbf")) ? 3 : 0;
	const char *wrong = NULL;
	json_error_t error;
	struct diags ds;
	json_t *value;
	bool ok;

	d.lint_numbers = true;
	diags_init(&ds, a, NULL, text);
	ok = reader_read(&d, &ds, a);
	if (ok == d.damaged || (!ok && ds.head == NULL))
		return "verdict, damage and findings do not agree";
	if (reader_read(&quick, NULL, a) != ok)
		return "another verdict without findings";
	wrong = judge_findings(&ds, text);
	if (wrong == NULL)
		wrong = judge_cells(&d);
	if (wrong != NULL)
		return wrong;
	value = json_loadb(text.s + mark, text.len - mark,
			   JSON_DECODE_ANY | JSON_ALLOW_NUL, &error);
	if (value == NULL && ok && !allowed_refusal(&error))
		wrong = "jansson refuses it";
	else if (value != NULL && !ok && !allowed_acceptance(text, &ds))
		wrong = "jansson accepts it";
	else if (value != NULL && ok)
		wrong = judge_value(doc_root(&d), value);
	json_decref(value);
	return wrong;
}

#endif
