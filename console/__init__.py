"""Where people decide: web console and JSON API."""
