/*
 * store: schema documents, the resources in them, and references.
 *
 * A document holds one resource (its root) and one more for each embedded $id
 * (2020-12 core, 4.3.5, 8.2.1).  Documents are read when they are first
 * needed: a reference to an unknown URI reads those that were added until one
 * has it, then looks among the built-in ones.  Nothing is ever fetched.
 *
 * Schema documents are kept as nodes of the reader, like any instance: numbers
 * stay exact and every keyword has its place.
 *
 * This header is the inside of the engine; the outside is schema.h.
 */
#ifndef SCHEMA_STORE_H
#define SCHEMA_STORE_H

#include <pthread.h>

#include "base/map.h"
#include "finding/diag.h"
#include "schema/dialect.h"
#include "schema/schema.h"

struct schema;
struct schema_file;
struct keyword_table;
struct part;
struct property_table;
struct regex;

/* What a meta-schema says: which keywords there are, whether format asserts. */
struct dialect_info {
	struct str uri; /* of the meta-schema */
	enum dialect dialect;
	unsigned vocabularies; /* set of enum vocabulary */
	bool format_asserts;
	struct dialect_info *next;
};

enum vocabulary {
	VOCABULARY_CORE = 1 << 0,
	VOCABULARY_APPLICATOR = 1 << 1,
	VOCABULARY_UNEVALUATED = 1 << 2,
	VOCABULARY_VALIDATION = 1 << 3,
	VOCABULARY_METADATA = 1 << 4,
	VOCABULARY_FORMAT = 1 << 5,
	VOCABULARY_CONTENT = 1 << 6,
	VOCABULARY_ALL = (1 << 7) - 1
};

struct anchor {
	struct str name; /* the key */
	struct node node;
	bool dynamic;
	const struct schema *compiled; /* of a dynamic one */
};

struct resource {
	struct str uri; /* absolute where it can be, no fragment */
	struct schema_file *file;
	struct node root;
	struct resource *outer; /* around it in the same document */
	const struct dialect_info *dialect;
	struct map anchors;        /* struct anchor */
	bool recursive_anchor;     /* 2019-09 core, 8.2.4.2.2 */
	struct schema_file *rival; /* says that its URI is its own, too; or NULL */
	uint64_t dynamic;   /* its dynamic and recursive anchors: store_dynamic() */
	struct str bundled; /* its identifier in a bundle; s is NULL: none so far */
	bool touched;       /* its dynamic anchors are compiled */
};

struct schema_file {
	struct schema_doc pub; /* first: a struct schema_doc * is one of us */
	struct store *store;
	struct str retrieval_uri;
	struct resource **resources; /* in the order of their roots */
	size_t nresources, resources_cap;
	struct schema **compiled; /* by cell, or NULL */
	uint64_t *schemas;        /* set of cells: where the dialect has schemas */
	unsigned char *heard;     /* by cell, of annotated.c; NULL: not asked for */
	struct doc_index *index;  /* store_indexed(); NULL: not asked for yet */
	struct part *part;        /* of a bundle that is being made; or NULL */
	struct schema_file *next;
	/* without $schema it is of the dialect of what first refers to it */
	const struct dialect_info *inherited; /* NULL: of none, or not referred to */
	unsigned inheritances;                /* set of DIALECT_BIT(): those tried */
	bool declared;                        /* it has a $schema */
	bool scanned, checked;
	bool whole, sound; /* checked, and read without mistakes; found valid */
	bool advised;      /* advice was given */
	bool trusted;      /* a meta-schema or schema of ours: not checked */
	bool
	    single; /* of the service: nothing in it has a name, so it is not scanned */
};

/* Sets of names of dynamic anchors: a bit each, but for those that come too late. */
#define DYNAMIC_RECURSIVE (UINT64_C(1) << 63)
#define DYNAMIC_OTHER     (UINT64_C(1) << 62)

enum {
	DYNAMIC_NAMES = 62,
	/* patterns for which a table may be made: it takes up to 100 microseconds */
	REGEX_TABLES = 2048,
	/* made ready for PCRE2: one may take 64 KiB, of ten bytes */
	REGEX_BYTES = 32 * 1024 * 1024,
	FLAT_NAMES =
	    1 << 16, /* of plans that are merged, or are found not to go together */
	/* of URIs that are made: a long base and many short names would multiply */
	VAIN_IDS = 1024, /* that are kept for a word about them */
	URI_BYTES = 3 * 1024 * 1024,
	URI_BYTES_PER_BYTE = 3, /* more of them, for each byte of the schemas */
	/* of files that cannot be used, looked through for what references want */
	SOUGHT_BYTES = 256 * 1024 * 1024
};

/* An identifier beside a $ref, which does not count (draft 7 core, 8.3). */
struct vain_id {
	struct vain_id *next;
	struct str uri; /* that it would give */
	struct schema_file *file;
	struct node at;
	enum dialect dialect;
};

struct known_uri {
	struct str uri; /* the key */
	struct resource *resource;
	struct schema_file *file; /* known by retrieval URI, not yet read */
	bool fetched;             /* store_config.fetch was asked for it */
};

struct known_regex {
	struct str pattern; /* the key */
	struct regex *regex;
};

struct store {
	struct store_config config;
	struct heap *heap; /* in which all of it is, or NULL */
	struct arena *arena;
	struct schema_file *files, **files_tail;
	struct schema_file **numbered; /* the same by number */
	size_t nfiles, numbered_cap;
	struct map uris; /* struct known_uri */
	struct {
		const struct resource *from; /* NULL: none yet */
		struct str reference;        /* without a fragment */
		struct resource *resource;
	} last; /* that was resolved: they come in rows */
	struct dialect_info *dialects;
	struct vain_id *vain_ids;
	size_t nvain_ids;
	size_t heard_files; /* those that annotated_find() has looked at */
	const struct keyword_table *keywords;
	struct eval *eval; /* for checking schemas; NULL: not needed yet */
	const struct program *metas[DIALECT_COUNT];
	struct store *lender; /* of meta-schemas: store_borrow(); NULL: none */
	struct map regexes;   /* struct known_regex: many patterns stand often */
	size_t nregexes, regex_bytes;
	size_t flat_names;                 /* that may still be looked at: flatten.c */
	struct str dynamic[DYNAMIC_NAMES]; /* names of dynamic anchors, by number */
	size_t ndynamic;
	struct property_table *asked; /* names with their numbers: presence.c */
	size_t uri_bytes;             /* that may still be made: store_uri() */
	size_t sought_bytes;  /* that may still be looked through: store_miss() */
	pthread_mutex_t lock; /* of program_compile() */
};

/*
 * Whether its document has an index (load/index.h), which is of one thread: only while
 * it is compiled or looked through, not later when there are several.
 */
void store_indexed(struct schema_file *f, bool wanted);

/* Reads and scans a file once; false if it is not JSON or no schema. */
bool store_read(struct schema_file *f);

/*
 * No document has uri: those of a folder that cannot be used, but seem to be what is
 * wanted, are needed from now on.  The first of them, or NULL.
 */
const struct schema_file *store_miss(struct store *s, struct str uri);

/* An identifier that uri seems to mean, but does not count; or NULL. */
const struct vain_id *store_vain_id(const struct store *s, struct str uri);

/*
 * Reads f anew as of dialect d, if it names none and nothing of it is in use; false if
 * that is not so, or was done before.  Its resources are others then.
 */
bool store_inherit(struct schema_file *f, const struct dialect_info *d);

/* The resource a node of a file belongs to: the innermost around it. */
struct resource *store_resource_of(struct schema_file *f, struct node n);

enum resolve_problem {
	RESOLVED,
	RESOLVE_NO_ROOM,     /* the URIs of all schemas are too long: store_uri() */
	RESOLVE_NO_DOCUMENT, /* no document with that URI */
	RESOLVE_NO_POINTER,  /* the JSON Pointer leads nowhere */
	RESOLVE_NO_ANCHOR
};

struct target {
	struct resource *resource; /* of the URI part, known unless NO_DOCUMENT */
	struct node node;
	const struct anchor *anchor; /* if it was found by name */
	enum resolve_problem problem;
	struct str uri; /* the reference; if there is a problem, in full */
};

/*
 * A reference in full, from within resource from; s is NULL if the URIs of all
 * schemas would take too much memory, which URIS_TOO_LONG says.
 */
struct str
store_uri(struct store *s, const struct resource *from, struct str reference);

#define URIS_TOO_LONG "gave up: the URIs of these schemas are too long, and too many"

/* Resolves a reference from within resource from. */
struct target
store_resolve(struct store *s, const struct resource *from, struct str reference);

/* The bit of a name of dynamic anchors, in the sets of resources. */
uint64_t store_dynamic(struct store *s, struct str name);

/* The anchor of that name in the resource, or NULL. */
struct anchor *resource_anchor(const struct resource *r, struct str name);
void resource_add_anchor(struct resource *r, struct str name, struct node node,
			 bool dynamic);

/* The dialect that a $schema names; NULL, with a finding there, if it cannot be used. */
const struct dialect_info *store_dialect(struct schema_file *f, struct node at);
const struct dialect_info *store_dialect_builtin(struct store *s, enum dialect d);

/* Marks f as used and, once, checks it against its meta-schema. */
bool store_use(struct schema_file *f);

/*
 * Checks a schema that stands where the dialect has none (in a keyword that is not
 * known), and so was not checked with its document.
 */
bool store_use_odd(struct schema_file *f, struct node n);

#endif
