"""Benchmarks: one file a job, each printing its figures beside a named alternative in the same run, with machine and commit."""
