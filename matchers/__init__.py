"""How we compare: texts with titles, disguised or not, and what counts as a hit."""

from matchers.judge import Judge
from matchers.matcher import Matcher

__all__ = ["Judge", "Matcher"]
