"""A small hostile web of our own: every case says what a browser's user would see of it."""
