"""Two readings of one page as one: what a family knows first, then what any page shows."""

from __future__ import annotations

from crawler.extract.page_copy import settled
from crawler.extract.reading import Follow, Reading


def merged(own: Reading, general: Reading) -> Reading:
    """The family's reading, with the links and addresses that only the general reading has."""
    own, general = settled(own, general)
    known = {(each.link.kind, each.link.ref) for each in own.sightings}
    sightings = [each for each in general.sightings if (each.link.kind, each.link.ref) not in known]
    follow: dict[str, Follow] = {each.url: each for each in own.follow}
    for each in general.follow:
        follow.setdefault(each.url, each)
    return Reading(
        family=own.family,
        sightings=(*own.sightings, *sightings),
        follow=tuple(follow.values()),
        title=own.title or general.title,
        trouble=own.trouble or ("" if own.sightings else general.trouble),
        warnings=(*own.warnings, *general.warnings),
    )
