"""Pipelines: one stage a file."""
