"""Apps in stores: store and package (or bundle number) are the identity, the name is for matching only."""

from __future__ import annotations

from typing import Final

from core.types import Link
from crawler.links.identity import Shape, link_of, shape

_PACKAGE: Final = r"(?P<id>[A-Za-z]\w*(?:\.\w+){1,8})"

SHAPES: Final[tuple[Shape, ...]] = (
    shape(
        "apple",
        "apps.apple.com itunes.apple.com",
        r"/(?:[a-z]{2}/)?app/(?:[^/?#]+/)?id(?P<id>\d{6,12})",
        "https://apps.apple.com/app/id{id}",
    ),
    shape(
        "google",
        "play.google.com",
        r"/store/apps/details/?\?(?:[^#]*&)?id=" + _PACKAGE,
        "https://play.google.com/store/apps/details?id={id}",
    ),
    shape(
        "myapp",
        "sj.qq.com",
        r"/(?:appdetail/|myapp/detail\.htm\?(?:[^#]*&)?apkName=)" + _PACKAGE,
        "https://sj.qq.com/appdetail/{id}",
    ),
    shape(
        "myapp",
        "a.app.qq.com android.myapp.com",
        r"/[^?]*\?(?:[^#]*&)?(?:pkgname|apkName)=" + _PACKAGE,
        "https://sj.qq.com/appdetail/{id}",
    ),
    shape(
        "huawei",
        "appgallery.huawei.com appgallery.cloud.huawei.com url.cloud.huawei.com",
        r"/(?:#/)?(?:ag/n/)?app/(?P<id>C\d{4,14})",
        "https://appgallery.huawei.com/app/{id}",
    ),
    shape(
        "xiaomi",
        "app.mi.com app.xiaomi.com",
        r"/details/?\?(?:[^#]*&)?id=" + _PACKAGE,
        "https://app.mi.com/details?id={id}",
    ),
    shape(
        "xiaomi", "m.app.mi.com", r"/[^#]*#page=detail&id=(?P<id>[\w.]+)", "https://m.app.mi.com/#page=detail&id={id}"
    ),
    shape(
        "apkpure",
        "apkpure.com apkpure.net m.apkpure.com",
        r"/(?:[a-z-]{2,7}/)?[^/?#]+/" + _PACKAGE,
        "https://apkpure.com/app/{id}",
    ),
    shape("coolapk", "coolapk.com", r"/(?:apk|game)/" + _PACKAGE, "https://www.coolapk.com/apk/{id}"),
    shape("wandoujia", "wandoujia.com", r"/apps/(?P<id>[\w.]+)", "https://www.wandoujia.com/apps/{id}"),
    shape(
        "360",
        "zhushou.360.cn m.app.so.com",
        r"/detail/index/soft_id/(?P<id>\d+)",
        "https://zhushou.360.cn/detail/index/soft_id/{id}",
    ),
    shape(
        "oppo",
        "store.oppomobile.com",
        r"/[^?]*\?(?:[^#]*&)?pkg(?:name)?=" + _PACKAGE,
        "https://store.oppomobile.com/app/{id}",
    ),
    shape(
        "vivo",
        "h5.appstore.vivo.com.cn info.appstore.vivo.com.cn",
        r"/[^?]*(?:detail/|\?(?:[^#]*&)?(?:appId|id)=)(?P<id>\d+)",
        "https://info.appstore.vivo.com.cn/detail/{id}",
    ),
    shape("taptap", "taptap.cn taptap.com taptap.io", r"/app/(?P<id>\d+)", "https://www.taptap.cn/app/{id}"),
    shape("fdroid", "f-droid.org", r"/(?:[a-z-]+/)?packages/" + _PACKAGE, "https://f-droid.org/packages/{id}/"),
)


def app_of(url: str) -> Link | None:
    """The app that a store's address shows; None when no known store's."""
    return link_of("app", url, SHAPES)
