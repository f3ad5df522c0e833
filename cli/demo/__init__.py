"""A small web of pirate, licensed and innocent sites on this machine, and what is true about it."""
