/* member: see the header. */
#include "service/member.h"

#include <stdatomic.h>
#include <string.h>

#include "base/hash.h"

/* Of names as long as this one is only those that are compared. */
#define X(id, text, family, weight, has)                                               \
	if (sizeof(text) - 1 == LENGTH && memcmp(name.s, text, sizeof(text) - 1) == 0) \
		return MEMBER_##id;
#define OF_LENGTH(n)                                                                   \
	case n: {                                                                      \
		enum { LENGTH = n };                                                   \
		MEMBERS(X)                                                             \
		break;                                                                 \
	}

static inline __attribute__((always_inline)) unsigned char
find_number(struct str name)
{
	switch (name.len) {
		OF_LENGTH(3)
		OF_LENGTH(4)
		OF_LENGTH(5)
		OF_LENGTH(6)
		OF_LENGTH(7)
		OF_LENGTH(8)
		OF_LENGTH(9)
		OF_LENGTH(10)
		OF_LENGTH(11)
		OF_LENGTH(12)
		OF_LENGTH(13)
		OF_LENGTH(14)
		OF_LENGTH(15)
		OF_LENGTH(16)
		OF_LENGTH(17)
		OF_LENGTH(18)
		OF_LENGTH(19)
		OF_LENGTH(20)
		OF_LENGTH(22)
		OF_LENGTH(23)
		OF_LENGTH(26)
		OF_LENGTH(27)
		OF_LENGTH(29)
	default:
		return MEMBER_UNKNOWN;
	}
	return MEMBER_UNKNOWN;
}

/* By number: the bytes of a struct name_key; 0: not taken yet. */
static _Atomic uint64_t keys[MEMBER_COUNT];

_Static_assert(sizeof(struct name_key) == sizeof(uint64_t), "it is one number");

/* Of a name that is not known, or was not met before. */
static __attribute__((noinline)) struct name_key
make_key(struct str name, unsigned char member)
{
	struct name_key key = {.hash = hash_bytes(name.s, name.len), .member = member};
	uint64_t bytes = 0;

	memcpy(&bytes, &key, sizeof(key));
	if (member != MEMBER_UNKNOWN)
		atomic_store_explicit(&keys[member], bytes, memory_order_relaxed);
	return key;
}

/* The key of a known name is the same each time: it is made once. */
struct name_key
member_key(struct str name)
{
	unsigned char member = find_number(name);
	uint64_t bytes = atomic_load_explicit(&keys[member], memory_order_relaxed);
	struct name_key key;

	if (bytes == 0)
		return make_key(name, member);
	memcpy(&key, &bytes, sizeof(key));
	return key;
}

unsigned char
member_find(struct str name)
{
	return member_key(name).member;
}

struct node
member_in(struct node object, enum member m)
{
	struct node found = NODE_ABSENT;

	if (!node_is(object, NODE_OBJECT))
		return found;
	NODE_EACH(member, object)
	{
		if (member_of(member) == m)
			found = member;
	}
	return found;
}

bool
member_any(struct node object, uint64_t set)
{
	if (!node_is(object, NODE_OBJECT))
		return false;
	NODE_EACH(member, object)
	{
		if ((set >> member_of(member) & 1) != 0)
			return true;
	}
	return false;
}
