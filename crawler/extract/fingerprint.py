"""The marks that families of sites leave in their pages, looked for all at once."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from ahocorasick_rs import AhoCorasick, Implementation

# Spelled as the systems spell them. A mark is cheap and may err; the family's own pattern decides.
MARKS: Final[dict[str, tuple[str, ...]]] = {
    "maccms": (
        "var maccms", "MacPlayer", "player_", "mac_url", "VideoInfoList", "ff_urls", "cms_player", "/vod/",
        "/vodtype/", "/vodshow/",
        "/voddetail/", "/vodplay/", "vod-type", "vod-detail", "vod-play", "vodlist__", "-vodlist", "module-item",
        "module-play",
        "public-list-", "video-info-header", "/static/js/player", "seacms", "feifeicms", "zanpiancms", "stui-",
        "myui-", "fed-play",
        "hl-play", "anthology-list",
    ),
    "forum": (
        "home.php?mod=space", "space-uid-", "mod=viewthread",
        "postmessage_", "Powered by Discuz", "discuz_uid", "forum.php?mod=", "Comsenz", "viewtopic.php?", "phpBB",
        "phpbb", "phpwind",
        "tpc_content", "XenForo", "data-xf-init", "vBulletin", "showthread.php", "MyBB", "mybb", "Simple Machines",
        "smf_", "flarum",
        "nodebb", "NodeBB", "Discourse", "topic-post", "crawler-post", "threadlist", "forumdisplay", "postbody",
        "thread-", "bbWrapper", "message--post", "structItem-title", "Post-body", "PostStream", "author_information",
        'component="topic', "DiscussionListItem", "d_post_content", "j_th_tit", "j_l_post",
    ),
}  # fmt: skip
_ALL: Final = tuple(dict.fromkeys(mark for marks in MARKS.values() for mark in marks))
_AUTOMATON: Final = AhoCorasick(_ALL, implementation=Implementation.DFA)


@lru_cache(maxsize=2)
def marks_in(text: str) -> frozenset[str]:
    """All marks in a page's text; the families ask one after the other about the same page."""
    return frozenset(_ALL[found[0]] for found in _AUTOMATON.find_matches_as_indexes(text, overlapping=True))
