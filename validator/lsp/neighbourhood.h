/*
 * neighbourhood: the files of a folder, compared with each other while one is edited.
 *
 * Files that are not open are read once; only what they ask for is of interest.  How many
 * there may be is bounded.  What the comparison finds in one of them is shown there while
 * a document of the folder is open.
 */
#ifndef LSP_NEIGHBOURHOOD_H
#define LSP_NEIGHBOURHOOD_H

#include "lsp/state.h"

struct group;

/*
 * Compares all of the group: sets seen of each document, and shows what is found in
 * files that are not open.
 */
void neighbourhood_look(struct server *s, struct group *g);

/* The same for good: the findings of fresh documents are complete then. */
void neighbourhood_compare(struct server *s, struct group *g);

#endif
