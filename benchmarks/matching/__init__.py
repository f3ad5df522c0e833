"""The matching benchmark: disguises over real titles, innocents beside them, and peers in the same run."""
