/* mac: see the header. */
#include "verify/mac.h"

#ifdef HAVE_NETTLE
#include <nettle/base64.h>
#include <nettle/hmac.h>
#include <nettle/memops.h>

#include "base/mem.h"

bool
mac_available(void)
{
	return true;
}

size_t
mac_base64(struct str text, uint8_t *out)
{
	struct base64_decode_ctx ctx;
	size_t n = text.len;
	bool ok;

	base64_decode_init(&ctx);
	ok = base64_decode_update(&ctx, &n, out, text.len, text.s) != 0 &&
	     base64_decode_final(&ctx) != 0;
	mem_wipe(&ctx, sizeof(ctx));
	return ok ? n : 0;
}

static void
update(struct hmac_sha256_ctx *ctx, struct str s)
{
	hmac_sha256_update(ctx, s.len, (const uint8_t *)s.s);
}

bool
mac_is(const uint8_t *sig, struct str key, struct str time, struct str body)
{
	struct hmac_sha256_ctx ctx;
	uint8_t digest[SHA256_DIGEST_SIZE];
	bool same;

	hmac_sha256_set_key(&ctx, key.len, (const uint8_t *)key.s);
	update(&ctx, time);
	update(&ctx, STR("."));
	update(&ctx, body);
	hmac_sha256_digest(&ctx, sizeof(digest), digest);
	same = memeql_sec(digest, sig, sizeof(digest)) != 0;
	mem_wipe(&ctx, sizeof(ctx));
	mem_wipe(digest, sizeof(digest));
	return same;
}

#else

bool
mac_available(void)
{
	return false;
}

size_t
mac_base64(struct str text, uint8_t *out)
{
	(void)text;
	(void)out;
	return 0;
}

bool
mac_is(const uint8_t *sig, struct str key, struct str time, struct str body)
{
	(void)sig;
	(void)key;
	(void)time;
	(void)body;
	return false;
}

#endif
