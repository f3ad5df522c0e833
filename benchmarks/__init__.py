"""Benchmarks: ratios against simple peers, measured in the same run on the same data."""
