/*
 * branches: what tells the forms of an anyOf or oneOf apart.
 *
 * Often each form has values of its own for one member ("type": {"const": ...}),
 * or is nothing but a list of values.  Found once, when a schema is compiled:
 * checking then asks one form instead of all, and findings speak of the form
 * that was meant.
 */
#ifndef SCHEMA_BRANCHES_H
#define SCHEMA_BRANCHES_H

#include "base/map.h"
#include "schema/program.h"

/* A value and the form that has it. */
struct form_value {
	struct node value;
	size_t form;
};

struct discriminator {
	struct str name;     /* of the member */
	struct map forms;    /* struct form_value */
	struct node *values; /* all of them, in the order of the forms */
	size_t nvalues;
};

/* The member by which the forms differ, or NULL; all of it is compiled. */
const struct discriminator *
branches_discriminator(const struct schema_list *forms, struct arena *a);

/* The form that has the value, SIZE_MAX if none has. */
size_t branches_find(const struct discriminator *d, struct node value);

/*
 * One set for forms that are only lists of values; false if they are not or, where
 * they must be disjoint (oneOf), if two have a value in common.
 */
bool branches_values(const struct schema_list *forms, bool disjoint,
		     struct value_set *set, struct arena *a);

/* The const or enum that is all that a schema asserts, or NULL. */
const struct instr *branches_only_values(const struct schema *s);

#endif
