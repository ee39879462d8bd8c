/* embed: the files built into the program. */
#include "base/embed.h"

#include <stdlib.h>
#include <string.h>

static int
by_name(const void *name, const void *file)
{
	return strcmp(name, ((const struct embedded *)file)->name);
}

const struct embedded *
embed_find(const char *name)
{
	return bsearch(name, embedded_files, embedded_count, sizeof(*embedded_files),
		       by_name);
}
