/* neighbours: see the header. */
#include "run/neighbours.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/mem.h"
#include "load/index.h"
#include "load/reader.h"
#include "project/input.h"
#include "project/paths.h"
#include "run/check-document.h"
#include "service/kind.h"
#include "service/mention.h"

enum { LINES_BYTES = 64 * 1024 }; /* of JSON Lines that are looked at */

struct beside {
	const struct inputs *inputs;
	bool lines;
	pthread_mutex_t lock;
	struct str folder; /* the last one that was asked for, */
	bool answer;       /* and what was found there */
	const struct input *input;
	bool input_answer;
};

struct beside *
neighbours_new(const struct inputs *inputs, bool lines)
{
	struct beside *b = xcalloc(1, sizeof(*b));

	b->inputs = inputs;
	b->lines = lines;
	(void)pthread_mutex_init(&b->lock, NULL);
	return b;
}

void
neighbours_free(struct beside *b)
{
	if (b != NULL)
		(void)pthread_mutex_destroy(&b->lock);
	free(b);
}

static bool
is_document(const struct input *in, struct str text, struct arena *a)
{
	struct doc doc = {
	    .name = in->path, .index = index_new(a), .text = text, .first_line = 1};
	bool whole = reader_read(&doc, NULL, a);

	if (doc.ncells != 0 && kind_find(doc_root(&doc), in->path) != KIND_NONE)
		return true;
	return !whole && mention_found(text, true);
}

static bool
has_line(const struct input *in, struct str text, struct arena *a)
{
	bool found = false;
	size_t len;

	text.len = text.len < LINES_BYTES ? text.len : LINES_BYTES;
	for (; text.len != 0 && !found; text = str_slice(text, len, text.len)) {
		len = line_length(text);
		found = is_document(in, str_slice(text, 0, len), a);
		len += len < text.len;
	}
	return found;
}

bool
neighbours_is_definition(const struct beside *b, const struct input *in)
{
	struct below_last last = BELOW_INIT;
	struct arena *a;
	struct str text;
	bool found = false;

	if (in->standard || in->error != 0 || examine_form(in) != NULL)
		return false;
	if (examine_given_kind(in) != KIND_NONE || examine_other_schema(in) != NULL)
		return true;
	a = arena_new();
	if (input_read(in, &last, a, &text) == 0)
		found = b->lines || path_is_lines(str_from(in->path))
			    ? has_line(in, text, a)
			    : is_document(in, text, a);
	below_release(&last);
	arena_free(a);
	return found;
}

/* The folder's inputs stand together, with those of its subfolders in between. */
static bool
look_around(const struct beside *b, const struct input *in)
{
	struct str folder = path_folder(in->absolute);
	const struct input *first = in, *end = b->inputs->items + b->inputs->n;

	while (first != b->inputs->items && str_starts(first[-1].absolute, folder))
		first--;
	for (; first != end && str_starts(first->absolute, folder); first++) {
		if (first != in && str_equal(path_folder(first->absolute), folder) &&
		    neighbours_is_definition(b, first))
			return true;
	}
	return false;
}

bool
neighbours_definitions(struct beside *b, const struct input *in)
{
	struct str folder = path_folder(in->absolute);
	bool lines = b->lines || path_is_lines(str_from(in->path)), found;

	mem_hold();
	(void)pthread_mutex_lock(&b->lock);
	if (lines && b->input != in) {
		b->input = in;
		b->input_answer = neighbours_is_definition(b, in);
	}
	found = lines && b->input_answer;
	if (!found && (b->folder.s == NULL || !str_equal(b->folder, folder))) {
		b->folder = folder;
		b->answer = look_around(b, in);
	}
	found = found || b->answer;
	(void)pthread_mutex_unlock(&b->lock);
	mem_unhold();
	return found;
}
