"""What we keep: tables, migrations, hits, frontier, evidence files."""
