"""What codes are called on the pages: states, kinds of links and works, channels, roles, reasons to reject."""

from __future__ import annotations

from typing import Final

from console.deeds import ACTIONS, DETAILS, TARGETS

STATES: Final = {
    "new": "new",
    "confirmed": "confirmed",
    "rejected": "rejected",
    "unsure": "unsure",
    "noticed": "in a notice",
    "removed": "removed",
    "restored": "restored",
}
VERDICTS: Final = {"confirm": "confirmed", "reject": "rejected", "unsure": "unsure", "reopen": "reopened"}
KINDS: Final = {
    "netdisk": "netdisk share",
    "magnet": "magnet link",
    "ed2k": "ed2k link",
    "torrent": "torrent file",
    "media": "media file",
    "ftp": "FTP link",
    "embed": "embedded player",
    "deep_link": "deep link",
    "hotlink": "hotlink",
    "document": "document",
    "audio": "audio",
    "app": "app",
    "listing": "shop listing",
    "video": "video page",
    "reading": "reading page",
    "article": "article",
    "live": "live stream",
    "source": "source file",
    "page": "web page",
}
CHANNELS: Final = {
    "video": "video sites",
    "novel": "novel sites",
    "music": "music sites",
    "cartoon": "comic sites",
    "audiobook": "audiobook sites",
    "forum": "forums",
    "cloud_storage": "cloud storage",
    "torrent": "torrent sites",
    "set_top_box": "set-top boxes",
    "app": "apps",
    "app_store": "app stores",
    "wechat": "WeChat accounts",
    "e_commerce": "e-commerce",
    "short_video": "short video",
    "messaging": "messaging",
    "collection_api": "collection APIs",
    "website": "other websites",
}
WORK_KINDS: Final = {
    "film": "film",
    "tv": "TV series",
    "variety": "variety show",
    "animation": "animation",
    "cartoon": "comic",
    "novel": "novel",
    "music": "music",
    "audiobook": "audiobook",
    "game": "game",
    "software": "software",
    "course": "course",
    "sports": "sports event",
    "gala": "gala",
    "short_drama": "short drama",
    "other": "other work",
}
SOURCES: Final = {
    "item": "item name",
    "anchor": "link text",
    "attribute": "attribute",
    "file_name": "file name",
    "share_text": "share text",
    "row": "row",
    "post": "post",
    "heading": "heading",
    "hashtag": "hashtag",
    "page_title": "page title",
    "meta": "page description",
    "json_ld": "structured data",
    "context": "page before",
}
ROLES: Final = {
    "operator": "operator",
    "analyst": "analyst",
    "approver": "approver",
    "rights_holder": "rights holder",
    "auditor": "auditor",
}
RUNS: Final = {
    "running": "running",
    "ok": "fine",
    "suspicious": "suspicious",
    "blocked": "blocked",
    "failed": "failed",
    "interrupted": "interrupted",
}
RELATED: Final = {
    "link": "at the same link",
    "account": "of the same account",
    "work": "of the same work on other sites",
    "site": "on the same site",
}
NOTICES: Final = {"draft": "draft", "approved": "approved", "sent": "sent", "withdrawn": "withdrawn"}
OUTCOMES: Final = {
    "removed": "removed",
    "still_up": "still there",
    "refused": "refused by the recipient",
    "counter_notice": "counter-notice",
    "restored": "restored",
    "expired": "expired by itself",
    "no_reply": "no reply",
}
LOOKS: Final = {"alive": "still there", "gone": "gone", "unknown": "could not be told"}
STEPS: Final = {
    "drafted": "drafted",
    "approved": "approved",
    "refused": "draft refused",
    "sending": "handed to the mail server",
    "failed": "not taken by the mail server",
    "sent": "sent",
    "withdrawn": "withdrawn",
    "bounced": "came back undelivered",
    "answered": "answered",
    "reminded": "reminded",
    "escalated": "passed on to the next instance",
    "complained": "complaint or lawsuit lodged",
}
STAGES: Final = {
    "open": "to be drafted",
    "draft": "draft",
    "approved": "approved",
    "sent": "sent",
    "gone": "all links gone",
    "closed": "closed",
}
ABOUT: Final = {"work": "Work", "site": "Site", "account": "Account", "recipient": "Recipient", "hits": "Hits"}
CASE_STEPS: Final = {
    "opened": "case opened",
    "added": "hits taken in",
    "noted": "noted",
    "closed": "case closed",
    "reopened": "case opened again",
}
TOKEN_SCOPES: Final = {
    "read": "read",
    "review": "review",
    "upload": "hand in lists",
    "draft": "draft notices, keep cases",
    "approve": "approve notices",
    "send": "send notices",
}
UPLOADS: Final = {"waiting": "waiting for you", "imported": "imported", "discarded": "discarded"}
FIELDS: Final = {
    "title": "Title",
    "aliases": "Aliases",
    "year": "Year",
    "kind": "Kind of work",
    "holder": "Rights holder",
    "batch": "Batch",
    "official_domains": "Official addresses",
    "licences": "Licensed",
    "window": "Protected",
    "protected_from": "Protected from",
    "protected_until": "Protected until",
    "release_date": "Release",
    "identifiers": "Identifiers",
    "note": "Note",
}
# Why hits are rejected most often; the number of each is its key on the keyboard.
REJECTIONS: Final = {
    "same_title": "Another work of the same title",
    "other_part": "Another part, season or edition",
    "about": "News, review or discussion",
    "trailer": "Trailer, clip or soundtrack",
    "licensed": "Licensed or official",
    "goods": "Merchandise or fan work",
    "dead": "Nothing is offered there",
}

# What the order of the queue is made of.
PARTS: Final = {
    "score": "score",
    "kind": "kind of link",
    "work": "window of the work",
    "site": "site",
    "account": "account",
    "later": "since it was ranked",
}
# What a run counted; other names are states of addresses.
COUNTS: Final = {
    "requests": "requests",
    "pages": "pages",
    "ok": "read",
    "captures": "captures",
    "sightings": "links",
    "hits_new": "new hits",
    "hits_seen": "hits seen again",
    "hits_gone": "hits gone",
    "vanished": "links gone",
    "not_modified": "unchanged",
    "redirected": "redirected",
    "truncated": "cut off",
    "gone": "pages gone",
    "blocked": "blocked",
    "too_large": "too large",
    "not_text": "no text",
    "timeout": "timed out",
    "refused": "refused",
    "robots": "closed by robots.txt",
    "robots_silent": "robots.txt without answer",
    "trapped": "traps",
    "left": "left for later",
    "error": "errors",
    "put_off": "put off",
    "resumed": "resumed",
    "budget": "out of budget",
    "failed": "failed",
    "hidden": "hidden",
    "login": "behind a login",
}
SKIPPED: Final = "not followed"
# How far a rejection holds.
FLOODS: Final = {
    "name": "a short or common name",
    "wording": "the same words",
    "site": "the same site",
    "sample": "nothing: judge some of them",
}
REACHES: Final = {
    "link": "at this link",
    "site": "on this site",
    "wording": "in this wording",
    "work": "for this work at all",
}

# Sentences of the store and of the libraries below that readers may see.
SAID: Final = (
    "Somebody else decided meanwhile: look at the hit again",
    "Somebody else works on this hit: take it over first, or leave it to them",
    "You keep a hundred filters already: remove some first",
    "The hit is in a notice already: withdraw the notice first",
    "There is no decision to undo",
    "Other hits fit the filter by now: look at the preview again",
    "This list was imported or discarded already",
    "This takes too long: narrow the filter",
    "Not Found",
    "Method Not Allowed",
    "Content Too Large",
)

ALL: Final = (
    ACTIONS,
    DETAILS,
    TARGETS,
    STATES,
    VERDICTS,
    KINDS,
    CHANNELS,
    WORK_KINDS,
    SOURCES,
    ROLES,
    RUNS,
    RELATED,
    NOTICES,
    OUTCOMES,
    LOOKS,
    STAGES,
    ABOUT,
    CASE_STEPS,
    STEPS,
    TOKEN_SCOPES,
    UPLOADS,
    FIELDS,
    REJECTIONS,
    REACHES,
    FLOODS,
    PARTS,
    COUNTS,
    {"skipped": SKIPPED},
)
