/* extras: see the header. */
#include "report/extras.h"

#include <stdlib.h>

#include "base/mem.h"

size_t
extras_number(struct extras *e, const struct diag *d)
{
	const json_t *number = json_object_get(e->numbers, d->rule->name);

	if (number != NULL)
		return (size_t)json_integer_value(number);
	if (e->numbers == NULL)
		e->numbers = json_object();
	e->list = grow(e->list, &e->cap, e->n + 1, sizeof(*e->list));
	e->list[e->n] = (struct extra){xstrdup(d->rule->name), d->severity};
	json_object_set_new_nocheck(e->numbers, d->rule->name,
				    json_integer((json_int_t)e->n));
	return e->n++;
}

void
extras_release(struct extras *e)
{
	for (size_t i = 0; i < e->n; i++)
		free(e->list[i].name);
	free(e->list);
	json_decref(e->numbers);
	*e = (struct extras){0};
}
