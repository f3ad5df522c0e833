"""Links of every kind: what an address is, and which addresses stand in a text. Pure functions over text."""

from __future__ import annotations

from crawler.links.classification import classify
from crawler.links.deep_link import Role
from crawler.links.finder import find_links
from crawler.links.found import Found
from crawler.links.netdisks import NETDISKS
from crawler.links.text import name_of

__all__ = ["NETDISKS", "Found", "Role", "classify", "find_links", "name_of"]
