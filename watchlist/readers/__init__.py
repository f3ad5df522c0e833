"""Readers of list files: each turns one format into tables of cells or records of JSON, bounded in memory."""
