"""How the tables came to be: one revision a step, in order."""

from typing import Final

REVISIONS: Final = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010", "0011")
HEAD: Final = REVISIONS[-1]
