"""Any page: its typed links with the words around them, and where to go from there."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from core.types import Channel, Page, Sighting, Text
from core.urls import host_of
from crawler.extract import data_script, episode, play_data, price, requested
from crawler.extract.about import About, about, page_texts, subject
from crawler.extract.app_name import names_in
from crawler.extract.asking import answering, asks
from crawler.extract.channels import in_channels
from crawler.extract.document import Document
from crawler.extract.feed_post import post_pages
from crawler.extract.file_name import named_file
from crawler.extract.following import follow
from crawler.extract.fragments import fragments
from crawler.extract.gone_mark import without_gone
from crawler.extract.offer import distinct, offer, without_code, words
from crawler.extract.page_kind import OFFERS, kind_of_page
from crawler.extract.pictures import picture_above
from crawler.extract.placed import Placed, placed_links
from crawler.extract.plain_page import read_plain
from crawler.extract.reading import FEED, Follow, Reading
from crawler.extract.redirect import redirect_written
from crawler.extract.scripted import script_sightings
from crawler.extract.stated_media import stated_media
from crawler.extract.surroundings import Surroundings
from crawler.extract.telling import is_telling
from crawler.extract.trimmed import trimmed
from crawler.extract.trouble import trouble_of
from crawler.extract.writers import Writers, without_writer
from crawler.links import classify
from crawler.links.page import video_link

MOST_SIGHTINGS: Final = 30_000
_CHANNELS: Final = re.compile(r"直播|频道|轮播|放映|接口|配置|片源|(?<![a-z])(?:live|iptv|m3u|tv|tvbox)(?![a-z])", re.I)
_LISTS: Final = re.compile(r"直播源|电视直播|轮播|影视仓|配置接口|接口分享|iptv|m3u|tvbox", re.I)
# Headings of parts that show something else than the work: what plays there is no copy.
_NO_COPY: Final = re.compile(
    r"\W{0,3}(?:(?:官方|终极|先导|最新|正式|本片|影片)?预告片?|片花|花絮|幕后(?:花絮)?|主题曲|片尾曲|插曲|精彩(?:片段|看点)|官方MV|"
    r"(?:official )?(?:trailers?|teasers?)|clips?|featurettes?|behind the scenes|soundtrack|extras)\W{0,3}",
    re.I,
)
_PRICED: Final = 20_000  # letters of a page that may ask a price
_LONGEST_CAPTION: Final = 80
_CAPTION: Final = 12  # letters at the end of a caption that say what is shown
_NEAR: Final = ("anchor", "attribute", "file_name", "share_text", "row", "item")
_BESIDE: Final = ("row", "file_name", "share_text")
_STREAMS: Final = frozenset({"live", "media"})
_PLAYED: Final = frozenset({"media", "embed", "deep_link", "hotlink"})


_PROGRAM: Final = re.compile(
    r"安卓版?|[去无]广告版?|纯净版|破解版|TV版|(?<![a-z])(?:apk|app|v\d{1,2}\.\d)(?![a-z])", re.I
)


class GenericFamily:
    """Whatever no other family knows better."""

    name = "page"
    channel: Channel = "website"
    needs: tuple[str, ...] = ()

    def recognises(self, page: Page) -> bool:
        return True

    def read(self, page: Page) -> Reading:
        document = Document(page)
        if document.form == "html":
            return read_html(document, self.name, self.channel)
        if document.form == "text" and play_data.is_script(page.url):
            lists = any(isinstance(value, (dict, list)) for value in data_script.values(document))
            listed = read_plain(document, self.name, self.channel) if lists else None
            if listed is not None and listed.sightings:
                return listed
            return play_data.read_script(page, self.name, self.channel)
        return _with_parts(document, read_plain(document, self.name, self.channel))


FAMILY: Final = GenericFamily()


def _with_parts(document: Document, reading: Reading) -> Reading:
    """The reading of an answer in JSON with that of the markup in it."""
    parts = [read_html(Document(part), reading.family, FAMILY.channel) for part in fragments(document)]
    if not parts:
        return reading
    sighted = distinct((*reading.sightings, *(each for part in parts for each in part.sightings)))
    return replace(
        reading, sightings=sighted, follow=(*reading.follow, *(each for part in parts for each in part.follow))
    )


def read_html(document: Document, family: str, channel: Channel) -> Reading:
    """The generic reading of an HTML page; families add to it."""
    return reading_of(document, family, sightings(document, channel))


def reading_of(document: Document, family: str, sighted: Iterable[Sighting]) -> Reading:
    """A reading of these sightings, with the addresses to follow and the page's trouble."""
    found = in_channels(document, distinct(sighted))
    trouble = trouble_of(document, len(found))
    named = subject(document)
    data = (*play_data.followed(document, named), *requested.asked(document, named))
    if not found and not data:
        data = tuple(data_script.followed(document))
    further = (*follow(document, _offers(document)), *data, *_lists(document))
    return Reading(family, found, further, document.page_title, trouble)


def _lists(document: Document) -> Iterator[Follow]:
    """The play lists of channels that a page hands out; elsewhere such files are streams."""
    for placed in placed_links(document):
        url = placed.link.url if placed.origin == "anchor" and placed.link.kind == "media" else ""
        if url.partition("?")[0].endswith(".m3u8") and host_of(url) == document.host and _is_of_lists(document):
            yield Follow(url, FEED)


def _offers(document: Document) -> frozenset[str]:
    """The addresses of anchors that are offers; lists that machines read may still be visited."""
    return frozenset(
        placed.anchor.url
        for placed in placed_links(document)
        if placed.anchor is not None
        and placed.link.kind not in ("live", "source", "page")
        and not _is_list(document, placed)
    )


def _is_list(document: Document, placed: Placed) -> bool:
    """Whether a text file is a list of channels and no book: its link says so."""
    if placed.link.kind != "document" or not placed.link.url.endswith(".txt") or placed.anchor is None:
        return False
    return _CHANNELS.search(f"{placed.anchor.words} {placed.link.url[-40:]}") is not None or _is_of_lists(document)


def _is_of_lists(document: Document) -> bool:
    """Whether the page says that it hands out lists of channels."""
    return _LISTS.search(document.page_title) is not None


def sightings(document: Document, channel: Channel) -> list[Sighting]:
    """Every typed link of the page with its words."""
    return [sighting for _, sighting in placed_sightings(document, channel)]


def placed_sightings(document: Document, channel: Channel) -> list[tuple[Placed | None, Sighting]]:
    """The links of the visible page with their places, then those of embedded state and scripts."""
    found: list[tuple[Placed | None, Sighting]] = [*without_gone(document, [*visible_sightings(document, channel)])]
    known = [each.link for _, each in found]
    found.extend((None, each) for each in script_sightings(document, channel, known))
    found.extend((None, each) for each in stated_media(document, channel))
    found.extend((None, each) for each in _redirected(document, channel))
    handed = bool(found) and _PROGRAM.search(document.title) is not None  # a program, handed out as a share
    if handed or any(each.link.kind == "app" for _, each in found):
        titled = [*names_in(document.page_title)][1:]
        found = [(placed, _titled(each, titled, handed=handed)) for placed, each in found]
    kind = kind_of_page(document) if any(each.link.kind not in OFFERS for _, each in found) else ""
    if asks(document.heading) or asks(document.title):
        found = [(placed, replace(each, texts=answering(each.texts), page_title="")) for placed, each in found]
    if kind:
        return [(placed, _on_page(each, kind)) for placed, each in found]
    if any(each.link.kind == "netdisk" and not each.price for _, each in found):
        return _priced(document, found)
    return found


def _priced(document: Document, found: list[tuple[Placed | None, Sighting]]) -> list[tuple[Placed | None, Sighting]]:
    """Shares with what their page asks for them."""
    asked = price.labelled(document.text[:_PRICED])
    if not asked:
        return found
    return [
        (placed, replace(each, price=asked) if each.link.kind == "netdisk" and not each.price else each)
        for placed, each in found
    ]


def _titled(sighting: Sighting, titled: Iterable[str], *, handed: bool) -> Sighting:
    """An app with the page's title as the work it may name; what stands aside has none of it."""
    if not (handed or sighting.link.kind == "app") or not sighting.page_title:
        return sighting
    return replace(sighting, texts=(*sighting.texts, *words(*(("page_title", each) for each in titled))))


def _on_page(sighting: Sighting, kind: str) -> Sighting:
    """A link on a page that is no offer itself; a share among news is what its own words say."""
    if sighting.link.kind not in OFFERS:
        return replace(sighting, page_kind=kind)
    if kind == "news" and any(text.source in _BESIDE and is_telling(text.text) for text in sighting.texts):
        return replace(sighting, texts=tuple(text for text in sighting.texts if text.source in _NEAR), page_title="")
    return sighting


def _redirected(document: Document, channel: Channel) -> Iterator[Sighting]:
    """The share or file that a waiting page sends on to."""
    written = redirect_written(document)
    link = classify(written, base=document.outline.base) if written else None
    if link is not None:
        yield offer(document.page, channel, link, page_texts(document), document.page_title)


def visible_sightings(document: Document, channel: Channel) -> Iterator[tuple[Placed, Sighting]]:
    """The links of anchors, text, attributes and embeds."""
    placed = placed_links(document)
    if not placed:
        return
    surroundings = Surroundings(document, placed)
    general = page_texts(document)
    stated = about(document)
    writers = Writers(document, labelled=True)
    owned = _headings_in_links(document, placed)
    others = frozenset().union(*owned.values())
    channels = _CHANNELS.search(document.page_title) is not None
    posts = post_pages(document, placed)
    for number, each in enumerate(placed[:MOST_SIGHTINGS]):
        around = surroundings.of(number)
        row = around[0] or picture_above(document, each.block, each.start)
        made = sighting(document, channel, each, (row, around[1]), general, stated)
        if each.link.kind == "app":
            made = replace(made, texts=(*words(("row", _called(row))), *made.texts))
        elif row and channels and each.link.kind in _STREAMS:  # rooms and channels are called more than their work
            made = replace(made, texts=(*words(("row", trimmed(row.partition(" | ")[0]))), *made.texts))
        writer = None if each.aside else writers.at(each.start)
        if others and (own := owned.get(id(each.anchor)) if each.anchor else None) != others:
            made = replace(made, texts=_without_headings(made.texts, others, own))
        if writer:
            made = replace(made, account=writer, texts=without_writer(made.texts, writer.name))
        if number in posts:
            made = _posted(made, posts[number])
        yield each, made


def _called(row: str) -> str:
    """An app's name without the words that apps put around it; a stated fact ("系统：Android") is none."""
    first = row.partition(" | ")[0]
    return "" if "：" in first or ":" in first else trimmed(first)


def _posted(made: Sighting, page: str) -> Sighting:
    """What a post of a feed plays, as its own page: the words of the post name it, those of the feed do not."""
    own = (text for text in made.texts if text.source in _NEAR or text.source == "post")
    texts = tuple(replace(text, source="item") if text.source == "row" else text for text in own)
    nearest = sorted(texts, key=lambda text: text.source != "item")
    return replace(made, link=video_link(page), texts=tuple(nearest), page_title="")


def _headings_in_links(document: Document, placed: list[Placed]) -> dict[int, frozenset[str]]:
    """The headings that stand inside offers, by their link: cards that are links as a whole."""
    found: dict[int, frozenset[str]] = {}
    starts = [heading.start for heading in document.headings]
    for each in placed if starts else ():
        if each.anchor is not None and each.anchor.end > each.anchor.start:
            first, last = bisect_left(starts, each.anchor.start), bisect_left(starts, each.anchor.end)
            if first < last:
                found[id(each.anchor)] = frozenset(heading.text for heading in document.headings[first:last])
    return found


def _without_headings(texts: tuple[Text, ...], others: frozenset[str], own: frozenset[str] | None) -> tuple[Text, ...]:
    """The words of an offer without the headings of others."""
    kept = own or frozenset()
    return tuple(text for text in texts if text.source != "heading" or text.text not in others or text.text in kept)


def _own_line(document: Document, placed: Placed) -> str:
    """What a button or list item that holds an address says."""
    if placed.origin != "value":
        return ""
    line = document.text[placed.start : placed.start + 80].partition("\n")[0]
    return line if len(line) < 40 else ""


def _caption(document: Document, placed: Placed) -> str:
    """What the line right before something that plays calls it, where that is no copy: "《某片》终极预告："."""
    if placed.origin != "embed":
        return ""
    line = document.text[max(0, placed.start - _LONGEST_CAPTION) : placed.start].rstrip().rpartition("\n")[2]
    return line if line[-1:] in (":", "：") and _NO_COPY.search(line, max(0, len(line) - _CAPTION)) else ""


def sighting(
    document: Document,
    channel: Channel,
    placed: Placed,
    around: tuple[str, str],
    general: tuple[Text, ...],
    stated: About,
) -> Sighting:
    """One link with its words, the nearest first; the page speaks for none that stands aside."""
    anchor = placed.anchor
    said = words(
        ("anchor", anchor.text[:300] if anchor else ""),
        ("attribute", anchor.label if anchor else ""),
        named_file(placed.link, placed.name),
        ("row", without_code(around[0], placed.link.passcode)),
        ("post", around[1]),
    )
    named = episode.of(anchor.words if anchor else _own_line(document, placed))
    heading = document.heading_at(placed.start, empty=placed.start == placed.end)
    aside = placed.aside or (heading is not None and heading.aside)
    caption = _caption(document, placed)
    if caption:
        return replace(offer(document.page, channel, placed.link, words(("anchor", caption))), episode=named)
    if heading is not None and heading.level > 1 and _NO_COPY.fullmatch(heading.text):
        said = words(("anchor", heading.text), *((text.source, text.text) for text in said if text.source == "anchor"))
    if not aside:
        nearest = () if heading is None else (Text("heading", heading.text),)
        said = tuple(dict.fromkeys((*said, *nearest, *general)))
    page = document.page
    return Sighting(
        page_url=page.url,
        link=placed.link,
        texts=said,
        page_title="" if aside else document.page_title,
        site=page.site,
        channel=page.channel or channel,
        episode=named,
        year=None if aside else stated.year,
        work_kind=None if aside else stated.kind,
        people=() if aside else stated.people,
        seen_at=page.fetched_at,
    )
