"""How we compare: recognising works in texts, with reasons."""
