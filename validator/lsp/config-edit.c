/* config-edit: see the header. */
#include "lsp/config-edit.h"

#include "base/arena.h"
#include "base/buf.h"
#include "finding/diag.h"
#include "load/reader.h"
#include "lsp/file-uri.h"
#include "lsp/judge.h"
#include "lsp/roots.h"
#include "project/options.h"
#include "project/paths.h"
#include "project/profile.h"

/* The config of a document: as it is open, or else as it was read. */
struct config {
	const char *uri;
	const struct document *open; /* or NULL */
	bool absent;                 /* there is none yet */
	struct doc doc;
	struct positions positions; /* to be released */
};

json_t *
edit_of_document(const struct server *s, const struct document *d, json_t *edits)
{
	if (!s->client.changes)
		return json_pack("{s:{s:o}}", "changes", d->uri, edits);
	return json_pack("{s:[{s:{s:s, s:I}, s:o}]}", "documentChanges", "textDocument",
			 "uri", d->uri, "version", d->version, "edits", edits);
}

static json_t *
edit_of_config(const struct server *s, const struct config *c, json_t *edits)
{
	json_t *version =
	    c->open != NULL ? json_integer(c->open->version) : json_null();
	json_t *v;

	if (!s->client.changes) {
		json_decref(version);
		return json_pack("{s:{s:o}}", "changes", c->uri, edits);
	}
	v = json_pack("[{s:{s:s, s:o}, s:o}]", "textDocument", "uri", c->uri, "version",
		      version, "edits", edits);
	if (c->absent)
		json_array_insert_new(
		    v, 0, json_pack("{s:s, s:s}", "kind", "create", "uri", c->uri));
	return json_pack("{s:o}", "documentChanges", v);
}

/* False if it cannot be edited. */
static bool
config_open(struct server *s, const struct document *d, struct config *c)
{
	const struct judged *j = d->judged;
	const struct profile *p = j->profile;
	struct arena *a = s->arena;
	struct str current, path, text = STR("{}");

	*c = (struct config){.absent = p == NULL || p->config_path == NULL};
	if (p == NULL || s->options->no_config ||
	    strcmp(s->options->config_rules, "locked") == 0 ||
	    (c->absent && (!s->client.creates || !s->client.changes)))
		return false;
	current = j->root->session.current;
	path = path_absolute(current, c->absent ? CONFIG_NAME : p->config_path, a);
	c->uri = uri_of_file(path, a);
	for (const struct document *o = s->documents; o != NULL; o = o->next) {
		if (o->path != NULL && str_is(path, o->path))
			c->open = o;
	}
	if (c->open != NULL)
		text = document_text(c->open);
	else if (!c->absent)
		text = p->doc.text;
	c->doc = (struct doc){.name = "", .text = text, .first_line = 1};
	if (!reader_read(&c->doc, NULL, a) || !node_is(doc_root(&c->doc), NODE_OBJECT))
		return false;
	c->positions.utf8 = s->client.utf8;
	positions_read(&c->positions, c->absent && c->open == NULL ? STR("") : text);
	return true;
}

/* The white space that a line begins with, if nothing else stands before the offset. */
static struct str
indent_before(struct str text, size_t offset)
{
	size_t from = offset;

	while (from != 0 && (text.s[from - 1] == ' ' || text.s[from - 1] == '\t'))
		from--;
	if (from == 0 || text.s[from - 1] != '\n')
		return (struct str){NULL, 0};
	return str_slice(text, from, offset);
}

/* Puts the text of a member or element behind the last one of the container. */
static json_t *
append(struct config *c, struct node container, struct str text)
{
	struct node last = NODE_ABSENT;
	struct buf b = BUF_INIT;
	struct str indent;
	size_t at;
	json_t *edit;

	NODE_EACH(child, container)
	last = child;
	if (node_exists(last)) {
		at = node_span(last).end;
		indent = indent_before(c->doc.text, node_key_span(last).start);
		buf_puts(&b, indent.s != NULL ? ",\n" : ", ");
		buf_put(&b, indent.s != NULL ? indent : STR(""));
		buf_put(&b, text);
	} else {
		at = node_span(container).start + 1;
		buf_putc(&b, ' ');
		buf_put(&b, text);
		buf_putc(&b, ' ');
	}
	edit = json_pack("{s:o, s:o}", "range",
			 range_json(&c->positions, (struct span){at, at}), "newText",
			 json_text(buf_str(&b)));
	buf_release(&b);
	return edit;
}

/* Puts an entry into the member of that name of the config, which is made if need be. */
static json_t *
put_entry(struct server *s, struct config *c, const char *name, const char brackets[2],
	  struct str entry)
{
	struct node root = doc_root(&c->doc), member = node_member(root, name);
	struct buf b = BUF_INIT;
	json_t *edit;

	if (c->absent && c->open == NULL) {
		buf_printf(&b, "{\n  \"%s\": %c\n    %.*s\n  %c\n}\n", name,
			   brackets[0], STR_ARG(entry), brackets[1]);
		edit = json_pack("{s:o, s:o}", "range",
				 range_json(&c->positions, (struct span){0, 0}),
				 "newText", json_text(buf_str(&b)));
	} else if (node_exists(member)) {
		edit = append(c, member, entry);
	} else {
		buf_printf(&b, "\"%s\": %c %.*s %c", name, brackets[0], STR_ARG(entry),
			   brackets[1]);
		edit = append(c, root, buf_str(&b));
	}
	buf_release(&b);
	return edit_of_config(s, c, json_pack("[o]", edit));
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
	struct str file = pattern_of(d->judged);
	struct buf entry = BUF_INIT;
	struct config c;
	json_t *v = NULL;

	if (file.s == NULL || d->path == NULL || !config_open(s, d, &c))
		return NULL;
	buf_puts(&entry, "{ \"file\": ");
	buf_json(&entry, file);
	buf_puts(&entry, ", \"pointer\": ");
	buf_json(&entry, str_from(f->pointer != NULL ? f->pointer : ""));
	buf_puts(&entry, ", \"rule\": ");
	buf_json(&entry, str_from(f->rule->name));
	buf_puts(&entry, ", \"reason\": \"TODO: say why\" }");
	v = put_entry(s, &c, "suppress", "[]", buf_str(&entry));
	buf_release(&entry);
	positions_release(&c.positions);
	return v;
}

json_t *
config_edit_level(struct server *s, const struct document *d, const struct diag *f,
		  enum severity level)
{
	struct buf entry = BUF_INIT;
	struct config c;
	struct node old;
	json_t *v;

	if (!config_open(s, d, &c))
		return NULL;
	old = node_member(node_member(doc_root(&c.doc), "rules"), f->rule->name);
	buf_printf(&entry, "\"%s\"", severity_name(level));
	if (node_exists(old)) {
		v = edit_of_config(s, &c,
				   json_pack("[{s:o, s:o}]", "range",
					     range_json(&c.positions, node_span(old)),
					     "newText", json_text(buf_str(&entry))));
	} else {
		buf_clear(&entry);
		buf_json(&entry, str_from(f->rule->name));
		buf_printf(&entry, ": \"%s\"", severity_name(level));
		v = put_entry(s, &c, "rules", "{}", buf_str(&entry));
	}
	buf_release(&entry);
	positions_release(&c.positions);
	return v;
}
