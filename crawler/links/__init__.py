"""Typed links: one small file a kind or provider."""
