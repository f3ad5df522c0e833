"""What we protect: readers of uploaded work lists, validation, import."""
