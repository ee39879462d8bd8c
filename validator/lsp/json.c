/* json: see the header. */
#include "lsp/json.h"

#include "base/buf.h"
#include "finding/safe.h"

struct str
json_member(const json_t *object, const char *name)
{
	const json_t *v = json_object_get(object, name);

	return (struct str){json_string_value(v), json_string_length(v)};
}

json_t *
json_text(struct str text)
{
	json_t *v = json_stringn(text.s != NULL ? text.s : "", text.len);
	struct buf b = BUF_INIT;

	if (v != NULL)
		return v;
	safe_utf8(&b, text);
	v = json_stringn(buf_str(&b).s, b.len);
	buf_release(&b);
	return v != NULL ? v : json_string("");
}

json_t *
position_json(struct positions *p, size_t offset)
{
	size_t line, character;

	positions_find(p, offset, &line, &character);
	return json_pack("{s:I, s:I}", "line", (json_int_t)line, "character",
			 (json_int_t)character);
}

json_t *
range_json(struct positions *p, struct span span)
{
	return json_pack("{s:o, s:o}", "start", position_json(p, span.start), "end",
			 position_json(p, span.end));
}

json_t *
edit_json(struct positions *p, struct span span, struct str text)
{
	return json_pack("{s:o, s:o}", "range", range_json(p, span), "newText",
			 json_text(text));
}

bool
position_read(struct positions *p, const json_t *position, size_t *offset)
{
	const json_t *line = json_object_get(position, "line");
	const json_t *character = json_object_get(position, "character");

	if (!json_is_integer(line) || json_integer_value(line) < 0 ||
	    !json_is_integer(character) || json_integer_value(character) < 0)
		return false;
	*offset = positions_offset(p, (size_t)json_integer_value(line),
				   (size_t)json_integer_value(character));
	return true;
}

bool
range_read(struct positions *p, const json_t *range, struct span *span)
{
	return position_read(p, json_object_get(range, "start"), &span->start) &&
	       position_read(p, json_object_get(range, "end"), &span->end) &&
	       span->start <= span->end;
}

json_t *
markup_json(bool markdown, struct str text)
{
	return json_pack("{s:s, s:o}", "kind", markdown ? "markdown" : "plaintext",
			 "value", json_text(text));
}
