/* regex-literal: patterns that are plain text. */
#include "regex/regex-literal.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "regex/regex-tree.h"

/* The items of the pattern, be it a sequence or a single item. */
static const struct tree *
first_item(const struct tree *root)
{
	return root->kind == TREE_SEQ ? root->first : root;
}

static bool
is_surrogate(uint32_t c)
{
	return c >= 0xd800 && c <= 0xdfff;
}

struct literal {
	bool from_start, to_end;
	size_t len;
	char bytes[];
};

struct literal *
literal_new(const struct tree *root)
{
	const struct tree *t = first_item(root);
	bool from_start = t->kind == TREE_BEGIN, to_end = false;
	struct literal *l = NULL;
	struct buf b = BUF_INIT;
	char bytes[4];

	if (from_start)
		t = t->next;
	for (; t != NULL && (t->kind == TREE_CHAR || t->kind == TREE_EMPTY);
	     t = t->next) {
		if (t->kind == TREE_EMPTY)
			continue;
		if (is_surrogate(t->c))
			break;
		buf_add(&b, bytes, utf8_encode(t->c, bytes));
	}
	if (t != NULL && t->kind == TREE_END) {
		to_end = true;
		t = t->next;
	}
	if (t == NULL) {
		l = xmalloc(sizeof(*l) + b.len);
		l->from_start = from_start;
		l->to_end = to_end;
		l->len = b.len;
		if (b.len > 0)
			memcpy(l->bytes, b.s, b.len);
	}
	buf_release(&b);
	return l;
}

void
literal_free(struct literal *l)
{
	free(l);
}

bool
literal_match(const struct literal *l, struct str subject)
{
	struct str text = {l->bytes, l->len};

	if (l->from_start)
		return l->to_end ? str_equal(subject, text) : str_starts(subject, text);
	if (l->to_end)
		return str_ends(subject, text);
	return l->len == 0 ||
	       (l->len <= subject.len &&
		memmem(subject.s, subject.len, l->bytes, l->len) != NULL);
}
