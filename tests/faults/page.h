/*
 * page: what inject.c and fail.c share while a program runs: which call is to
 * fail, and how many there were.
 *
 * It is a mapped file; its descriptor is inherited, its number is in FAULTS.
 */
#ifndef FAULTS_PAGE_H
#define FAULTS_PAGE_H

#include <stdatomic.h>

enum fault {
	FAULT_MALLOC, /* no memory */
	FAULT_SHORT,  /* read() gives less than is there */
	FAULT_EINTR,  /* read() is interrupted */
	FAULT_EIO,    /* read() cannot */
	FAULT_SHRINK, /* before read(), somebody else cuts the file */
	FAULT_GROW,   /* ... writes more into it */
	FAULT_VANISH, /* ... removes it */
	FAULT_NONE
};

struct page {
	enum fault fault;
	long at;            /* from 1: the call that fails; 0: only count */
	long last;          /* so many in a row; of FAULT_SHORT usually all */
	_Atomic long calls; /* so far */
	/* Somebody else is asked to do something, and has done it. */
	_Atomic int asked, done;
};

#endif
