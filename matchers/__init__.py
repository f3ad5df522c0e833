"""How we compare: texts with titles, disguised or not, and what counts as a hit."""

from matchers.flood import flood_risk, flood_warning
from matchers.judge import Judge
from matchers.matcher import Matcher
from matchers.suppression import Suppression, Suppressions

__all__ = ["Judge", "Matcher", "Suppression", "Suppressions", "flood_risk", "flood_warning"]
