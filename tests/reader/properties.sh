#!/bin/sh
# Prefixes, changed bytes, large texts: see properties.c.
case $B in
*sanitize* | *address* | *thread* | *fuzz* | *-san*) exec "$B/reader/properties" 20 ;;
*) exec "$B/reader/properties" ;;
esac
