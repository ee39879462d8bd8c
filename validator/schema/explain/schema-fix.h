/*
 * schema-fix: the fix that a schema suggests by "fix" in x-hookvet.
 *
 *   "remove"                      the value, with its member
 *   { "rename": "name" }          the member's key
 *   { "replace": <json> }         the value
 *   { "insert": { "name": <json> } }   further members, at the end of the object
 *   { "member": "name" }          the value by that member of it
 *   { "split": "," }              a string by one string for each piece; with
 *                                 "array": true by an array of them
 */
#ifndef SCHEMA_EXPLAIN_SCHEMA_FIX_H
#define SCHEMA_EXPLAIN_SCHEMA_FIX_H

#include "finding/diag.h"
#include "load/node.h"

/* Adds the fix that a member is to be called so. */
void remedy_rename(struct diags *ds, struct diag *d, struct node member,
		   struct str name, enum applicability how);

/* Adds the fix to d, if it makes sense for this value. */
void remedy_add(struct diags *ds, struct diag *d, struct node value, struct node fix,
		enum applicability how);

#endif
