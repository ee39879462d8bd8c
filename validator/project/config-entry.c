/* config-entry: see the header. */
#include "project/config-entry.h"

#include "base/arena.h"
#include "base/buf.h"

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
static struct config_entry
append(struct node container, const char *text, struct arena *a)
{
	struct node last = NODE_ABSENT;
	struct str indent;
	size_t at = node_span(container).start + 1;

	NODE_EACH(child, container)
	last = child;
	if (!node_exists(last))
		return (struct config_entry){{at, at},
					     str_from(arena_printf(a, " %s ", text))};
	at = node_span(last).end;
	indent = indent_before(container.doc->text, node_key_span(last).start);
	text = indent.s != NULL ? arena_printf(a, ",\n%.*s%s", STR_ARG(indent), text)
				: arena_printf(a, ", %s", text);
	return (struct config_entry){{at, at}, str_from(text)};
}

/* Puts it into the member of that name, which is made if need be. */
static struct config_entry
put(const struct doc *config, const char *name, const char *brackets, const char *entry,
    struct arena *a)
{
	struct node root = doc_root(config), member = node_member(root, name);

	if (!node_exists(root))
		return (struct config_entry){
		    {0, 0},
		    str_from(arena_printf(a, "{\n  \"%s\": %c\n    %s\n  %c\n}\n", name,
					  brackets[0], entry, brackets[1]))};
	if (node_exists(member))
		return append(member, entry, a);
	return append(
	    root,
	    arena_printf(a, "\"%s\": %c %s %c", name, brackets[0], entry, brackets[1]),
	    a);
}

struct config_entry
config_entry_suppress(const struct doc *config, struct str file, const struct diag *f,
		      struct arena *a)
{
	struct buf b = BUF_INIT;

	buf_puts(&b, "{ \"file\": ");
	buf_json(&b, file);
	buf_puts(&b, ", \"pointer\": ");
	buf_json(&b, str_from(f->pointer != NULL ? f->pointer : ""));
	buf_puts(&b, ", \"rule\": ");
	buf_json(&b, str_from(f->rule->name));
	buf_puts(&b, ", \"reason\": \"TODO: say why\" }");
	return put(config, "suppress", "[]", buf_keep(&b, a).s, a);
}

struct config_entry
config_entry_level(const struct doc *config, const char *rule, enum severity level,
		   struct arena *a)
{
	struct node old = node_member(node_member(doc_root(config), "rules"), rule);
	const char *word = arena_printf(a, "\"%s\"", severity_name(level));
	struct buf b = BUF_INIT;

	if (node_exists(old))
		return (struct config_entry){node_span(old), str_from(word)};
	buf_json(&b, str_from(rule));
	buf_printf(&b, ": %s", word);
	return put(config, "rules", "{}", buf_keep(&b, a).s, a);
}
