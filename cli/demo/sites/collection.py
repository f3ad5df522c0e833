"""A collection API from which many video sites copy: JSON with paging, and its XML twin."""

# ruff: noqa: E501  - the lines are the lines of the pages

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

from cli.demo.mint import share
from cli.demo.site import Reply, Site
from cli.demo.sites.catalogue import SHARED, STATION_ONLY, Vod
from cli.demo.sites.furniture import furnish, head
from cli.demo.truth import Target

ITEMS = (*STATION_ONLY[:5], *SHARED, *STATION_ONLY[5:])
_API = "/api.php/provide/vod/"
_LIMIT = 8
_FRIEND = Vod(
    206, "我的漂亮朋友", 2021, "国产剧", "宋轶,陈学冬", "安建", ("第01集", "第02集"), "全40集", "我的漂亮朋友"
)
_FRIEND_PAGES = [
    Target("deep_link", "qq", f"https://v.qq.com/x/cover/mzc00200ab12cd{n}/x0037abcde{n}.html") for n in (3, 4)
]
_SISTER = Vod(207, "我的姐姐", 2021, "剧情片", "张子枫,肖央", "殷若昕", (), "HD", "我的姐姐")
_SISTER_SHARES = [share("baidu", "collection/207"), share("uc", "collection/207")]
_ALL = (*ITEMS, _FRIEND, _SISTER)


def _play_fields(vod: Vod) -> dict[str, str]:
    """The packed lists: sources apart by $$$, episodes by #, name and address by $."""
    if vod is _FRIEND:
        groups = {"qq": list(zip(vod.episodes, _FRIEND_PAGES, strict=True))}
    elif vod is _SISTER:
        groups = {}
    else:
        groups = {"ykm3u8": vod.copies("ykm3u8")}
    downs = {
        "bdWP": f"提取码{_SISTER_SHARES[0].passcode}${_SISTER_SHARES[0].with_code}",
        "UCWP": _SISTER_SHARES[1].url + "?public=1",
    }
    downs = downs if vod is _SISTER else {}
    return {
        "vod_play_from": "$$$".join(groups),
        "vod_play_url": "$$$".join("#".join(f"{name}${target.url}" for name, target in group) for group in groups.values()),
        "vod_down_from": "$$$".join(downs), "vod_down_url": "$$$".join(downs.values()),
    }  # fmt: skip


def _record(vod: Vod, full: bool) -> dict[str, object]:
    fields = _play_fields(vod)
    record: dict[str, object] = {
        "vod_id": vod.number, "vod_name": vod.name, "type_id": 20 + len(vod.kind), "type_name": vod.kind,
        "vod_en": f"vod{vod.number}", "vod_time": "2025-06-01 12:00:00", "vod_remarks": vod.remark,
        "vod_play_from": fields["vod_play_from"].replace("$$$", ","),
    }  # fmt: skip
    if full:
        record |= {
            "vod_sub": vod.sub, "vod_pic": "/static/cover.png", "vod_actor": f",{vod.actors},", "vod_director": vod.director,
            "vod_area": "大陆", "vod_lang": "国语", "vod_year": str(vod.year), "vod_isend": 1, "vod_douban_id": 0,
            "vod_content": "<p>简介整理中。</p>", "vod_play_server": "no", "vod_play_note": "", **fields,
        }  # fmt: skip
    return record


def _wanted(query: dict[str, list[str]]) -> tuple[Vod, ...]:
    if "ids" in query:
        numbers = query["ids"][0].split(",")
        return tuple(vod for vod in _ALL if str(vod.number) in numbers)
    return tuple(vod for vod in _ALL if query.get("wd", [""])[0] in vod.name)


def _json(page: int, count: int, total: int, items: tuple[Vod, ...], full: bool) -> Reply:
    reply: dict[str, object] = {
        "code": 1, "msg": "数据列表", "page": str(page), "pagecount": count, "limit": str(_LIMIT), "total": total,
        "list": [_record(vod, full) for vod in items],
    }  # fmt: skip
    if not full:
        reply["class"] = [{"type_id": 23, "type_pid": 1, "type_name": "科幻片"}]
    # The old PHP of such stations complains before it answers.
    notice = (
        "\n<b>Notice</b>: Undefined index: h in <b>Provide.php</b> on line <b>88</b><br />\n"
        if page == count > 1
        else ""
    )
    return Reply(
        (notice + json.dumps(reply, ensure_ascii=False)).encode(),
        "text/html; charset=utf-8" if notice else "application/json",
    )


def _xml(page: int, count: int, total: int, items: tuple[Vod, ...], full: bool) -> Reply:
    videos = ""
    for vod in items:
        fields = _play_fields(vod)
        codes, groups = fields["vod_play_from"].split("$$$"), fields["vod_play_url"].split("$$$")
        dd = "".join(
            f'<dd flag="{code}"><![CDATA[{group}]]></dd>' for code, group in zip(codes, groups, strict=True) if code
        )
        videos += (
            f"<video><last>2025-06-01 12:00:00</last><id>{vod.number}</id><tid>20</tid><name><![CDATA[{vod.name}]]></name>"
            f"<type>{vod.kind}</type><dt>{','.join(codes)}</dt><note><![CDATA[{vod.remark}]]></note>"
            + (
                f"<year>{vod.year}</year><actor><![CDATA[{vod.actors}]]></actor><dl>{dd}</dl><des><![CDATA[<p>简介</p>]]></des>"
                if full
                else ""
            )
            + "</video>"
        )
    text = (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="5.1"><list page="{page}" pagecount="{count}" '
        f'pagesize="{_LIMIT}" recordcount="{total}">{videos}</list></rss>'
    )
    return Reply(text.encode(), "text/xml; charset=utf-8")


def _answer(path: str) -> Reply | None:
    parts = urlsplit(path)
    if not parts.path.startswith(_API.rstrip("/")):
        return None
    query = parse_qs(parts.query)
    items = _wanted(query)
    count = max(1, -(-len(items) // _LIMIT))
    number = query.get("pg", ["1"])[0]
    page = int(number) if number.isdecimal() and number.isascii() and len(number) < 6 else 1
    chunk = items[(page - 1) * _LIMIT : page * _LIMIT]
    full = query.get("ac", ["list"])[0] in ("videolist", "detail")
    write = _xml if "/at/xml" in parts.path or query.get("at") == ["xml"] else _json
    return write(page, count, len(items), chunk, full)


def _where(vod: Vod) -> str:
    """The page of the JSON list on which the item stands."""
    page = _ALL.index(vod) // _LIMIT + 1
    return f"{_API}?ac=videolist&pg={page}" if page > 1 else f"{_API}?ac=videolist"


def _truth(site: Site) -> None:
    for vod in ITEMS:
        for _, target in vod.copies("ykm3u8"):
            if vod.work:
                site.plant(_where(vod), vod.work, target, f"in the API's list as {vod.name}")
            else:
                site.spare(target, vod.why)
    for target in _FRIEND_PAGES:
        site.plant(_where(_FRIEND), _FRIEND.work, target, "an official page as play address")
    for target in _SISTER_SHARES:
        site.plant(_where(_SISTER), _SISTER.work, target, "in vod_down_url")


def build(port: int) -> Site:
    site = Site("caiji", "caiji.example", port, "collection_api")
    furnish(site)
    site.start = [_API + "?ac=videolist", _API + "at/xml/?ac=videolist"]
    site.html(
        "/",
        head("采集资源站 - 接口说明")
        + f'<body><h1>采集接口</h1><p>JSON：<a href="{_API}">{site.url(_API)}</a></p>'
        + f'<p>XML：<a href="{_API}at/xml/">{site.url(_API)}at/xml/</a></p><p>播放器：ykm3u8，解析留空</p></body></html>',
    )
    site.answer = _answer
    _truth(site)
    return site
