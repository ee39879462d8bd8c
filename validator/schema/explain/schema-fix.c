/* schema-fix: edits of the text as x-hookvet asks for them; see the header. */
#include "schema/explain/schema-fix.h"

#include "base/buf.h"
#include "load/text.h"

void
remedy_rename(struct diags *ds, struct diag *d, struct node member, struct str name,
	      enum applicability how)
{
	text_set_key(ds,
		     diag_fix(ds, d, how, "rename it to '%s'", diag_quote(ds, name)),
		     member, name);
}

static void
replace(struct diags *ds, struct diag *d, struct node value, struct str by,
	enum applicability how)
{
	struct fix *f = diag_fix(ds, d, how, "write %s instead", diag_quote(ds, by));

	fix_edit(ds, f, node_span(value), by);
}

/* The white space in front of the last member, to be repeated before a new one. */
static struct str
indentation(struct node last)
{
	size_t end = node_key_span(last).start, start = end;
	const char *text = last.doc->text.s;

	while (start != 0 && (text[start - 1] == ' ' || text[start - 1] == '\t' ||
			      text[start - 1] == '\r' || text[start - 1] == '\n'))
		start--;
	return (struct str){text + start, end - start};
}

static void
insert(struct diags *ds, struct diag *d, struct node object, struct node members,
       enum applicability how)
{
	struct node last = NODE_ABSENT, first = node_first(members);
	struct span span = node_span(object);
	struct buf text = BUF_INIT;
	struct fix *f;

	if (!node_is(object, NODE_OBJECT) || !node_exists(first))
		return;
	NODE_EACH(member, object)
	last = member;
	NODE_EACH(member, members)
	{
		if (node_exists(last))
			buf_putc(&text, ',');
		else if (member.at != first.at)
			buf_puts(&text, ", ");
		if (node_exists(last))
			buf_put(&text, indentation(last));
		buf_printf(&text, "\"%.*s\": %.*s", STR_ARG(node_key(member)),
			   STR_ARG(node_text(member)));
	}
	span.start = node_exists(last) ? node_span(last).end : span.start + 1;
	span.end = span.start;
	f = diag_fix(ds, d, how, "add '%s'", diag_quote(ds, node_key(first)));
	fix_edit(ds, f, span, buf_str(&text));
	buf_release(&text);
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The next piece of *rest, without blanks around it; false behind the last. */
static bool
next_piece(struct str *rest, char separator, struct str *piece)
{
	size_t end = 0;

	if (rest->s == NULL)
		return false;
	while (end < rest->len && rest->s[end] != separator)
		end++;
	*piece = str_slice(*rest, 0, end);
	*rest = end < rest->len ? str_slice(*rest, end + 1, rest->len)
				: (struct str){NULL, 0};
	while (piece->len != 0 && is_blank(piece->s[0]))
		*piece = str_slice(*piece, 1, piece->len);
	while (piece->len != 0 && is_blank(piece->s[piece->len - 1]))
		piece->len--;
	return true;
}

static void
split(struct diags *ds, struct diag *d, struct node value, struct str separator,
      bool array, enum applicability how)
{
	struct str rest = node_string(value), piece;
	struct buf text = BUF_INIT;
	size_t n = 0;

	if (!node_is(value, NODE_STRING) || separator.len != 1)
		return;
	buf_puts(&text, array ? "[" : "");
	while (next_piece(&rest, separator.s[0], &piece)) {
		if (piece.len == 0)
			continue;
		buf_puts(&text, n++ != 0 ? ", \"" : "\"");
		buf_put(&text, text_json(piece, ds->arena));
		buf_putc(&text, '"');
	}
	buf_puts(&text, array ? "]" : "");
	if (n != 0)
		replace(ds, d, value, buf_str(&text), how);
	buf_release(&text);
}

/* Where one member of an object stands for it, those that get lost are named. */
static void
note_left_out(struct diags *ds, struct diag *d, struct node object, struct node kept)
{
	enum { NAMED = 8 };
	struct buf names = BUF_INIT;
	size_t n = 0;

	NODE_EACH(member, object)
	{
		if (member.at == kept.at)
			continue;
		if (n++ < NAMED)
			buf_printf(&names, "%s'%s'", n == 1 ? "" : ", ",
				   diag_quote(ds, node_key(member)));
	}
	if (n > NAMED)
		buf_printf(&names, " and %zu more", n - NAMED);
	if (n != 0)
		diag_note(ds, d, "its other members have no place there: %s",
			  buf_str(&names).s);
	buf_release(&names);
}

void
remedy_add(struct diags *ds, struct diag *d, struct node value, struct node fix,
	   enum applicability how)
{
	struct node to;

	if (str_is(node_string(fix), "remove")) {
		text_remove(ds, diag_fix(ds, d, how, "remove it"), value);
	} else if (node_is(to = node_member(fix, "rename"), NODE_STRING)) {
		remedy_rename(ds, d, value, node_string(to), how);
	} else if (node_exists(to = node_member(fix, "replace"))) {
		replace(ds, d, value, node_text(to), how);
	} else if (node_exists(to = node_member(fix, "insert"))) {
		insert(ds, d, value, to, how);
	} else if (node_exists(to = node_member(fix, "member"))) {
		to = node_member_str(value, node_string(to));
		if (node_is(to, NODE_STRING)) {
			replace(ds, d, value, node_text(to), how);
			note_left_out(ds, d, value, to);
		}
	} else if (node_exists(to = node_member(fix, "split"))) {
		split(ds, d, value, node_string(to),
		      node_is(node_member(fix, "array"), NODE_TRUE), how);
	}
}
