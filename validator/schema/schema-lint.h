/*
 * schema-lint: what a valid schema says, but hardly means.
 *
 * A misspelt keyword, a keyword without effect, a branch that is never taken: the
 * standard has no objection, and a check is off without a word.  "schema check"
 * gives all of it; any use of a schema warns of what is most surely a mistake.
 */
#ifndef SCHEMA_SCHEMA_LINT_H
#define SCHEMA_SCHEMA_LINT_H

struct schema_file;

struct store;

/*
 * Once per document, after it was checked; findings in the document.  Of one that is not
 * valid only names are looked at, as what values mean is not known.
 */
void schema_lint_document(struct schema_file *f);

/*
 * With lint, when a schema and all that it refers to has been compiled: the same for
 * the documents that are used by now, since it may depend on others.
 */
void schema_lint_all(struct store *s);

#endif
