/* schema-suggest: see the header. */
#include "cli/schema-suggest.h"

#include "base/buf.h"
#include "finding/rule.h"
#include "service/catalogue.h"

static bool
is_offered(enum catalogue_status s)
{
	return s != CATALOGUE_REMOVED;
}

static void
put_sentence(struct buf *out, struct str text)
{
	if (text.len != 0)
		buf_printf(out, "%s%.*s.", out->len != 0 ? " " : "", STR_ARG(text));
}

/* A list of names with what is known of each; one of them, or anything else. */
struct names {
	json_t *list, *about;
};

static void
add_name(struct names *n, struct str name, struct str title, struct str note,
	 enum catalogue_status status)
{
	struct buf about = BUF_INIT;

	put_sentence(&about, title);
	put_sentence(&about, note);
	if (note.len == 0 && status == CATALOGUE_OLD)
		put_sentence(&about, STR("In former guides only"));
	if (note.len == 0 && status == CATALOGUE_LIVE)
		put_sentence(&about, STR("In no guide"));
	json_array_append_new(n->list, json_stringn(name.s, name.len));
	json_array_append_new(n->about, json_stringn(buf_str(&about).s, about.len));
	buf_release(&about);
}

static json_t *
suggestion(struct names *n)
{
	if (json_array_size(n->list) == 0) { /* an empty enum is no schema */
		json_decref(n->list);
		json_decref(n->about);
		return json_object();
	}
	return json_pack("{s:[{s:o, s:o}, {}]}", "anyOf", "enum", n->list,
			 "markdownEnumDescriptions", n->about);
}

json_t *
schema_products(const struct catalogue *c)
{
	struct names n = {json_array(), json_array()};
	const struct catalogue_product *p;

	for (size_t i = 0; (p = catalogue_at(c, i)) != NULL; i++) {
		if (is_offered(p->status))
			add_name(&n, p->id, p->title, p->note, p->status);
	}
	return suggestion(&n);
}

/* The events of a product, or those of all. */
static json_t *
events_of(const struct catalogue *c, const struct catalogue_product *only)
{
	struct names n = {json_array(), json_array()};
	const struct catalogue_product *p;

	for (size_t i = 0; (p = catalogue_at(c, i)) != NULL; i++) {
		for (size_t k = 0; (only == NULL || only == p) && k < p->nevents; k++) {
			const struct catalogue_event *v = &p->events[k];

			if (is_offered(v->status) &&
			    (only != NULL || catalogue_event_anywhere(c, v->name) == v))
				add_name(&n, v->name, p->title, v->note, v->status);
		}
	}
	return json_pack("{s:{s:{s:o}}}", "properties", "eventTypes", "items",
			 suggestion(&n));
}

json_t *
schema_unseen(json_t *assertion)
{
	return json_pack("{s:{s:o}}", "not", "not", assertion);
}

/* "if" the productId meets a condition, then the events are these, "else" those. */
static json_t *
if_product(const char *keyword, json_t *value, const char *branch, json_t *events)
{
	return json_pack("{s:{s:[s], s:{s:o}}, s:o}", "if", "required", "productId",
			 "properties", "productId",
			 schema_unseen(json_pack("{s:o}", keyword, value)), branch,
			 events);
}

json_t *
schema_events(const struct catalogue *c)
{
	json_t *all = json_array(), *ids = json_array();
	const struct catalogue_product *p;

	for (size_t i = 0; (p = catalogue_at(c, i)) != NULL; i++) {
		json_t *id = json_stringn(p->id.s, p->id.len);

		json_array_append(ids, id);
		if (p->nevents != 0)
			json_array_append_new(all, if_product("const", json_incref(id),
							      "then", events_of(c, p)));
		json_decref(id);
	}
	json_array_append_new(all, if_product("enum", ids, "else", events_of(c, NULL)));
	return json_pack("{s:o}", "allOf", all);
}

json_t *
schema_rules(void)
{
	struct names n = {json_array(), json_array()};

	for (size_t i = 0; i < rule_table.n; i++)
		add_name(&n, str_from(rule_table.rules[i].name),
			 str_from(rule_table.rules[i].summary), STR(""),
			 CATALOGUE_CURRENT);
	return suggestion(&n);
}

json_t *
schema_rule_members(json_t *levels)
{
	json_t *members = json_object(), *rule;

	for (size_t i = 0; i < rule_table.n; i++) {
		const struct rule_info *r = &rule_table.rules[i];

		rule = json_copy(levels);
		json_object_set_new(rule, "description", json_string(r->summary));
		json_object_set_new(rule, "default",
				    json_string(severity_name(r->severity)));
		json_object_set_new(members, r->name, rule);
	}
	return members;
}
