/* embed: the files built into the program. */
#include "base/embed.h"

#include <string.h>

const struct embedded *
embed_find(const char *name)
{
	size_t lo = 0, hi = embedded_count;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		int order = strcmp(name, embedded_files[mid].name);

		if (order == 0)
			return &embedded_files[mid];
		if (order < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return NULL;
}
