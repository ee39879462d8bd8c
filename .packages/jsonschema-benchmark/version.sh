#!/bin/sh
set -eu
docker run --rm --entrypoint git jsonschema-benchmark/hookvet -C /app/repo rev-parse --short=8 HEAD
