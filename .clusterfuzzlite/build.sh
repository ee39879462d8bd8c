#!/bin/bash -eu
# Builds the targets of tests/fuzz into $OUT, each with its seeds, dictionary and options.
# The service gives CC, CXX, CFLAGS, CXXFLAGS (with the sanitizer and the tracing),
# LIB_FUZZING_ENGINE and OUT.  By hand:
#
#   CC=clang CXX=clang++ CFLAGS='-O1 -g -fsanitize=address,fuzzer-no-link' \
#   CXXFLAGS="$CFLAGS" LIB_FUZZING_ENGINE=-fsanitize=fuzzer OUT=/tmp/out \
#   .clusterfuzzlite/build.sh
: "${CC:?}" "${CXX:?}" "${CFLAGS:?}" "${CXXFLAGS:?}" "${LIB_FUZZING_ENGINE:?}" "${OUT:?}"
make -j"$(nproc)" fuzz-out CC="$CC" CXX="$CXX" CFLAGS="$CFLAGS" CXXFLAGS="$CXXFLAGS"
