"""A short-video site whose pages carry their data as JSON, some of it percent-encoded."""

# ruff: noqa: E501  - the lines are the lines of the pages

from __future__ import annotations

import json
from dataclasses import dataclass
from urllib.parse import quote

from cli.demo.mint import digits, letters
from cli.demo.site import Site
from cli.demo.sites.furniture import furnish, head, links
from cli.demo.truth import Target


@dataclass(frozen=True, slots=True)
class Clip:
    """A video: its description as the uploader wrote it."""

    label: str
    words: str
    author: str
    work: str = ""
    why: str = ""

    @property
    def number(self) -> str:
        return digits(f"clip/{self.label}", 19)

    @property
    def stream(self) -> str:
        return f"https://v{len(self.words) % 9}.kuaikan-cdn.example/{letters(self.label, 16)}/play.mp4"


_LAMP = "退婚后我成了首富的掌灯人"
CLIPS = (
    Clip("lamp1", f"《{_LAMP}》第1集 #短剧 #{_LAMP}", "甜剧放映室", _LAMP),
    Clip("lamp2", f"《{_LAMP}》第2集 #短剧", "甜剧放映室", _LAMP),
    Clip("lamp3", "退婚后我成了首富的掌deng人 第3集 完整版", "甜剧放映室", _LAMP),
    Clip("sisters", "六姊妹 第12集 完整版 梅婷陆毅 #电视剧", "追剧不停", "六姊妹"),
    Clip("hot", "热❤辣❤滚❤烫 完整版 国语高清 2024", "电影搬运工", "热辣滚烫"),
    Clip("storm", "沙尘暴 EP03 全集已更新 段奕宏 #沙尘暴", "追剧不停", "沙尘暴"),
    Clip("trailer", "《满江红》定档预告 大年初一见 #满江红", "满江红官方", why="a trailer"),
    Clip("sport", "减肥打卡第30天，继续加油 #热辣滚烫 #自律", "阿岚在路上", why="somebody's own video with a hashtag"),
    Clip("weather", "新疆突发沙尘暴 司机实拍视频", "西北新闻", why="a sandstorm"),
    Clip("opinion", "聊聊我为什么喜欢《无名》这部电影 影评", "银幕手记", why="a review"),
    Clip("other", "《山茶花开的第七年》第5集", "追剧不停", why="not listed"),
    Clip("lamp0", "《退婚后我成了首富的掌上明珠》第1集", "甜剧放映室", why="another short drama whose title begins alike"),
)  # fmt: skip


def _state(clip: Clip) -> dict[str, object]:
    author = {"uid": digits(clip.author, 12), "secUid": "MS4w" + letters(clip.author, 32), "nickname": clip.author}
    video = {
        "playAddr": [{"src": clip.stream + "?auth=" + letters(clip.label, 8)}],
        "duration": 181000,
        "cover": "/static/cover.png",
    }
    detail = {
        "awemeId": clip.number,
        "desc": clip.words,
        "createTime": 1741000000,
        "authorInfo": author,
        "video": video,
    }
    return {"app": {"videoDetail": detail, "user": {"isLogin": False}}}


def _page(clip: Clip, place: int) -> str:
    data = json.dumps(_state(clip), ensure_ascii=False, separators=(",", ":"))
    if place % 2:
        script = f"<script>window.__INITIAL_STATE__={data.replace('/', chr(92) + 'u002F')};(function(){{}})();</script>"
    else:
        script = f'<script id="RENDER_DATA" type="application/json">{quote(data, safe="")}</script>'
    meta = f'<meta name="description" content="{clip.words} - {clip.author}发布在快看短视频"><meta property="og:type" content="video.other">\n'
    near = links([(f"/video/{other.number}", other.words) for other in CLIPS[:3] if other is not clip])
    return (
        head(f"{clip.words} - 快看短视频", meta=meta)
        + f'<body><div id="root"></div>{script}<div class="recommend"><h2>推荐视频</h2><ul>{near}</ul></div></body></html>'
    )


def build(port: int) -> Site:
    site = Site("kuaikan", "kuaikan.example", port, "short_video", named_channel=True)
    furnish(site)
    rows = links([(f"/video/{clip.number}", clip.words) for clip in CLIPS])
    site.html("/", head("快看短视频 - 记录此刻") + f"<body><h1>热门</h1><ul>{rows}</ul></body></html>")
    for place, clip in enumerate(CLIPS):
        path = f"/video/{clip.number}"
        site.html(path, _page(clip, place))
        if clip.work:
            site.plant(path, clip.work, Target("video", site.host, site.url(path)), clip.words, also=(clip.stream,))
        else:
            site.spare(path, clip.why)
            site.spare(clip.stream, clip.why)
    return site
