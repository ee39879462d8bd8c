/*
 * frames: messages of the base protocol (LSP 3.17, Base Protocol), cut out of a stream.
 *
 * A message is a header, lines of "Name: value" that end with CR LF and an empty one, and
 * as many bytes as its Content-Length says.  Bytes come in pieces of any size.  Memory is
 * bounded: a header is short, a message that is too long is passed over unread.
 */
#ifndef LSP_FRAMES_H
#define LSP_FRAMES_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

enum {
	FRAME_HEADER = 4096,           /* bytes of a header, at most */
	FRAME_MOST = 64 * 1024 * 1024, /* of a message that is read */
};

enum frame {
	FRAME_NONE,     /* more bytes are wanted */
	FRAME_MESSAGE,  /* one is whole */
	FRAME_TOO_LONG, /* one is passed over */
	FRAME_BROKEN    /* nobody knows where the next one begins: the stream is over */
};

/* Start with {0}. */
struct frames {
	struct buf in;
	size_t at;     /* of the next header in it */
	uint64_t skip; /* bytes that are still to be passed over */
};

void frames_release(struct frames *f);

/* Adds bytes; messages that were given out are valid no more. */
void frames_feed(struct frames *f, struct str bytes);

/* The next message, with U+FFFD for halves of pairs; borrowed until frames_feed(). */
enum frame frames_next(struct frames *f, struct str *message);

#endif
