/*
 * advice: what a valid schema says, but hardly means.
 *
 * A misspelt keyword, a keyword without effect, a branch that is never taken: the
 * standard has no objection, and a check is off without a word.  "schema check"
 * gives all of it; any use of a schema warns of what is most surely a mistake.
 */
#ifndef SCHEMA_ADVICE_H
#define SCHEMA_ADVICE_H

struct schema_file;

/*
 * Once per document, after it was found valid; findings in the document.  With lint
 * store_advise() (schema.h) calls it, as advice may depend on other documents.
 */
void advice_document(struct schema_file *f);

#endif
