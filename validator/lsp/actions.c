/*
 * actions: repairs of findings, as edits that the client makes.
 *
 *   quickfix               the fixes of a finding, safe ones preferred; for names of
 *                          products and events also each that is near; what keeps it
 *                          from being found again (lsp/config-edit.h)
 *   source.fixAll.hookvet  what --fix makes of the whole
 */
#include "lsp/methods.h"

#include <string.h>

#include "base/buf.h"
#include "finding/diag.h"
#include "finding/fix.h"
#include "lsp/config-edit.h"
#include "lsp/diagnostics.h"
#include "project/profile.h"
#include "report/reporters.h"
#include "service/catalogue.h"
#include "service/near.h"

#define FIX_ALL "source.fixAll.hookvet"

enum { ACTIONS_MOST = 200 };

/* The actions of a request, as they come together. */
struct actions {
	struct server *server;
	struct document *document;
	const json_t *only; /* kinds that are wanted; NULL: all */
	json_t *list;
};

/* A kind is wanted if it, or what it is one of, is named. */
static bool
is_wanted(const struct actions *a, const char *kind)
{
	for (size_t i = 0; i < json_array_size(a->only); i++) {
		const char *want = json_string_value(json_array_get(a->only, i));
		size_t len = want != NULL ? strlen(want) : SIZE_MAX;

		if (len == 0 || (len <= strlen(kind) && strncmp(kind, want, len) == 0 &&
				 (kind[len] == '\0' || kind[len] == '.')))
			return true;
	}
	return !json_is_array(a->only);
}

/* -- of one finding */

static void
add_repair(struct actions *a, const struct examined *e, const struct diag *f,
	   struct str title, bool preferred, json_t *edit)
{
	json_t *v;

	if (edit == NULL)
		return;
	v = json_pack("{s:o, s:s, s:[o], s:o}", "title", json_text(title), "kind",
		      "quickfix", "diagnostics",
		      diagnostic_json(a->server, a->document, e, f), "edit", edit);
	if (preferred)
		json_object_set_new(v, "isPreferred", json_true());
	json_array_append_new(a->list, v);
}

/* Edits of the document at hand. */
static json_t *
edits(struct actions *a, json_t *list)
{
	return edits_of_document(a->server, a->document->uri, a->document, list);
}

static json_t *
edits_of_fix(struct actions *a, const struct examined *e, const struct fix *fix)
{
	json_t *list = json_array();

	for (const struct edit *x = fix->edits; x != NULL; x = x->next)
		json_array_append_new(list,
				      edit_json(&a->document->positions,
						examined_span(e, x->span), x->text));
	return edits(a, list);
}

static void
add_fixes(struct actions *a, const struct examined *e, const struct diag *f)
{
	for (const struct fix *x = f->fixes; x != NULL; x = x->next) {
		if (x->edits != NULL && report_fix_open(e->diags, x))
			add_repair(a, e, f, str_from(x->description),
				   x == f->fixes && x->applicability == FIX_SAFE,
				   edits_of_fix(a, e, x));
	}
}

/* Whether a fix writes the text. */
static bool
is_offered(const struct diag *f, struct str text)
{
	for (const struct fix *x = f->fixes; x != NULL; x = x->next) {
		if (x->edits != NULL && str_equal(x->edits->text, text))
			return true;
	}
	return false;
}

static bool
is_about_event(const struct rule_info *r)
{
	return r == RULE_UNKNOWN_EVENT_TYPE || r == RULE_MISSPELT_EVENT_TYPE ||
	       r == RULE_WRONG_PRODUCT_EVENT || r == RULE_RETIRED_EVENT_TYPE ||
	       r == RULE_UNDOCUMENTED_EVENT_TYPE || r == RULE_MALFORMED_EVENT_TYPE;
}

/* Names of the catalogue that are near to the string that the finding is about. */
static size_t
near_names(const struct profile *p, struct node n, const struct rule_info *r,
	   struct str names[NEAR_MOST])
{
	const struct catalogue *c = p != NULL ? p->env.catalogue : NULL;
	struct node id = node_member(node_parent(node_parent(n)), "productId");

	if (c == NULL || !node_is(n, NODE_STRING) || n.doc->within != NULL)
		return 0;
	if (r == RULE_UNKNOWN_PRODUCT)
		return near_products(c, node_string(n), names);
	return is_about_event(r) ? near_events(c, catalogue_product(c, node_string(id)),
					       node_string(n), names)
				 : 0;
}

static void
add_renames(struct actions *a, const struct examined *e, const struct diag *f)
{
	struct node n = doc_at_offset(e->doc, f->span.start);
	struct str names[NEAR_MOST];
	size_t count = near_names(a->document->text.judged->profile, n, f->rule, names);

	for (size_t i = 0; i < count; i++) {
		struct arena *arena = a->server->arena;
		struct buf text = BUF_INIT;
		const char *title =
		    arena_printf(arena, "rename it to '%.*s'", STR_ARG(names[i]));

		buf_json(&text, names[i]);
		if (!is_offered(f, buf_str(&text)))
			add_repair(
			    a, e, f, str_from(title), false,
			    edits(a, json_pack("[o]",
					       edit_json(&a->document->positions,
							 examined_span(e, node_span(n)),
							 buf_str(&text)))));
		buf_release(&text);
	}
}

/* What keeps it from being found again. */
static void
add_exceptions(struct actions *a, const struct examined *e, const struct diag *f)
{
	static const enum severity levels[] = {SEV_OFF, SEV_INFO, SEV_WARNING,
					       SEV_ERROR};
	struct server *s = a->server;

	if (a->document->text.config)
		return;
	add_repair(a, e, f, STR("suppress it here, with a reason"), false,
		   config_edit_suppress(s, a->document, f));
	for (size_t i = 0; i < sizeof(levels) / sizeof(levels[0]); i++) {
		if (levels[i] == f->severity)
			continue;
		add_repair(
		    a, e, f,
		    str_from(arena_printf(s->arena, "set the rule %s to '%s'",
					  f->rule->name, severity_name(levels[i]))),
		    false, config_edit_level(s, a->document, f, levels[i]));
	}
}

static void
add_of_document(struct actions *a, const struct examined *e, struct span range)
{
	for (const struct diag *f = e->diags->head; f != NULL; f = f->next) {
		if (json_array_size(a->list) >= ACTIONS_MOST)
			return;
		if (f->suppressed_by != SUPPRESSED_NOT ||
		    e->diags->base + f->span.start > range.end ||
		    e->diags->base + f->span.end < range.start)
			continue;
		add_fixes(a, e, f);
		add_renames(a, e, f);
		add_exceptions(a, e, f);
	}
}

/* -- of the whole */

/* The edit, or NULL: there is nothing to be mended. */
static json_t *
fix_all(struct server *s, struct document *d)
{
	struct buf after = BUF_INIT;
	json_t *edit = NULL;

	if (judge_fix(&s->workspace, &d->text, &after))
		edit = edits_of_document(
		    s, d->uri, d,
		    json_pack("[o]", document_difference(d, buf_str(&after))));
	buf_release(&after);
	return edit;
}

static bool
has_safe_fix(const struct document *d)
{
	for (const struct examined *e = d->text.judged->head; e != NULL; e = e->next) {
		for (const struct diag *f = e->diags->head; f != NULL; f = f->next) {
			if (fix_allowed(f, FIX_SAFE) != NULL)
				return true;
		}
	}
	return false;
}

static void
add_fix_all(struct actions *a)
{
	const struct document *d = a->document;
	json_t *v;

	if (!has_safe_fix(d) || d->text.config)
		return;
	v = json_pack("{s:s, s:s}", "title", "make all safe fixes", "kind", FIX_ALL);
	if (a->server->client.resolves) {
		json_object_set_new(v, "data", json_pack("{s:s}", "uri", d->uri));
	} else {
		json_t *edit = fix_all(a->server, a->document);

		if (edit == NULL) {
			json_decref(v);
			return;
		}
		json_object_set_new(v, "edit", edit);
	}
	json_array_append_new(a->list, v);
}

json_t *
actions_list(struct server *s, const json_t *params)
{
	struct actions a = {
	    .server = s,
	    .document = server_document(s, params),
	    .only = json_object_get(json_object_get(params, "context"), "only")};
	struct span range;

	if (a.document == NULL)
		return NULL;
	if (!range_read(&a.document->positions, json_object_get(params, "range"),
			&range))
		return server_refuse(s, REFUSE_PARAMS, "range is missing");
	a.list = json_array();
	for (const struct examined *e = a.document->text.judged->head;
	     is_wanted(&a, "quickfix") && e != NULL; e = e->next) {
		if (!e->result.skipped)
			add_of_document(&a, e, range);
	}
	if (is_wanted(&a, FIX_ALL))
		add_fix_all(&a);
	return a.list;
}

json_t *
actions_resolve(struct server *s, const json_t *params)
{
	struct str uri = json_member(json_object_get(params, "data"), "uri");
	struct document *d = document_find(s->workspace.texts, uri);
	json_t *v, *edit = NULL;

	if (!json_is_object(params))
		return server_refuse(s, REFUSE_PARAMS, "params are missing");
	v = json_copy((json_t *)(uintptr_t)params);
	if (d != NULL && d->text.stale)
		server_judge(s);
	if (d != NULL)
		edit = fix_all(s, d);
	if (edit != NULL)
		json_object_set_new(v, "edit", edit);
	return v;
}
