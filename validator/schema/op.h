/*
 * op: what the table of keywords says of each instruction.
 *
 * Everything that depends on the kind of an instruction is a column of it: how it is
 * tested, how it is explained, and what a finding about it says.  Nothing has a default:
 * an instruction that lacks one of them does not compile or link.
 */
#ifndef SCHEMA_OP_H
#define SCHEMA_OP_H

#include "schema/eval.h"

struct buf;
struct problem;
struct problems;
struct rule_info;
struct sentence;
struct step;
struct unit;

/* Which member of an instruction's union has schemas; HERE_: for the same instance. */
enum operand {
	OPERAND_NONE,
	OPERAND_SCHEMA,
	OPERAND_LIST,
	OPERAND_MEMBERS, /* those that OBJECT is made of */
	OPERAND_OBJECT,
	OPERAND_HERE_SCHEMA,
	OPERAND_HERE_LIST,
	OPERAND_HERE_FORMS, /* a list of which some need not hold */
	OPERAND_HERE_BRANCH,
	OPERAND_HERE_DEPENDENT,
	OPERAND_HERE_CHOICES,
	OPERAND_HERE_DYNAMIC
};

struct op_info {
	/* whether an instance of the subject's type holds; marks what it evaluates */
	bool (*test)(struct eval *e, const struct instr *in, struct node n,
		     struct track *t, const struct scope *scope);
	enum node_type subject; /* NODE_NONE: any */
	enum operand operand;
	bool (*explain)(struct step *st,
			const struct instr *in); /* the same, with units */
	void (*cause)(struct problems *ps,
		      const struct unit *k); /* adds its problems */
	const struct rule_info *rule;
	void (*say)(struct sentence *s);
	struct span (*place)(const struct problem *p);
	bool (*note)(const struct unit *u, struct buf *out); /* the annotation */
};

extern const struct op_info ops[]; /* the last: of OP_NONE */

/* Chooses the test of an OBJECT or an IF, when all is known of what it has. */
void members_choose(struct instr *in);
void if_choose(struct instr *in);

/* The functions that it names. */
#define KEYWORD(f) void keyword_##f(struct compiler *c, enum op op, struct node value);
#define TEST(f)                                                                        \
	bool test_##f(struct eval *e, const struct instr *in, struct node n,           \
		      struct track *t, const struct scope *scope);
#define ASSERTION(id, name, dialects, compile, subject, test, rule, say, place)        \
	KEYWORD(compile)                                                               \
	bool test_##test(struct eval *e, const struct instr *in, struct node n);       \
	void say_##say(struct sentence *s);                                            \
	struct span place_##place(const struct problem *p);
#define APPLICATOR(id, name, dialects, vocabulary, shape, compile, subject, test,      \
		   explain, cause, rule, say, place, operand, note)                    \
	KEYWORD(compile)                                                               \
	TEST(test)                                                                     \
	bool explain_##explain(struct step *st, const struct instr *in);               \
	void cause_##cause(struct problems *ps, const struct unit *k);                 \
	void say_##say(struct sentence *s);                                            \
	struct span place_##place(const struct problem *p);                            \
	bool note_##note(const struct unit *u, struct buf *out);
#define FUSED(id, subject, test, operand)                    TEST(test)
#define NAME(id, name, dialects, vocabulary, shape, compile) KEYWORD(compile)
#define READ(id, name, dialects, vocabulary, shape)
KEYWORDS(ASSERTION, APPLICATOR, FUSED, NAME, READ)
#undef KEYWORD
#undef TEST
#undef ASSERTION
#undef APPLICATOR
#undef FUSED
#undef NAME
#undef READ

#endif
