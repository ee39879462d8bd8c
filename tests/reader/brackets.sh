#!/bin/sh
# Each bracket of the valid documents deleted, doubled or of the other kind: brackets.c.
find corpus/valid -type f -name '*.json' | sort | "$B/reader/brackets"
