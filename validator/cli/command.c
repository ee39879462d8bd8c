/* command: one row each. */
#include "cli/command.h"

extern const struct subcommand command_check, command_explain, command_rules,
    command_schema, command_catalogue, command_schedule, command_completion,
    command_help;

static const struct subcommand *const table[] = {
    &command_check,     &command_explain,  &command_rules,      &command_schema,
    &command_catalogue, &command_schedule, &command_completion, &command_help,
};

const struct subcommand *
command_at(size_t i)
{
	for (size_t k = 0; k < sizeof(table) / sizeof(table[0]); k++) {
		if (table[k] != NULL && i-- == 0)
			return table[k];
	}
	return NULL;
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
