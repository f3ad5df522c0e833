"""Which passcode of a text opens which of its shares."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from crawler.links.found import Found
from crawler.links.items import names_item
from crawler.links.netdisks import disk_named
from crawler.links.passcode import Mention, fits, mentions
from crawler.links.wordless_code import takes_code, with_bare_code

AFTER: Final = 120
AFTER_IN_HTML: Final = 300
BEFORE: Final = 60

_WIDE = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
_WIDTHS: Final = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF5B)}

_OF_ALL = re.compile(r"[都均]|统一|通用|共用|全部|所有|[两三四]个|一样|相同|\ball\b|\bboth\b", re.I)
_BLOCK: Final = 2_000


def bind(text: str, found: Sequence[Found], *, html: bool = False, ways: Sequence[tuple[int, int]] = ()) -> list[Found]:
    """The findings of a text, each share with the passcode that belongs to it.

    A passcode belongs to the share before it; where every passcode stands before its share, to the one behind it; a
    single one behind or before a block of shares to all of them that it may open. `ways` are where links stand that
    lead to shares on other pages, in order: what stands behind one of another item is that one's.
    """
    bound = list(found)
    places = [place for place, one in enumerate(bound) if one.link.kind == "netdisk" and takes_code(one)]
    if not places:
        return [with_bare_code(text, one) for one in bound]
    text = text.translate(_WIDTHS) if _WIDE.search(text) else text
    shares = [bound[place] for place in places]
    after = _after(text, shares, AFTER_IN_HTML if html else AFTER)
    providers = {one.link.provider for one in bound}
    after = [_of(providers, gap) if gap else gap for gap in after]
    without = [one for one in bound if one.link.kind == "netdisk" and not takes_code(one)]
    after = [_own(text, share, gap, without) if gap else gap for share, gap in zip(shares, after, strict=True)]
    before = [_of(providers, gap) if gap else gap for gap in _before(text, shares)]
    if ways:
        after = [_up_to_way(text, share, gap, ways) if gap else gap for share, gap in zip(shares, after, strict=True)]
        before = [_from_way(text, share, gap, ways) if gap else gap for share, gap in zip(shares, before, strict=True)]
    if before[0] and not after[-1] and all(before):
        for place, gap in zip(places, before, strict=True):
            _give(bound, [place], gap[-1:])
    elif before[0] and not any(after):
        said = before[0][-1]
        of_all = _OF_ALL.search(text, max(0, said.start - 12), shares[0].start) is not None
        block = places if of_all else _block(text, bound, places, said)
        _give(bound, block[::-1], [said], of_all=of_all)  # the nearest is the first
    else:
        for number, mention in _leading(text, shares, after, ahead=bool(before[0]) and not after[-1]):
            after[number - 1] = [each for each in after[number - 1] if each is not mention]
            _give(bound, places[number : number + 1], [mention])
        _bind_behind(text, bound, places, after)
        _give(bound, places[:1], before[0][-1:])
    return [with_bare_code(text, one) for one in bound]


def _after(text: str, shares: Sequence[Found], reach: int) -> list[list[Mention]]:
    """The passcodes behind each share, up to the next one."""
    limits = [share.start for share in shares[1:]] + [len(text)]
    return [
        mentions(text, share.end, min(limit, share.end + reach)) for share, limit in zip(shares, limits, strict=True)
    ]


def _of(providers: set[str], gap: list[Mention]) -> list[Mention]:
    """Passcodes without the names of providers that the text links nothing of: those are labels gone wrong."""
    return [each if each.provider in providers else each._replace(provider="") for each in gap]


def _own(text: str, share: Found, gap: list[Mention], others: Sequence[Found]) -> list[Mention]:
    """The passcodes behind a share up to another item's, though that one's kind of share takes none."""
    walls = [
        each.start for each in others if share.end <= each.start and names_item(text[share.end : each.start])
    ] if others else []  # fmt: skip
    return [each for each in gap if each.start < walls[0]] if walls else gap


def _up_to_way(text: str, share: Found, gap: list[Mention], ways: Sequence[tuple[int, int]]) -> list[Mention]:
    """The passcodes behind a share up to another item's way to its share."""
    place = bisect_left(ways, (share.end, 0))
    if place == len(ways) or not names_item(text[share.end : ways[place][1]]):
        return gap
    return [each for each in gap if each.start < ways[place][0]]


def _from_way(text: str, share: Found, gap: list[Mention], ways: Sequence[tuple[int, int]]) -> list[Mention]:
    """The passcodes before a share from the line behind another item's way to its share."""
    place = bisect_left(ways, (share.start, 0)) - 1
    if place < 0 or "\n" not in text[ways[place][1] : share.start]:
        return gap
    line = text.index("\n", ways[place][1])
    return [each for each in gap if each.start > line and not _is_of_way(text, each, share)]


def _is_of_way(text: str, said: Mention, share: Found) -> bool:
    """Whether an item is named on the lines between a passcode and a share: then it was the way's."""
    between = text[said.end : share.start]
    return "\n" in between and names_item(between)


def _before(text: str, shares: Sequence[Found]) -> list[list[Mention]]:
    """The passcodes close before each share, back to the one before it."""
    floors = [0] + [share.end for share in shares[:-1]]
    return [
        mentions(text, max(floor, share.start - BEFORE), share.start)
        for share, floor in zip(shares, floors, strict=True)
    ]


def _leading(
    text: str, shares: Sequence[Found], after: Sequence[Sequence[Mention]], *, ahead: bool
) -> Iterator[tuple[int, Mention]]:
    """The passcodes between two shares that belong to the second, which has none behind it.

    "A 提取码 1 [line] 提取码 2 B", "A?pwd=1 [line] 提取码 2 [line] B"; `ahead`: the first share's stands before it.
    """
    owned = bool(after[-1])  # whether the second share has one behind it that is its own
    for number in range(len(shares) - 1, 0, -1):
        first, second, gap = shares[number - 1], shares[number], after[number - 1]
        leads = not owned and bool(gap) and _leads(text, first, second, gap, ahead=ahead)
        if leads:
            yield number, gap[-1]
        owned = len(gap) > leads or (owned and first.link.ref == second.link.ref)


def _leads(text: str, first: Found, second: Found, gap: Sequence[Mention], *, ahead: bool) -> bool:
    """Whether the last passcode between two shares leads the second one."""
    last = gap[-1]
    if second.link.passcode or not fits(last, second.link.provider) or second.start - last.end > BEFORE:
        return False
    above, below = text.count("\n", first.end, last.start), text.count("\n", last.end, second.start)
    if ahead or len(gap) > 1 or (first.link.passcode and first.link.passcode != last.code):
        return below <= above
    if names_item(text[first.end : last.start]) and not names_item(text[last.end : second.start]):
        return True  # the card of the second share has begun
    needy = disk_named(first.link.provider).needs_code and not disk_named(second.link.provider).needs_code
    return above > below == 0 and not needy and not _OF_ALL.search(text, max(first.end, last.start - 12), last.end)


def _block(text: str, bound: Sequence[Found], places: Sequence[int], said: Mention) -> list[int]:
    """The first shares that stand close together, no farther apart in lines than the first is from the passcode."""
    block = [places[0]]
    lines = text.count("\n", said.end, bound[places[0]].start)
    for place in places[1:]:
        last = bound[block[-1]].end
        if bound[place].start - last > AFTER or text.count("\n", last, bound[place].start) > lines:
            break
        block.append(place)
    return block


def _bind_behind(text: str, bound: list[Found], places: Sequence[int], after: Sequence[Sequence[Mention]]) -> None:
    """Passcodes to the shares before them; another item parts the shares, unless the code is said to be all's."""
    waiting: list[int] = []
    parted: list[int] = []  # shares above that another item's words part from these
    for place, gap in zip(places, after, strict=True):
        if waiting:
            last, start = bound[waiting[-1]].end, bound[place].start
            if start - last > AFTER or names_item(text[last:start]):
                parted.extend(waiting)
                waiting.clear()
        waiting.append(place)
        if gap and bound[place].link.passcode and bound[place].link.passcode == gap[0].code:
            gap, waiting = gap[1:], []  # its address holds it too
        if gap:
            of_all = _OF_ALL.search(text, max(bound[place].end, gap[0].start - 12), gap[0].end) is not None
            if of_all:
                waiting = [*(each for each in parted if gap[0].start - bound[each].end < _BLOCK), *waiting]
            _give(bound, waiting, gap, of_all=of_all)
            parted.clear()
            waiting.clear()


def _give(bound: list[Found], waiting: Sequence[int], gap: Sequence[Mention], *, of_all: bool = False) -> None:
    """Passcodes to the shares they stand behind: to the one whose kind needs a code, else to the nearest."""
    empty = [place for place in waiting if not bound[place].link.passcode]
    for mention in gap:
        fitting = [place for place in empty if fits(mention, bound[place].link.provider)]
        if not fitting:
            continue
        needy = [place for place in fitting if disk_named(bound[place].link.provider).needs_code]
        provider = bound[(needy or fitting)[-1]].link.provider
        chosen = [place for place in fitting if of_all or bound[place].link.provider == provider]
        if len(gap) > 1:  # several codes behind a block: each opens its own
            chosen = chosen[:1]
        for place in chosen:
            bound[place] = bound[place].with_code(mention.code, shared=len(chosen) > 1)
        empty = [place for place in empty if place not in chosen]
