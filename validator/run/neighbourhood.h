/*
 * neighbourhood: the files of a folder, compared with each other while one is edited.
 *
 * Files that are not open are read once; only what they ask for is of interest.  How many
 * there may be is bounded.  What the comparison finds in one of them is shown there while
 * a document of the folder is open.
 */
#ifndef RUN_NEIGHBOURHOOD_H
#define RUN_NEIGHBOURHOOD_H

struct group;
struct workspace;

/*
 * Compares all of the group: sets seen of each document, and shows what is found in
 * files that are not open.
 */
void neighbourhood_look(struct workspace *w, struct group *g);

/* The same for good: the findings of fresh documents are complete then. */
void neighbourhood_compare(struct workspace *w, struct group *g);

#endif
