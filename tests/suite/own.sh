#!/bin/sh
# own: cases in the form of the official suite that it does not have: what is special
# about our way of checking (forms told apart, chains shortened, budgets).
"$PROG" schema test tests/suite/own/*.json
