#!/bin/sh
# Prefixes, changed bytes, large texts: see properties.c.  FEWER: so many times less.
case $B in
*sanitize* | *address* | *thread* | *fuzz* | *-san*) FEWER=20 ;;
esac
exec "$B/reader/properties" "${FEWER:-1}"
