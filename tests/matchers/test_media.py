"""What medium words speak of: each kind of copy, and the quick look that must not miss one."""

from __future__ import annotations

import pytest

from matchers.media import media_in, speaks_of_others, words_fit

OTHERS = (
    "某某 txt下载",
    "some.book.epub",
    "某某 漫画 第2话",
    "某某 小说",
    "某某 最新章节",
    "a book paperback",
    "某某.mp3",
    "some.song.m4b",
    "某某 有声书",
    "某某 简谱",
    "some album flac",
    "soundtrack of it",
    "某某.apk",
    "some.game.v1.2.3",
    "some game [nintendo switch] nsp",
    "a.patch.v2",
    "some.build 12",
    "a game ps5",
    "xbox360 game",
    "some.dlcs",
    "某某 手游",
    "某某 免安装",
    "某某 专辑",
    "某某 伴奏",
    "a thing on gog",
    "某某全本",
)


@pytest.mark.parametrize("text", OTHERS)
def test_the_quick_look_misses_no_medium(text: str) -> None:
    spoken = media_in(text)
    assert spoken and "video" not in spoken and speaks_of_others(text)
    assert not words_fit(spoken, "film")


@pytest.mark.parametrize(
    "text", ["some.film.2019.1080p.bluray.x264", "某某 4k 国语中字", "some film flac 1080p", "某某 蓝光 全集"]
)
def test_words_of_films_fit_films(text: str) -> None:
    assert words_fit(media_in(text), "film")


def test_the_text_of_a_novel_is_no_cartoon() -> None:
    assert not words_fit(media_in("某某 小说 txt全集"), "cartoon")
    assert words_fit(media_in("某某 漫画 第2话"), "cartoon")
    assert words_fit(media_in("某某 小说 txt全集"), "novel")
