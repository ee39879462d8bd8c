/*
 * findings: from a failed evaluation to what a person should read.
 *
 * Three steps.  causes.c walks the failed units down to the keywords that are
 * really the cause and, where a schema offers several forms, chooses the one
 * that was meant (diagnostics.md).  findings.c folds what has one cause: a
 * wrong type hides all else about a value, a missing and an unknown name that
 * are similar are one misspelling.  to-finding.c makes the findings.
 */
#ifndef SCHEMA_EXPLAIN_FINDINGS_H
#define SCHEMA_EXPLAIN_FINDINGS_H

#include "load/pointers.h"
#include "schema/explain/trace.h"

enum problem_kind {
	PROBLEM_KEYWORD,  /* a keyword that failed */
	PROBLEM_MISSING,  /* one name of "required" */
	PROBLEM_EITHER,   /* each form misses one name: the names */
	PROBLEM_UNKNOWN,  /* a member or element that must not be there */
	PROBLEM_VALUES,   /* no form has this value: the values of all forms */
	PROBLEM_TYPES,    /* no form has this type: the types of all forms */
	PROBLEM_SELECTOR, /* the member that selects a form is missing */
	PROBLEM_FORMS     /* none of the forms, and none is nearest */
};

enum selected_by {
	SELECTED_BY_VALUE,     /* a discriminator */
	SELECTED_AS_NEAREST,   /* a guess */
	SELECTED_BY_CONDITION, /* if, propertyDependencies: what a member says */
	SELECTED_BY_PRESENCE,  /* if, dependentSchemas: that it is there */
	SELECTED_NOT           /* --all-branches */
};

/* Why the problems of one form are shown and not those of another. */
struct selection {
	enum selected_by by;
	struct node selector; /* VALUE, CONDITION, PRESENCE: the member that decided */
	const char *forms;    /* VALUE: "KEY, oAuth"; else the name of the form */
	size_t n;             /* number of forms */
	struct node of;       /* what they are forms of */
};

struct problem {
	struct problem *next;
	enum problem_kind kind;
	const struct unit *unit; /* of the keyword */
	struct node instance;    /* the value at fault; the object that misses a name */
	struct str name;         /* MISSING, SELECTOR: the name */
	struct node name_at;     /* MISSING: its place in the schema */
	unsigned types;          /* TYPES */
	const struct unit *also; /* TYPES: the pattern that a string may match */
	struct node *values; /* VALUES, SELECTOR, EITHER, in the order of the forms */
	size_t nvalues;
	const struct selection *selection;
	struct node misspelt; /* MISSING: the member that is probably meant to be it */
	bool open;            /* MISSING: the schema allows the misspelt member */
	bool slip;            /* MISSING: the names are not similar, but a slip apart */
	size_t serial;        /* in the order of the schema */
	bool hidden, off;     /* off: nobody would see it, so it hides no other */
	struct problem *hides, *beside; /* those that it speaks for; the next of them */
	const struct unit *
	    *forms; /* FORMS: those that are equally near; EITHER: with titles */
	size_t nforms;
};

struct problems {
	struct arena *arena; /* only until the findings are made */
	struct diags *diags;
	const struct rule_info *rule; /* replaces every other, or NULL */
	struct problem *head, **tail;
	const struct selection *selection; /* of what is collected now */
	bool all_branches;
	bool more; /* failures that nobody has looked into: there are too many */
	struct pointers pointers;
	size_t comparisons; /* of names that may still be made */
	size_t missing;     /* names that may still be missed */
	size_t values;      /* that lists of forms may still have together */
	unsigned apart;     /* problems_of() within problems_of() */
};

/* Appends the causes below a failed schema unit. */
void problems_collect(struct problems *ps, const struct unit *schema);

/* Appends a problem; for collecting. */
struct problem *problems_add(struct problems *ps, enum problem_kind kind,
			     const struct unit *keyword, struct node instance);

/* Chooses among the forms of a failed anyOf or oneOf (best-branch.c). */
void problems_choose(struct problems *ps, const struct unit *keyword);

/* The same among forms that are equally near (tied-forms.c); they are kept. */
void problems_choose_tied(struct problems *ps, const struct unit *keyword,
			  const struct unit **tied, size_t n);

/* Appends the causes below a form that is taken for the nearest. */
void problems_collect_nearest(struct problems *ps, const struct unit *keyword,
			      const struct unit *form);

/* The title of a form, also of what it only refers to; empty if it has none. */
struct str problems_form_title(const struct schema *s);

/* What a form is called: "'its title'" or "form 2". */
const char *problems_form_name(struct problems *ps, const struct unit *keyword,
			       const struct schema *form);

/* The problems of one form, apart from all others. */
struct problem *problems_of(struct problems *ps, const struct unit *form);

/* Appends what is below a schema because a member is as it is. */
void problems_collect_because(struct problems *ps, const struct unit *schema,
			      struct node selector, enum selected_by by);

/* The findings of a tree; templates: a member may be named by one. */
void findings_make(struct diags *ds, const struct program *p, const struct unit *root,
		   const struct rule_info *rule, bool templates);

/* Makes a finding of a problem; rule is NULL or replaces every other. */
void problem_emit(struct problems *ps, const struct problem *p);

/* Whether nobody would see what problem_emit() made of it. */
bool problem_is_off(struct problems *ps, const struct problem *p);

/* The problem, in the order of their instances, that a member must not be there; or NULL. */
struct ordered;
struct problem *ordered_unknown(const struct ordered *o, struct node member);

/* Lets by speak for p. */
void problem_hide(struct problem *p, struct problem *by);

#endif
