"""How we compare: texts with titles, disguised or not, and what counts as a hit."""

from matchers.matcher import Matcher

__all__ = ["Matcher"]
