"""Forums: Discuz!, phpBB, phpwind, XenForo, vBulletin, MyBB, SMF, Flarum, Discourse: posts and who wrote them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from core.types import Account, Channel, Page, Sighting, Text
from crawler.extract import accounts, generic
from crawler.extract.document import Document
from crawler.extract.fingerprint import MARKS, marks_in
from crawler.extract.offer import distinct, folded, words
from crawler.extract.reading import LIST, PLAY, Follow, Reading
from crawler.extract.writers import Writers, without_writer

_THREAD: Final = re.compile(r"thread-\d{1,10}-\d{1,6}-\d{1,6}\.html")
_DISCOURSE: Final = re.compile(r'"post_stream"\s*:|"topic_list"\s*:')
_MOST_POSTS: Final = 1_000


class ForumFamily:
    """A forum's thread, board or reply in JSON."""

    name = "forum"
    channel: Channel = "forum"
    needs: tuple[str, ...] = MARKS["forum"]

    def recognises(self, page: Page) -> bool:
        source = page.text
        if _DISCOURSE.search(source[:20_000]) and Document(page).form == "json":
            return True
        if "<" not in source[:2_000]:
            return False
        found = marks_in(source).intersection(MARKS[self.name])
        return len(found) > ("thread-" in found) or ("thread-" in found and _THREAD.search(source) is not None)

    def read(self, page: Page) -> Reading:
        document = Document(page)
        if document.form == "json":
            return _discourse(document, self.name, self.channel)
        writers = Writers(document)
        found = [
            sighting if placed is None else _written_by(sighting, writers.at(placed.start))
            for placed, sighting in generic.placed_sightings(document, self.channel)
        ]
        return generic.reading_of(document, self.name, found)


FAMILY: Final = ForumFamily()


def _written_by(sighting: Sighting, account: Account | None) -> Sighting:
    """A post's link with its writer, whose name is no word of the post."""
    texts = without_writer(sighting.texts, account.name) if account else sighting.texts
    return replace(sighting, texts=texts, account=account)


def _discourse(document: Document, family: str, channel: Channel) -> Reading:
    """A topic's posts or a list of topics, as Discourse serves them in JSON."""
    value = document.json if isinstance(document.json, dict) else {}
    title = folded(value.get("title"))
    stream = value.get("post_stream")
    posts = stream.get("posts") if isinstance(stream, dict) else None
    found: list[Sighting] = []
    for post in posts[:_MOST_POSTS] if isinstance(posts, list) else ():
        if isinstance(post, dict):
            found.extend(_of_post(document, post, title, channel))
    return Reading(family, distinct(found), tuple(_topics(document, value)), title)


def _of_post(document: Document, post: dict[str, Any], title: str, channel: Channel) -> Iterator[Sighting]:
    cooked = post.get("cooked")
    if not isinstance(cooked, str):
        return
    part = Document(replace(document.page, text=f"<div class=cooked>{cooked}</div>", body=b""))
    name = folded(post.get("username"))
    account = Account(accounts.platform_of(document.host), folded(post.get("user_id")) or name, name) if name else None
    heading = words(("page_title", title))
    for sighting in generic.sightings(part, channel):
        texts = tuple(dict.fromkeys((*sighting.texts, *heading)))
        yield replace(sighting, texts=texts, page_title=title, account=account)


def _topics(document: Document, value: dict[str, Any]) -> Iterator[Follow]:
    listed = value.get("topic_list")
    if not isinstance(listed, dict):
        return
    topics = listed.get("topics")
    for topic in topics[:500] if isinstance(topics, list) else ():
        number, title = folded(topic.get("id")) if isinstance(topic, dict) else "", ""
        if number:
            title = folded(topic.get("title"))
            yield Follow(document.resolve(f"/t/{number}.json"), PLAY, (Text("context", title),) if title else ())
    more = listed.get("more_topics_url")
    if isinstance(more, str) and more:
        yield Follow(document.resolve(more), LIST)
