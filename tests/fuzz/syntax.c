/*
 * Fuzzing the syntaxes: any bytes, as JSONC, JSON5 and YAML.
 *
 * The pieces of a part make up its text and have their places in the text in order; what
 * is copied is the same in both.  What is JSON is the same in JSONC, and what comes out
 * as JSON of that is the same in JSON5, whose JSON is itself once more.  What YAML becomes
 * is JSON.
 */
#include "base/arena.h"
#include "fuzz.h"
#include "load/reader.h"
#include "part/json5.h"
#include "part/part.h"
#include "part/yaml.h"

static bool
accepted(struct str text, struct arena *a)
{
	struct doc d = {.name = "x", .text = text, .first_line = 1};

	return reader_read(&d, NULL, a);
}

static void
check_pieces(const struct part *p, struct str text)
{
	size_t inner = 0, outer = 0;

	for (size_t i = 0; i < p->npieces; i++) {
		const struct part_piece *piece = &p->pieces[i];

		MUST(piece->inner == inner && piece->outer >= outer);
		MUST(part_piece_end(p, piece) > inner);
		inner = part_piece_end(p, piece);
		outer = (size_t)piece->outer + piece->outer_len;
		MUST(inner <= p->text.len && outer <= text.len);
		if (piece->verbatim)
			MUST(inner - piece->inner == piece->outer_len &&
			     memcmp(p->text.s + piece->inner, text.s + piece->outer,
				    piece->outer_len) == 0);
	}
	MUST(inner == p->text.len);
}

static void
check_part(const struct part *p, struct str text)
{
	MUST(!p->broken || (p->troubles != NULL && str_equal(p->text, text)));
	check_pieces(p, text);
	for (const struct part_trouble *t = p->troubles; t != NULL; t = t->next) {
		MUST(t->span.start <= t->span.end && t->span.end <= p->text.len);
		fuzz_harmless(str_from(t->message));
		if (t->help != NULL)
			fuzz_harmless(str_from(t->help));
	}
}

static void
try_json(struct str text, struct arena *a)
{
	const struct part *c = json5_document(text, NULL, true, a);
	const struct part *five = json5_document(text, NULL, false, a);

	check_part(c, text);
	check_part(five, text);
	if (accepted(text, a) && !str_starts(text, STR("\xef\xbb\xbf")))
		MUST(str_equal(c->text, text));
	if (!c->broken && accepted(c->text, a) &&
	    !str_starts(text, STR("\xef\xbb\xbf")))
		MUST(!five->broken && str_equal(five->text, c->text));
	if (!five->broken && accepted(five->text, a))
		MUST(str_equal(json5_document(five->text, NULL, false, a)->text,
			       five->text));
}

static void
try_yaml(struct str text, struct arena *a)
{
	const struct part *p = yaml_documents(text, NULL, a);

	MUST(p != NULL);
	for (; p != NULL; p = p->next) {
		check_part(p, text);
		MUST(!p->broken || p->next == NULL);
		MUST(p->broken || p->text.len == 0 || accepted(p->text, a));
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = fuzz_text(data, size);
	struct arena *a = arena_new();

	try_json(text, a);
	try_yaml(text, a);
	arena_free(a);
	return 0;
}
