"""Short video: the page of one clip is the copy; uploader, episode and hashtags come with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final
from urllib.parse import urlsplit

from core.types import Account, Channel, Page, Sighting, Text
from crawler.extract import accounts, clip, episode, live, schema, shown_clip
from crawler.extract.document import Document
from crawler.extract.hints import has
from crawler.extract.offer import distinct, offer, words
from crawler.extract.outline import ASIDE
from crawler.extract.reading import DETAIL, Follow, Reading
from crawler.extract.state import states
from crawler.extract.telling import is_telling
from crawler.extract.trimmed import trimmed
from crawler.extract.writers import without_writer
from crawler.links.page import video_link

_STATE_MARKS: Final = (
    "__UNIVERSAL_DATA_FOR_REHYDRATION__", "RENDER_DATA", "_ROUTER_DATA", "__APOLLO_STATE__", "ytInitialPlayerResponse",
    "SIGI_STATE",
)  # fmt: skip
_APP_STATES: Final = ("__NEXT_DATA__", "INIT_STATE")
_ROOM_MARKS: Final = ('"roomInfo"', "%22roomInfo%22", '"roomStore"', "%22roomStore%22")
_PLAYERS: Final = ("xgplayer", "DPlayer(", "Artplayer(", "Aliplayer(")
_VIDEO_MARKS: Final = (
    "VideoObject",
    "og:video",
    'content="video',
    "<video",
    "<embed",
    "data-video",
    *_PLAYERS,
)
_FILES: Final = (".mp4", ".flv")
_FILE_ADDRESS: Final = re.compile(r"/[\w%-]{1,200}\.(?:mp4|flv)|=[\"']?[\w%-]{1,200}\.(?:mp4|flv)")
_CMS_MARKS: Final = ("player_aaaa", "MacPlayer", "maccms", "VideoInfoList", "cms_player")
_CLIP_DATA: Final = re.compile(
    r'"(?:videoInfo|videoDetail|videoData|clip|awemeId|aweme_id|photoId|playAddr|play_addr)"'
)
_OWNER_DATA: Final = re.compile(r'"(?:author|authorInfo|uploader|creator|owner)"\s{0,2}:\s{0,2}\{')
_NO_CAPTION: Final = re.compile(r"[^@\n]{0,30}@|[^《\s]{0,6}[:：]")
_HEAD: Final = 400  # characters in which a page's own words stand
_AGO: Final = re.compile(r"\W{0,4}(?:\d{1,3}\s?(?:秒|分钟?|小时|天|周|个?月|年)前|昨天|前天|今天|刚刚|(?:19|20)\d\d)")
_SHOWN: Final = 20_000  # characters among which a collection is named
_PART: Final = re.compile(r"\W{0,3}(?:EP?\.?\s?)?\d{1,4}(?:\s?/\s?\d{1,4})?\s?[集话期]?\W{0,3}", re.I)
_COLLECTED: Final = re.compile(
    r"(?:^|\n)\W{0,4}(?:所属|来自|收录于|选自)?(?:合集|专辑|剧集|短剧|剧名|系列)\s?[:：·]\s?([^\n]{2,60})"
)
_MOST_LINKED: Final = 200  # links whose words are no caption
_FEW: Final = 5  # links of a page whose list is all in its data
_COUNTS: Final = re.compile(r'"(?:view|play|like|digg|watch)_?[cC](?:oun)?t"\s{0,2}:')
_OWNER_MARKS: Final = (
    '"author', '"user', '"owner', '"creator', '"publisher', '"poster', '"uploader', '"up', '"account', '"anchor',
    '"posted', '"member', '"host', '"profile', '"artist', '"blogger', '"streamer', "nick", "Nick", "screen_name",
    '"writer', 'By"', 'Owner"', 'User"', 'Author"', 'Creator"', "user=", "author=",
)  # fmt: skip
_OWNED: Final = re.compile(
    r"""(?:["'{,]|\bvar\s|;)\s{0,2}v?(?:(?:[a-z]{3,9})?by(?=["']?\s{0,2}:)|author|writer|user|owner|creator|publisher|poster|uploader|up|account|anchor|member|host|artist|"""
    r"""blogger|streamer|maker|posted|profile|\w{0,8}nick|screen_?name)\w{0,12}"""
    r"""\\?["']?\s{0,2}(?::|=\s{0,2}["'])""",
    re.I,
)
_FILMED: Final = re.compile(r"\.(?:mp4|m3u8|flv)\b|\bmp4\b|h26[45]\b|video|play_?(?:url|addr|info|api)|stream", re.I)
_READ: Final = ('"chapter', '"album', '"book', '"novel', '"comic', "audiobook", '"track', '"goods', '"price"')
_ADDRESS_PART: Final = re.compile(r"[A-Za-z0-9_-]{5,40}")
_NUMBERED_PART: Final = re.compile(r"\d|[a-z][A-Z]|[A-Z]{2}[a-z]")  # a number, or letters as only machines mix them
_LIVE: Final = ("直播间", "isLiveBroadcast", "直播中")
_NUMBERED: Final = re.compile(
    r"(?:^|[\n:：])[ ]?([^\s:：|｜,，()（）]{2,30}?)[ \n(（]{0,3}(?:UID|ID)\s?[:：]?\s?(\d{4,20})"
)
_HANDLED: Final = re.compile(r"(?:^|\n)[ ]?([^\s@]{1,30})[ ](?:@|\(@)([\w.]{2,30})")
_AT: Final = re.compile(r"(?:^|\n)[ ]?@([^\s@,，:：]{2,30})[ ]?(?:\n|\Z)")
_HASHTAG: Final = re.compile(r"#\s?([^\s#＃@，,。!！?？:：;；<>\"'()（）\[\]]{1,40})")
_CAPTIONS: Final = "[class*=desc],[class*=caption],[class*=intro],[class*=tags],[class*=topics]"
_LONG_NUMBER: Final = re.compile(r"(?:BV[0-9A-Za-z]{10}|\d{5,25}|[A-Za-z0-9_-]{8,30})")


class ShortVideoFamily:
    """A platform where people upload clips."""

    name = "short_video"
    channel: Channel = "short_video"
    needs: tuple[str, ...] = (
        *_STATE_MARKS, *_APP_STATES, "__INITIAL_STATE__", "og:type", "window._", *_VIDEO_MARKS, *_FILES, *_OWNER_MARKS,
    )  # fmt: skip

    def recognises(self, page: Page) -> bool:
        source = page.text
        if any(mark in source for mark in _CMS_MARKS) or "<" not in source[:5_000]:
            return False
        if any(mark in source for mark in _STATE_MARKS):
            return not (has(source, _ROOM_MARKS) and "直播间" in source)
        if live.is_told(source):
            return False
        if _is_stated(source) or _is_its_data(page):
            return True
        return _plays(source) and not has(source, _LIVE) and shown_clip.is_clip(Document(page))

    def read(self, page: Page) -> Reading:
        document = Document(page)
        found = clip.clips(states(document), accounts.platform_of(document.host))
        own = _own(document, found)
        sightings: list[Sighting] = []
        follow: list[Follow] = []
        if own is not None:
            sightings.append(_sighting(page, document, own))
        elif (described := _described(document)) is not None:
            sightings.append(_sighting(page, document, described))
        for each in found[:500]:
            url = _url(document, each) if each is not own else ""
            if url:
                sightings.append(_listed(page, each, url))
                follow.append(Follow(url, DETAIL, words(("context", each.title))))
        return Reading(self.name, distinct(sightings), tuple(dict.fromkeys(follow)), document.page_title)


FAMILY: Final = ShortVideoFamily()


def _plays(source: str) -> bool:
    """Whether a page has a player or a film's address; names of files that it tells are none."""
    if has(source, _VIDEO_MARKS):
        return True
    return has(source, _FILES) and _FILE_ADDRESS.search(source) is not None


def _is_stated(source: str) -> bool:
    """Whether embedded state of a known shape says that it is a clip."""
    if has(source, _APP_STATES) and _CLIP_DATA.search(source) and _OWNER_DATA.search(source):
        return True
    if has(source, _APP_STATES) and source.count("<a ") < _FEW and _COUNTS.search(source) and has(source, _OWNER_MARKS):
        return True
    stated = "__INITIAL_STATE__" in source
    return stated and re.search(r'"(?:video|noteDetailMap|aid|bvid|photo|aweme)', source) is not None


def _is_its_data(page: Page) -> bool:
    """Whether the page's own number stands in data that has an owner and something filmed: a clip of any platform's."""
    source = page.text
    if has(source, _READ) or has(source, _LIVE) or has(source, live.NUMBERS):
        return False
    parts = urlsplit(page.url)
    own = [each for each in _ADDRESS_PART.findall(f"{parts.path} {parts.query}") if _NUMBERED_PART.search(each)]
    own += [each[1:] for each in own if each[0].isalpha() and each[1:].isdigit()]
    told = any(re.search(rf"[\"':;] ?{re.escape(each)}[\"',\\}}&]", source) for each in own[-4:] if each in source)
    if not told:
        return False
    plain = source.replace("&quot;", '"') if "&quot;" in source else source  # data in an attribute
    return _OWNED.search(plain) is not None and _FILMED.search(plain) is not None


def _own(document: Document, found: list[clip.Clip]) -> clip.Clip | None:
    """The clip that the page itself is about."""
    address = f"{document.url} {document.canonical} {document.meta.get('og:url', '')}"
    for each in found:
        if len(each.video_id) >= 4 and each.video_id in address:
            return each
    title = document.page_title
    same = [each for each in found if title and each.title and (each.title[:20] in title or title[:20] in each.title)]
    if same:
        return same[0]
    return found[0] if len(found) == 1 and not accounts.identity_in(document.url) else None


def _described(document: Document) -> clip.Clip | None:
    """A clip described by schema.org data, Open Graph or the page's own words."""
    things = schema.things(document, "VideoObject", "SocialMediaPosting", "Clip")
    account = accounts.of_page(document)
    if things:
        thing = next((each for each in things if schema.said(each, "name", "headline", "description")), things[0])
        author = schema.meant(document, schema.nested(thing, "author") or schema.nested(thing, "creator"))
        name = schema.said(thing, "author", "creator", "uploader") or schema.said(author, "name")
        identity = schema.said(author, "identifier", "alternateName") or accounts.identity_in(
            schema.said(author, "url", "@id")
        )
        if identity or (account is None and name):
            account = Account(accounts.platform_of(document.host), identity, name)
        title = schema.said(thing, "name", "headline") or document.page_title
        return clip.Clip("", title, schema.said(thing, "description"), account, hashtags=_keywords(thing))
    meta = document.meta
    video = any(key.startswith("og:video") for key in meta) or meta.get("og:type", "").startswith("video")
    if meta.get("og:type", "") == "profile":
        return None
    source = document.source
    plays = source.count("<video") == 1 or source.count("<embed") == 1 or has(source, (*_PLAYERS, "data-video"))
    if video or plays or shown_clip.is_clip(document):
        title = document.heading or meta.get("og:title", "") or _said(document) or document.page_title
        name = meta.get("author", "")
        if account is None and name and name not in document.title and name != meta.get("og:site_name"):
            account = Account(accounts.platform_of(document.host), "", name[:60])
        return clip.Clip("", title, meta.get("og:description") or meta.get("description", ""), account)
    return None


def _sighting(page: Page, document: Document, own: clip.Clip) -> Sighting:
    tags = dict.fromkeys((*own.hashtags, *_HASHTAG.findall(f"{own.title} {own.description} {_caption(document)}")))
    said = words(
        ("item", own.title), ("item", trimmed(own.title)), ("post", own.description), ("heading", document.heading),
        ("page_title", document.page_title),
        *(("hashtag", tag) for tag in list(tags)[:30]),
    )  # fmt: skip
    if _PART.fullmatch(own.title) or episode.begins(own.title):
        said = (*said, *_collection(document), *page.context)
    account = (
        own.account if own.account is not None and own.account.account_id else accounts.of_page(document) or own.account
    )
    if account is None and (told := _NUMBERED.search(document.text[:30_000])):
        account = Account(accounts.platform_of(document.host), told.group(2), told.group(1))
    if account is None and (named := _HANDLED.search(document.text[:30_000])):
        account = Account(accounts.platform_of(document.host), named.group(2), named.group(1))
    if account is None and (named := _AT.search(document.text[:30_000])):
        account = Account(accounts.platform_of(document.host), "", named.group(1))
    elif account is not None and not account.name and (named := _AT.search(document.text[:30_000])):
        account = replace(account, name=named.group(1))
    if account is not None and account.name:
        said = tuple(
            replace(text, text=_without(text.text, account.name)) for text in without_writer(said, account.name)
        )
    made = offer(page, "short_video", video_link(document.url), said, document.page_title)
    return replace(made, account=account, episode=episode.of(own.title) or episode.of(own.description))


def _collection(document: Document) -> tuple[Text, ...]:
    """What a clip that calls itself a number is a part of: "合集：某剧"."""
    named = _COLLECTED.search(document.text[:_SHOWN])
    return words(("item", named.group(1))) if named else ()


def _without(title: str, name: str) -> str:
    """A title without the part that is the uploader's: `某某的作品 - 某剧`."""
    kept = [part for part in title.split(" - ") if not part.startswith(name)]
    return " - ".join(kept) if kept else title


def _caption(document: Document) -> str:
    """The words under the clip; the rest of the page speaks of other clips."""
    meta = document.meta.get("description", "")
    return f"{document.heading} {meta} {document.first_text(_CAPTIONS, 1_000)}"


def _said(document: Document) -> str:
    """The caption of a page without a heading: what is called so, else the first line that can name anything."""
    caption = document.first_text(_CAPTIONS, 300)
    return caption or next(filter(None, map(str.strip, _own_lines(document))), "")


def _own_lines(document: Document) -> Iterator[str]:
    """The telling lines of the page that are neither a link's words nor of its navigation."""
    linked = [anchor.words for anchor in document.anchors[:_MOST_LINKED] if anchor.words]
    at = 0
    for line in document.text[:_HEAD].split("\n"):
        aside = document.outline.flags[document.block_at(at)] & ASIDE
        at += len(line) + 1
        if aside or _NO_CAPTION.match(line) or not is_telling(line):
            continue
        if not any(line.strip() == said or (line.startswith(said) and _AGO.match(line, len(said))) for said in linked):
            yield line


def _listed(page: Page, each: clip.Clip, url: str) -> Sighting:
    tags = (*each.hashtags, *_HASHTAG.findall(each.title))
    said = words(
        ("item", each.title),
        ("item", trimmed(each.title)),
        ("post", each.description),
        *(("hashtag", tag) for tag in tags),
    )
    made = offer(page, "short_video", video_link(url), said)
    return replace(made, account=each.account, episode=episode.of(each.title))


def _url(document: Document, each: clip.Clip) -> str:
    """Where a listed clip can be seen: its own address, a link of the page that holds its id, or the usual shape."""
    if each.address:
        resolved = document.resolve(each.address)
        if urlsplit(resolved).path.strip("/") and not resolved.lower().partition("?")[0].endswith(
            (".mp4", ".m3u8", ".jpg")
        ):
            return resolved
    if len(each.video_id) < 3:
        return ""
    for anchor in document.anchors[:2_000]:
        if each.video_id in anchor.url:
            return anchor.url
    shape = _SHAPES.get(accounts.platform_of(document.host), "")
    account = each.account.account_id if each.account else ""
    return shape.format(id=each.video_id, account=account) if shape and _LONG_NUMBER.fullmatch(each.video_id) else ""


_SHAPES: Final = {
    "douyin": "https://www.douyin.com/video/{id}",
    "kuaishou": "https://www.kuaishou.com/short-video/{id}",
    "xiaohongshu": "https://www.xiaohongshu.com/explore/{id}",
    "bilibili": "https://www.bilibili.com/video/{id}",
    "youtube": "https://www.youtube.com/watch?v={id}",
    "xigua": "https://www.ixigua.com/{id}",
}


def _keywords(thing: schema.Thing) -> tuple[str, ...]:
    told = thing.get("keywords")
    listed = told if isinstance(told, list) else str(told or "").split(",")
    return tuple(each.strip("# ") for each in listed[:30] if isinstance(each, str) and each.strip())
