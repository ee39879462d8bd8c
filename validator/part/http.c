/*
 * http: requests and answers as they are sent, and files of them for editors.
 *
 * A message has lines, a blank one, and its body (RFC 9112, 2.1).  In a file there may be
 * several, with "###" between them, and what an editor does with the answer ("> {% ... %}",
 * ">> file", "<> file") behind a body.  A body that is JSON is a document; templates
 * ({{name}}) stay as they are.
 */
#include <string.h>

#include "part/form.h"

/* Whether the body ends before this line. */
static bool
ends_body(struct str line)
{
	static const struct str marks[] = {STR_INIT("###"), STR_INIT("> "),
					   STR_INIT(">> "), STR_INIT(">>! "),
					   STR_INIT("--"), /* of several parts */
					   STR_INIT("<> ")};
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
		if (str_starts(line, marks[i]))
			return true;
	}
	return opens_request(line);
}

static size_t
body_end(struct str text, size_t at)
{
	while (at < text.len && !ends_body(str_slice(text, at, line_end(text, at))))
		at = line_next(text, at);
	return at;
}

void
http_cut(struct cutting *c, const struct part *outer, struct str text)
{
	struct part_builder b;
	bool blank = true; /* the line before was */

	for (size_t at = 0, end; at < text.len; at = end) {
		struct str line = str_slice(text, at, line_end(text, at));

		end = line_next(text, at);
		if (!blank || !opens_json(line, 0)) {
			blank = skip_space(line, 0) == line.len;
			continue;
		}
		end = body_end(text, end);
		part_begin(&b, c->arena);
		part_copy(&b, text, at, end);
		cutting_take(c, part_end(&b, outer), form_json);
	}
}
