/*
 * reading: what the files of the reader share while a document is read.
 *
 * reader.c holds the loop over well-formed text.  Whatever it cannot take goes
 * to recover(), which says what is wrong, puts the reader where reading can go
 * on and says what is wanted there.  Only load/ includes this.
 */
#ifndef LOAD_READING_H
#define LOAD_READING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "finding/diag.h"
#include "load/node.h"
#include "load/reader.h"

struct arena;
struct balance_edit;

/* JSON as other languages write it. */
struct dialect {
	const char *what, *help;
};

/* What the grammar wants next. */
enum want {
	WANT_VALUE, /* a value, or the end of an empty array */
	WANT_NAME,  /* the name of a member */
	WANT_COLON,
	WANT_COMMA, /* a comma, a closing bracket or the end of the text */
	WANT_NOTHING
};

enum {
	READER_PROBLEMS_THOROUGH = 4000,
	READER_PROBLEMS = 200, /* after so many syntax errors nobody reads on */
	READER_REPEATS = 1000, /* findings of duplicate-key */
	READER_USUAL = 1000,   /* that a dialect explains */
	READER_EDITS = 100,    /* of one fix; the next run finds the rest */
	READER_BAD_BYTES = 5   /* findings of ill-formed UTF-8 */
};

enum { NO_BRACKET = 256 }; /* no byte: only the text's end ends the document */

/* A container that is open; the first stands for the document itself. */
struct frame {
	uint32_t cell;    /* of the container */
	uint32_t last;    /* cell of the last child, if count != 0 */
	uint32_t count;   /* children so far */
	int close;        /* the bracket that ends it, or NO_BRACKET */
	uint64_t members; /* the numbers of those that have one (struct cell) */
	uint64_t names;   /* one bit for each name's hash, if it has none */
	uint64_t again;   /* bits that two names had: they may be the same */
	bool colon_said;  /* a name in an array was reported */
};

/* The name of the member whose value comes next; offset 0: none. */
struct member_name {
	unsigned char member;
	uint32_t key, hash, len;
	uint8_t flags;
};

struct reader {
	struct doc *doc;
	struct diags *ds; /* NULL: stop at the first error */
	struct arena *arena;
	const char *text, *end;
	const char *start; /* behind a byte order mark */
	const char *p;     /* where recovery begins and where it leaves off */
	const char *stop;  /* before the next bracket that is wrong, or the end */
	const char *comma; /* the last one that was taken */
	struct cell *cells;
	uint32_t ncells, cells_cap;   /* hardly more than one a byte */
	size_t grown_at, grown_cells; /* when there was room for more the last time */
	struct decoded *decoded;
	size_t ndecoded, decoded_cap;
	struct member_name name; /* that waits, for recover() */
	struct name_key (*find)(
	    struct str name); /* doc.member_find, or its hash alone */
	const char *blocks;   /* up to here sixteen bytes can be read from a string */
	bool lint_numbers;
	uint64_t members; /* see struct doc */
	bool odd;         /* not all of it is plain: see struct doc */

	const char *quiet; /* text up to here was skipped: a missing comma is no news */
	const char *junk_from, *junk_to; /* passed over last, with the blanks before */
	const char *commas;   /* up to here only commas and white space follow, */
	bool trailing;        /* and then a bracket */
	const char *unsure;   /* where a name without a closing quote is taken to end */
	struct diags *unread; /* ds as it was before */
	struct balance_edit *edits;    /* brackets that are wrong, from stop on */
	bool looked;                   /* that was asked */
	bool failed;                   /* no JSON text */
	const struct dialect *dialect; /* what the text is written in, or NULL */
	bool wrapped;     /* JSON in another text: what follows it is no news */
	bool end_said;    /* that the text is cut off */
	bool deep_said;   /* that it is nested too deeply */
	bool in_conflict; /* behind a <<<<<<< line */
	size_t problems, usual, repeats, bad_bytes;
	struct diag *last_bad_byte;

	struct frame *frames, *top; /* READER_DEPTH + 1 of them; the open one */
};

static inline uint32_t
reader_offset(const struct reader *r, const char *p)
{
	return (uint32_t)(p - r->text);
}

/* --- cells.c ------------------------------------------------------------- */

/* A cell for the value from..to, a child of the open container. */
struct cell *
reader_push(struct reader *r, enum node_type type, const char *from, const char *to);

/* Opens the container whose bracket is at p, closes the one on top. */
void reader_open(struct reader *r, const char *p, enum node_type type);
void reader_close(struct reader *r, const char *end);

/* Takes s as the name of the member whose value comes next. */
void reader_name(struct reader *r, const char *from, const char *to, struct str s);

/* The decoded form of the string from..to, for node_string() and node_key(). */
void
reader_decoded(struct reader *r, const char *from, const char *to, struct str text);

/* Back to the beginning of the text, as if nothing had been read. */
void reader_again(struct reader *r);

/* The open container may lack children because of an error. */
void reader_damage(struct reader *r);

/*
 * An invalid-json finding.  Never NULL; makes the text be no JSON text.  Only
 * where there is a reader->ds.
 */
struct diag *syntax_error(struct reader *r, const char *from, const char *to,
			  const char *fmt, ...) __attribute__((format(printf, 4, 5)));

/* d is what one finds at every step in such a text: it is said once, of the whole. */
static inline void
reader_usual(struct reader *r, struct diag *d)
{
	if (r->dialect == NULL)
		return;
	d->fold_key = r->dialect->what;
	if (r->usual++ < READER_USUAL)
		r->problems--;
}

/* A fix of one edit: from..to becomes text. */
void syntax_fix(struct reader *r, struct diag *d, enum applicability a,
		const char *from, const char *to, struct str text, const char *fmt, ...)
    __attribute__((format(printf, 7, 8)));

static inline struct span
reader_span(const struct reader *r, const char *from, const char *to)
{
	return (struct span){(size_t)(from - r->text), (size_t)(to - r->text)};
}

static inline bool
reader_in_object(const struct reader *r)
{
	return r->top->close == '}';
}

/* What ends where the text ends: "file", or "line" in JSON Lines. */
static inline const char *
reader_whole(const struct reader *r)
{
	return r->doc->record != 0 ? "line" : "file";
}

/* --- dialect.c ------------------------------------------------------------- */

/* The one that the whole text is written in; NULL: JSON with a slip or two. */
const struct dialect *dialect_find(struct str text);

/* Says which it is, at the end of reading, in place of the findings from *first on that
 * are usual in it; their fixes become one. */
void dialect_say(struct reader *r, struct diag **first);

/* --- recover.c ----------------------------------------------------------- */

/* Something else than wanted stands at r->p: moves it, returns what to read. */
enum want recover(struct reader *r, enum want want);

/* --- skip.c: what may be skipped anywhere --------------------------------- */

/* Reports and skips a comment, mark of a merge, odd space; NULL: there is none. */
const char *junk_skip(struct reader *r, const char *p, enum want want);

/* The end of the template (${x}, {{x}}, <%= x %>, {% x %}) at p, or NULL. */
const char *junk_template(const char *p, const char *end);

/* The end of the comment at p, or NULL. */
const char *junk_comment(const char *p, const char *end);

/*
 * Behind the line at p, its end not included; a record of JSON Lines has half of it,
 * and for JSON5 a carriage return is one by itself.
 */
const char *junk_line_end(const char *p, const char *end);

/* The first byte at or behind p that is neither white space nor in a comment, or end. */
const char *junk_space(const char *p, const char *end);

/* --- strings.c ----------------------------------------------------------- */

/* The text of a well-formed string, between its quotes; in the arena. */
struct str string_decode(struct reader *r, const char *from, const char *to);

/* The same for any text, where all but well-formed escapes stands for itself. */
struct str string_decode_loose(struct reader *r, const char *from, const char *to);

/* A string as it was read despite its errors. */
struct loose_string {
	const char *end; /* behind it */
	struct str text; /* decoded */
	bool sure;       /* it is known where it ends */
};

/* Reads the string at p that scan_string() refused, and says why. */
struct loose_string string_read_bad(struct reader *r, const char *p, bool name);

/* Reads a string in other quotes; p is at one that string_odd_quote() knows. */
struct loose_string string_read_odd(struct reader *r, const char *p, bool name);

/* The length of the quotation mark other than '"' at p; 0 if there is none. */
size_t string_odd_quote(const char *p, const char *end);

/* s as a JSON string with quotes, for fixes; in the arena. */
struct str string_encode(struct reader *r, struct str s);

/*
 * The string from..to (with quotes) was not closed: reports it, with the quote
 * to insert at to.
 */
void string_unclosed(struct reader *r, const char *from, const char *to, bool name);

/* --- words.c: numbers and words that are none ------------------------------ */

/* Behind p, blanks aside, a value or name may end: at , : ] } or a line end. */
bool word_ends(const char *p, const char *end);

/* Whether a comment begins at q, in unquoted text from p. */
bool word_comment(const char *p, const char *q, const char *end);

/* The end of unquoted text at p: before , ] } or the line end, blanks cut off. */
const char *word_text(const char *p, const char *end);

/*
 * Reads the value at p that is none of JSON and says why; its end.  *type: of what the
 * fix makes of it, if that is true, false or null; else NODE_BROKEN.
 */
const char *word_read_value(struct reader *r, const char *p, enum node_type *type);

/* Reads a name without quotes; sure: a colon follows. */
struct loose_string word_read_name(struct reader *r, const char *p);

/* number-out-of-range, for a number from..to. */
void number_lint(struct reader *r, const char *from, const char *to);

/* --- keys.c ---------------------------------------------------------------- */

/* Marks and reports the repeated keys of the object that is just complete. */
void keys_check(struct reader *r, size_t object);

#endif
