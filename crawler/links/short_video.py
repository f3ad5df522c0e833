"""Videos of short-video and video-sharing platforms, by their numbers."""

from __future__ import annotations

from typing import Final

from core.types import Link
from crawler.links.identity import Shape, link_of, shape

SHAPES: Final[tuple[Shape, ...]] = (
    shape(
        "douyin",
        "douyin.com iesdouyin.com",
        r"/(?:share/)?(?:video|note|slides)/(?P<id>\d{15,20})",
        "https://www.douyin.com/video/{id}",
    ),
    shape(
        "douyin",
        "douyin.com iesdouyin.com",
        r"/[^?#]*\?(?:[^#]*&)?(?:modal_id|vid|aweme_id)=(?P<id>\d{15,20})",
        "https://www.douyin.com/video/{id}",
    ),
    shape("douyin", "v.douyin.com", r"/(?P<id>[\w-]{6,16})", "https://v.douyin.com/{id}/"),
    shape(
        "kuaishou",
        "kuaishou.com gifshow.com chenzhongtech.com",
        r"/(?:short-video|photo|fw/photo|fw/long-video)/(?:\w+/)?(?P<id>[a-z0-9]{12,20})",
        "https://www.kuaishou.com/short-video/{id}",
    ),
    shape("kuaishou", "v.kuaishou.com", r"/(?P<id>[\w-]{5,16})", "https://v.kuaishou.com/{id}"),
    shape(
        "bilibili",
        "bilibili.com",
        r"/(?:s/)?video/(?P<id>BV[A-Za-z0-9]{10}|av\d+)",
        "https://www.bilibili.com/video/{id}",
    ),
    shape(
        "bilibili", "bilibili.com", r"/bangumi/play/(?P<id>(?:ep|ss)\d+)", "https://www.bilibili.com/bangumi/play/{id}"
    ),
    shape(
        "tiktok",
        "tiktok.com",
        r"/(?:@[\w.-]+/video|v|embed/v2|embed|share/video)/(?P<id>\d{15,20})",
        "https://www.tiktok.com/video/{id}",
    ),
    shape(
        "youtube",
        "youtube.com youtube-nocookie.com",
        r"/(?:shorts|embed|v|live)/(?P<id>[\w-]{11})(?![\w-])",
        "https://www.youtube.com/watch?v={id}",
    ),
    shape(
        "youtube",
        "youtube.com",
        r"/watch[^?]*\?(?:[^#]*&)?v=(?P<id>[\w-]{11})(?![\w-])",
        "https://www.youtube.com/watch?v={id}",
    ),
    shape("youtube", "youtu.be", r"/(?P<id>[\w-]{11})(?![\w-])", "https://www.youtube.com/watch?v={id}"),
    shape(
        "xiaohongshu",
        "xiaohongshu.com",
        r"/(?:explore|discovery/item)/(?P<id>[0-9a-f]{24})",
        "https://www.xiaohongshu.com/explore/{id}",
    ),
    shape("weibo", "weibo.com weibo.cn", r"/tv/show/(?P<id>\d+:\w+)", "https://weibo.com/tv/show/{id}"),
    shape("xigua", "ixigua.com", r"/(?:video/|i)?(?P<id>\d{15,20})", "https://www.ixigua.com/{id}"),
    shape(
        "toutiao", "toutiao.com", r"/(?:video/|i|a|group/|w/)(?P<id>\d{15,20})", "https://www.toutiao.com/video/{id}/"
    ),
    shape(
        "haokan",
        "haokan.baidu.com haokan.hao123.com",
        r"/v[^?]*\?(?:[^#]*&)?vid=(?P<id>\d{8,24})",
        "https://haokan.baidu.com/v?vid={id}",
    ),
    shape("acfun", "acfun.cn", r"/v/(?:\?ac=)?(?P<id>(?:ac)?\d+)", "https://www.acfun.cn/v/{id}"),
    shape(
        "dailymotion",
        "dailymotion.com geo.dailymotion.com",
        r"/(?:embed/)?(?:video/|player[^?]*\?video=)(?P<id>[a-z0-9]{6,8})",
        "https://www.dailymotion.com/video/{id}",
    ),
    shape("dailymotion", "dai.ly", r"/(?P<id>[a-z0-9]{6,8})", "https://www.dailymotion.com/video/{id}"),
    shape("vimeo", "vimeo.com", r"/(?:video/|channels/\w+/)?(?P<id>\d{6,12})", "https://vimeo.com/{id}"),
    shape("okru", "ok.ru", r"/video(?:embed)?/(?P<id>\d{6,18})", "https://ok.ru/video/{id}"),
    shape(
        "facebook",
        "facebook.com",
        r"/(?:[\w.]+/videos/|watch/?\?(?:[^#]*&)?v=|reel/)(?P<id>\d{9,20})",
        "https://www.facebook.com/watch/?v={id}",
    ),
    shape("x", "twitter.com x.com", r"/\w{1,20}/status/(?P<id>\d{10,20})", "https://x.com/i/status/{id}"),
    shape(
        "instagram",
        "instagram.com",
        r"/(?:p|reel|reels|tv)/(?P<id>[\w-]{8,14})",
        "https://www.instagram.com/reel/{id}/",
    ),
)


def video_of(url: str) -> Link | None:
    """The video that an address shows; None when no known platform's."""
    return link_of("video", url, SHAPES)
