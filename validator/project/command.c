/* command: the rows of SUBCOMMANDS, found by name. */
#include "project/command.h"

#include <stdint.h>
#include <string.h>

#include "project/settings.h"

#define X(name, NAME) extern const struct subcommand command_##name;
SUBCOMMANDS(X)
#undef X

static const struct subcommand *const table[] = {
#define X(name, NAME) &command_##name,
    SUBCOMMANDS(X)
#undef X
};

size_t
operands_most(const char *operands)
{
	size_t n = *operands != '\0';

	if (strstr(operands, "...") != NULL)
		return SIZE_MAX;
	for (; *operands != '\0'; operands++)
		n += *operands == ' ';
	return n;
}

const struct subcommand *
command_at(size_t i)
{
	return i < sizeof(table) / sizeof(table[0]) ? table[i] : NULL;
}

const struct subcommand *
command_find(struct str name)
{
	for (size_t i = 0; command_at(i) != NULL; i++) {
		if (str_is(name, command_at(i)->name))
			return command_at(i);
	}
	return NULL;
}
