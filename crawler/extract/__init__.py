"""Turning pages into sightings: one small file a kind of page."""
