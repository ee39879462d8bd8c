/* reader: any bytes; jansson is the judge (see tests/reader/judge.h). */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "../reader/judge.h"
#include "base/hash.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct arena *a;
	char *text = malloc(size != 0 ? size : 1); /* its end is watched */
	const char *wrong;

	if (a == NULL) {
		a = arena_new();
		json_object_seed(1);
	}
	memcpy(text, data, size);
	wrong = judge_text((struct str){text, size}, a);
	arena_reset(a);
	free(text);
	if (wrong != NULL) {
		fprintf(stderr, "the reader is wrong: %s\n", wrong);
		abort();
	}
	return 0;
}
