"""Where people decide: the web console and its JSON API."""
