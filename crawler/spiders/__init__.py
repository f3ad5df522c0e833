"""Spiders: how a site is visited."""
