"""The films and series that the demo's video CMS and the collection API behind it share."""

# ruff: noqa: E501  - the lines are the lines of the pages

from __future__ import annotations

from dataclasses import dataclass

from cli.demo.mint import stream
from cli.demo.truth import Target


@dataclass(frozen=True, slots=True)
class Vod:
    """An item as its site writes it; `work` is the watched work it copies, or `why` it is none."""

    number: int
    name: str
    year: int
    kind: str
    actors: str
    director: str
    episodes: tuple[str, ...]
    remark: str
    work: str = ""
    why: str = ""
    sub: str = ""
    encrypt: int = 0

    def copies(self, source: str) -> list[tuple[str, Target]]:
        """The playlists of one source: (name of the episode, address)."""
        return [(name, stream(f"{source}/{self.number}/{name}")) for name in self.episodes]


_MOVIE = ("HD国语",)

SHARED = (
    Vod(101, "流浪地球2", 2023, "科幻片", "吴京,刘德华,李雪健,沙溢", "郭帆", _MOVIE, "HD", "流浪地球2"),
    Vod(102, "滿江紅", 2023, "剧情片", "沈腾,易烊千玺,张译", "张艺谋", ("正片",), "正片", "满江红", encrypt=1),
    Vod(105, "六姊妹", 2025, "国产剧", "梅婷,陆毅,邬君梅", "杨亚洲",
        ("第01集", "第02集", "第03集", "第04集"), "更新至04集", "六姊妹", encrypt=2),
    Vod(107, "Y异人之下", 2025, "国产剧", "张楚岚,冯宝宝", "许宏宇", ("第01集", "第02集"), "更新至2集", "异人之下", encrypt=1),
    Vod(110, "深海", 2023, "动画电影", "苏鑫,王亭文", "田晓鹏", ("HD国语",), "HD", "深海", encrypt=2),
    Vod(120, "流浪地球3", 2027, "科幻片", "吴京", "郭帆", ("概念片",), "即将上映", why="an unlisted sequel"),
    Vod(121, "深海利剑", 2017, "国产剧", "高旻睿,王阳", "赵宝刚", ("第01集", "第02集"), "全32集",
        why="a longer title that begins with a watched one"),
    Vod(126, "山茶花开的第七年", 2022, "国产剧", "程一禾,陆闻笙", "何子谦", ("第01集", "第02集"), "全24集", why="not listed"),
)  # fmt: skip

VIDEO_ONLY = (
    Vod(103, "热la滚烫", 2024, "喜剧片", "贾玲,雷佳音,张小斐", "贾玲", ("HD",), "HD", "热辣滚烫", encrypt=2),
    Vod(104, "飞驰人升2", 2024, "喜剧片", "沈腾,范丞丞,尹正", "韩寒", ("TC抢先版",), "TC抢先版", "飞驰人生2"),
    Vod(106, "国色芳华", 2025, "国产剧", "杨紫,李现,魏哲鸣", "丁梓光", ("第1集", "第2集", "第3集"), "更至3集", "国色芳华",
        encrypt=1),
    Vod(108, "熊出没·逆转时空", 2024, "动画电影", "谭笑,张秉君", "林汇达", ("国语",), "HD", "熊出没·逆转时空"),
    Vod(109, "你好李焕英", 2021, "喜剧片", "贾玲,张小斐,沈腾", "贾玲", ("HD国语",), "HD", "你好,李焕英", encrypt=2),
    Vod(111, "无名[4K高码率]", 2023, "剧情片", "梁朝伟,王一博,周迅", "程耳", ("正片",), "4K", "无名"),
    Vod(112, "第二十条", 2024, "剧情片", "雷佳音,马丽,赵丽颖", "张艺谋", ("HD国语",), "HD", "第二十条", encrypt=1),
    Vod(113, "沙.尘.暴", 2025, "国产剧", "段奕宏,陈建斌,王俊凯", "谭嘉言", ("01", "02"), "更新至02集", "沙尘暴", encrypt=2),
    Vod(122, "无名之辈", 2018, "喜剧片", "陈建斌,任素汐", "饶晓志", ("HD国语",), "HD",
        why="a longer title that begins with a watched one"),
    Vod(123, "满江红之风波亭", 2023, "剧情片", "赵大,钱二", "孙三", ("HD",), "HD", why="another film whose title begins alike"),
    Vod(124, "飞驰人生3", 2026, "喜剧片", "沈腾", "韩寒", ("HD",), "HD", why="an unlisted sequel"),
    Vod(125, "阿拉丁", 1992, "动画片", "斯科特·温格,罗宾·威廉姆斯", "罗恩·克莱门茨", ("国语", "英语"), "HD",
        why="the animation of 1992, not the film of 2019"),
    Vod(127, "海底来信", 2021, "剧情片", "林一苇,白术", "江昼", ("HD",), "HD", why="not listed"),
    Vod(128, "第二十一条", 2024, "剧情片", "秦朗,苏末", "周远", ("HD国语",), "HD", why="another title, one character longer"),
    Vod(129, "熊出没之探险日记", 2017, "国产动漫", "张伟,张秉君", "丁亮", ("第01集", "第02集"), "全52集",
        why="another work of the same series, not listed"),
    Vod(131, "唐人街探案", 2020, "国产剧", "邱泽,陈哲远", "柯汶利", ("第1集", "第2集"), "全12集", why="the web series, not part 3"),
)  # fmt: skip

STATION_ONLY = (
    Vod(201, "新神榜：哪吒重生", 2021, "动画电影", "杨天翔,张赫", "赵霁", ("HD国语",), "HD", "新神榜:哪吒重生",
        sub="New Gods: Nezha Reborn"),
    Vod(202, "刺杀小说jia", 2021, "动作片", "雷佳音,杨幂,董子健", "路阳", ("HD国语", "HD中字"), "HD", "刺杀小说家"),
    Vod(203, "侍神令", 2021, "奇幻片", "陈坤,周迅,陈伟霆", "李蔚然", ("正片",), "正片", "侍神令"),
    Vod(204, "阿拉丁真人版", 2019, "奇幻片", "威尔·史密斯,梅纳·玛索德", "盖·里奇", ("中英双字",), "HD", "阿拉丁", sub="Aladdin"),
    Vod(205, "中国机长", 2019, "剧情片", "张涵予,欧豪,杜江", "刘伟强", ("HD国语",), "HD", "中国机长"),
    Vod(221, "侍神令外传：花火", 2023, "奇幻片", "严知,夏至", "王拾", ("HD",), "HD", why="another title that begins alike"),
    Vod(222, "中国机长的一天", 2020, "纪录片", "", "李默", ("HD",), "HD", why="a documentary with a longer title"),
    Vod(223, "我的姐姐是女王", 2022, "国产剧", "叶知秋,温良", "方圆", ("第1集", "第2集"), "全20集", why="a longer title"),
    Vod(224, "落日邮局", 2012, "剧情片", "老夏,小满", "暮云", ("HD国语",), "HD", why="its protection ended in 2018"),
    Vod(225, "云端餐厅", 2024, "综艺片", "", "", ("第20240601期", "第20240608期"), "更新至20240608期", why="not listed"),
)  # fmt: skip
