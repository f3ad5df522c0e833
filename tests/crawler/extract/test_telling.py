# ruff: noqa: E501 - cases as tables
"""Words that can name a work, and words that only say "download"."""

from __future__ import annotations

import pytest

from crawler.extract.telling import is_telling

TELLING = [
    "庆余年",
    "狂飙 第01集",
    "The Last Kingdom",
    "《1921》上集 北岸",
    "星河长明 4K 国语中字",
    "提取码：ab12\n北岸",
    "Q庆余年第二季",
    "庆.余.年 HD",
    "夜航 链接",
    "《北岸》由网友上传",
    "01.北岸.mp4",
    "北岸 (2024)",
    "北岸 来自网友分享",
]
SILENT = [
    "", "下载", "百度网盘", "夸克网盘下载地址", "点击立即下载", "第01集", "1080P 国语中字", "HD", "链接：https://pan.quark.cn/s/abcdefabcdef", "提取码：ab12",
    "密码: x9y8", "WEB-DL 2160p H265 AAC", "Download link 2", "S01E05", "更新至24集", "发表于 2025-3-1 20:18", "主演：林一舟 / 何清", "导演: 方远", "年份：2025",
    "下一页", "播放源 3", "大小：2.3G", "解压密码：abcd", "阿里云盘", "磁力链接", "立即播放", "免费在线观看",
    "本资源由网友上传，豆瓣/正版", "两个链接提取码都是 c24y 哦", "123云盘 (tjv9)", "第3讲 进阶.mp4", "整轨：百度网盘",
    "查看网盘密钥 bp3s", "另一个盘：", "目录：", "老规矩，自取", "有问题请留言", "01.导论.mp4",
    "资源类型：视频", "年份 2018", "提取码 gqp2", "百度网盘 asd7", "无损 下载",
]  # fmt: skip


@pytest.mark.parametrize("text", TELLING)
def test_telling(text: str) -> None:
    assert is_telling(text)


@pytest.mark.parametrize("text", SILENT)
def test_silent(text: str) -> None:
    assert not is_telling(text)
