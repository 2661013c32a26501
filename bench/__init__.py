"""The benchmark: the same work for this generator and its rivals, as ratios in one run. See README.md."""
