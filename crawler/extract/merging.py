"""Two readings of one page as one: what a family knows first, then what any page shows."""

from __future__ import annotations

from dataclasses import replace

from core.types import LinkKind, Sighting
from crawler.extract.page_copy import settled
from crawler.extract.reading import Follow, Reading
from crawler.extract.telling import is_telling


def merged(own: Reading, general: Reading) -> Reading:
    """The family's reading, with the links and addresses that only the general reading has."""
    own, general = settled(own, general)
    known = {(each.link.kind, each.link.ref): each for each in own.sightings}
    sightings = [each for each in general.sightings if (each.link.kind, each.link.ref) not in known]
    helped = {(each.link.kind, each.link.ref): each for each in general.sightings}
    follow: dict[str, Follow] = {each.url: each for each in own.follow}
    for each in general.follow:
        follow.setdefault(each.url, each)
    return Reading(
        family=own.family,
        sightings=(*(_named(each, helped) for each in own.sightings), *sightings),
        follow=tuple(follow.values()),
        title=own.title or general.title,
        trouble=own.trouble or ("" if own.sightings else general.trouble),
        warnings=(*own.warnings, *general.warnings),
    )


def _named(sighting: Sighting, helped: dict[tuple[LinkKind, str], Sighting]) -> Sighting:
    """A sighting whose own words name nothing takes those that the page gives it."""
    other = helped.get((sighting.link.kind, sighting.link.ref))
    if other is None or any(is_telling(text.text) for text in sighting.texts):
        return sighting
    return replace(sighting, texts=(*sighting.texts, *other.texts), page_title=sighting.page_title or other.page_title)


def with_shown(reading: Reading, shown: Reading) -> Reading:
    """The reading with what the page's scripts show: the words that they put to a link are nearer than the page's."""
    nearer = {(each.link.kind, each.link.ref): each for each in shown.sightings}
    rows = {text.text: each.link.ref for each in shown.sightings for text in each.texts if text.source == "row"}
    sightings = []
    for each in reading.sightings:
        other = nearer.pop((each.link.kind, each.link.ref), None)
        sightings.append(each if other is None else _with_words(each, other, rows))
    follow: dict[str, Follow] = {each.url: each for each in reading.follow}
    for further in shown.follow:
        follow.setdefault(further.url, further)
    return replace(
        reading,
        sightings=(*sightings, *nearer.values()),
        follow=tuple(follow.values()),
        trouble="" if nearer else reading.trouble,
    )


def _with_words(sighting: Sighting, other: Sighting, rows: dict[str, str]) -> Sighting:
    """What the markup says of a link, then what the script seemed to, but for the words of another link's row."""
    own = tuple(text for text in other.texts if text.source != "page_title")
    said = (text for text in sighting.texts if rows.get(text.text, other.link.ref) == other.link.ref)
    link = sighting.link if sighting.link.passcode or not other.link.passcode else other.link
    return replace(sighting, link=link, texts=tuple(dict.fromkeys((*own, *said))))
