/* kind-path: what the name of a file says of its kind (service/kind.h). */
#include <string.h>

#include "service/kind.h"

/* The last component of path has the word, as in x.patch.json, updateX.json. */
static bool
path_has_word(const char *path, const char *word)
{
	const char *slash = strrchr(path, '/'), *s = slash != NULL ? slash + 1 : path;
	size_t len = strlen(word);

	for (const char *p = s; *p != '\0'; p++) {
		size_t i = 0;
		char after;

		while (i < len && (p[i] | 0x20) == word[i])
			i++;
		if (i < len)
			continue;
		/* a word begins at the start, after no letter, or with a capital */
		if (p != s && ((p[-1] | 0x20) >= 'a' && (p[-1] | 0x20) <= 'z') &&
		    !(*p < 'a' && p[-1] >= 'a'))
			continue;
		after = p[len];
		if (after >= 'a' && after <= 'z')
			continue;
		if (after >= 'A' && after <= 'Z' && p[len - 1] < 'a')
			continue; /* UPDATED */
		return true;
	}
	return false;
}

bool
kind_path_is_update(const char *path)
{
	return path != NULL &&
	       (path_has_word(path, "patch") || path_has_word(path, "update"));
}
