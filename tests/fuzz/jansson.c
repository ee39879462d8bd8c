/*
 * Fuzzing the reader against jansson: both accept and refuse the same texts and see
 * the same values, but for what tests/reader/judge.h lists.
 */
#include "../reader/judge.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct arena *a;
	const char *wrong;

	if (a == NULL) {
		a = arena_new();
		json_object_seed(1);
	}
	wrong = judge_text(fuzz_text(data, size), a);
	arena_reset(a);
	if (wrong != NULL)
		fuzz_failed(__FILE__, __LINE__, wrong);
	return 0;
}
