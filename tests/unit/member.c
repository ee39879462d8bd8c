/* member: each name has its number, nothing else has one, and the reader leaves it. */
#include "service/member.h"

#include "base/arena.h"
#include "base/hash.h"
#include "check.h"
#include "load/reader.h"

static const struct str names[] = {
#define X(id, name, family, weight, has) [MEMBER_##id] = STR_INIT(name),
    MEMBERS(X)
#undef X
};

static void
each_name(struct arena *a)
{
	for (size_t i = 1; i < MEMBER_COUNT; i++) {
		struct str name = names[i];
		char *other = arena_strndup(a, name.s, name.len + 1);

		CHECK(member_find(name) == i);
		/* taken, and kept */
		CHECK(member_key(name).hash == hash_bytes(name.s, name.len));
		CHECK(member_key(name).hash == hash_bytes(name.s, name.len));
		CHECK(member_key(name).member == i);
		other[name.len] = '~';
		CHECK(member_find((struct str){other, name.len + 1}) == MEMBER_UNKNOWN);
		CHECK(member_key((struct str){other, name.len + 1}).hash ==
		      hash_bytes(other, name.len + 1));
		other[name.len - 1] ^= 0x20;
		CHECK(member_find((struct str){other, name.len}) == MEMBER_UNKNOWN);
	}
	CHECK(member_find(STR("")) == MEMBER_UNKNOWN);
}

static struct doc
read(const char *text, bool numbered, struct arena *a)
{
	struct doc d = {.text = str_from(text), .first_line = 1};

	if (numbered)
		d.member_find = member_key;
	CHECK(reader_read(&d, NULL, a));
	return d;
}

/* With numbers in the cells, and without: by an escape, twice, and no name of ours. */
static void
each_reader(struct arena *a)
{
	static const char text[] =
	    "{\"name\": 1, \"n\\u0061me\": 2, \"x\": {\"webhookUrl\": 3}}";

	for (int numbered = 0; numbered < 2; numbered++) {
		struct doc d = read(text, numbered != 0, a);
		struct node root = doc_root(&d), x = node_member(root, "x");

		CHECK(d.repeats);
		CHECK(member_in(root, MEMBER_NAME).at == 2);
		CHECK(!node_exists(member_in(root, MEMBER_WEBHOOK_URL)));
		CHECK(member_of(x) == MEMBER_UNKNOWN);
		CHECK(member_any(x, MEMBER_BIT(WEBHOOK_URL)));
		CHECK(!member_any(root, MEMBER_BIT(WEBHOOK_URL)));
		CHECK(member_occurs(&d, MEMBER_BIT(WEBHOOK_URL)));
		CHECK(member_occurs(&d, MEMBER_BIT(STATUS)) == (numbered == 0));
	}
}

int
main(void)
{
	struct arena *a = arena_new();

	each_name(a);
	each_reader(a);
	arena_free(a);
	return check_done();
}
