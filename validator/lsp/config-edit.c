/* config-edit: see the header. */
#include "lsp/config-edit.h"

#include "load/reader.h"
#include "project/config-entry.h"
#include "project/file-uri.h"
#include "project/options.h"
#include "project/paths.h"
#include "project/profile.h"
#include "run/roots.h"

/* The config of a document: as it is open, or else as it was read. */
struct config {
	const char *uri;
	const struct document *open; /* or NULL */
	bool absent;                 /* it is to be made */
	struct doc doc;
};

/* False if it cannot be edited. */
static bool
config_open(struct server *s, const struct document *d, struct config *c)
{
	const struct judged *j = d->text.judged;
	const struct profile *p = j->profile;
	const struct options *o = s->workspace.options;
	struct str path;

	*c = (struct config){.absent = p == NULL || p->config_path == NULL};
	if (p == NULL || o->no_config || strcmp(o->config_rules, "locked") == 0)
		return false;
	path = path_absolute(j->root->session.current,
			     c->absent ? CONFIG_NAME : p->config_path, s->arena);
	c->uri = uri_of_file(path, s->arena);
	for (const struct text *t = s->workspace.texts; t != NULL; t = t->next) {
		if (t->path != NULL && str_is(path, t->path))
			c->open = (const struct document *)t;
	}
	c->doc = (struct doc){.name = "", .first_line = 1};
	if (c->open == NULL && c->absent)
		return s->client.creates && s->client.changes;
	c->absent = false;
	c->doc.text = c->open != NULL ? document_text(c->open) : p->doc.text;
	return reader_read(&c->doc, NULL, s->arena) &&
	       node_is(doc_root(&c->doc), NODE_OBJECT);
}

static json_t *
config_edit(struct server *s, const struct config *c, struct config_entry entry)
{
	struct positions p = {.utf8 = s->client.utf8};
	json_t *edits, *v;

	positions_read(&p, c->doc.text.s != NULL ? c->doc.text : STR(""));
	edits = json_pack("[o]", edit_json(&p, entry.span, entry.text));
	positions_release(&p);
	v = edits_of_document(s, c->uri, c->open, edits);
	if (c->absent)
		json_array_insert_new(
		    json_object_get(v, "documentChanges"), 0,
		    json_pack("{s:s, s:s}", "kind", "create", "uri", c->uri));
	return v;
}

/* The file as a pattern below the folder of the config; s is NULL if it is none. */
static struct str
pattern_of(const struct judged *j)
{
	struct str path = j->input->absolute, base = j->profile->base;

	if (!str_starts(path, base) || path.len == base.len)
		return (struct str){NULL, 0};
	path = str_slice(path, base.len, path.len);
	for (size_t i = 0; i < path.len; i++) {
		if (strchr("*?[\\!", path.s[i]) != NULL)
			return (struct str){NULL, 0};
	}
	return path;
}

json_t *
config_edit_suppress(struct server *s, const struct document *d, const struct diag *f)
{
	struct config c;
	struct str file;

	if (d->text.path == NULL || !config_open(s, d, &c))
		return NULL;
	file = pattern_of(d->text.judged);
	return file.s != NULL
		   ? config_edit(s, &c,
				 config_entry_suppress(&c.doc, file, f, s->arena))
		   : NULL;
}

json_t *
config_edit_level(struct server *s, const struct document *d, const struct diag *f,
		  enum severity level)
{
	struct config c;

	if (!config_open(s, d, &c))
		return NULL;
	return config_edit(s, &c,
			   config_entry_level(&c.doc, f->rule->name, level, s->arena));
}
