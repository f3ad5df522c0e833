"""The empty spreadsheet that rights holders fill in: text columns, a list of kinds, explanations, examples."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Final

import xlsxwriter

from core.types import WORK_KINDS, WorkKind

ROWS: Final = 5_000  # rows that are formatted as text in advance


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the template: its heading, what to write (Chinese and English), an example, its width."""

    heading: str
    chinese: str
    english: str
    example: str
    width: int


COLUMNS: Final = (
    Column("作品名称", "必填。作品的完整名称，不加书名号", "Required. The full title, without 《》", "流浪地球2", 28),
    Column(
        "又名", "其他名称、英文名，用 | 或 ; 分隔", "Other names, separated by | or ;", "The Wandering Earth II", 28
    ),
    Column("年份", "四位数字，如 2023", "Four digits, such as 2023", "2023", 8),
    Column("类型", "从下拉列表中选择，可留空", "Choose from the list, or leave empty", "电影", 10),
    Column("权利人", "版权所有者", "The rights holder", "中国电影股份有限公司", 24),
    Column("批次", "所属预警名单批次", "The batch of the early-warning list", "2023年第1批", 16),
    Column("保护开始", "年-月-日，如 2023-01-22", "Year-month-day", "2023-01-22", 14),
    Column("保护结束", "年-月-日；长期则留空", "Year-month-day; empty when open", "2033-01-21", 14),
    Column("上映日期", "年-月-日", "Year-month-day", "2023-01-22", 14),
    Column(
        "正版链接", "官方网站或域名，用 ; 分隔", "Official sites or domains, separated by ;", "https://v.qq.com/", 26
    ),
    Column(
        "获得信息网络传播权的网络服务商",
        "平台名称及授权期限，用 、 分隔",
        "Platforms with their dates, separated by 、",
        "爱奇艺(2023/4/4-2033/4/3)、优酷(2023/4/4-2033/4/3)",
        44,
    ),
    Column("标识", "ISBN、ISRC、EIDR 等", "ISBN, ISRC, EIDR ...", "", 20),
    Column("备注", "可留空", "Anything else", "", 24),
)
KINDS: Final[dict[WorkKind, str]] = {
    "film": "电影", "tv": "电视剧", "variety": "综艺", "animation": "动画", "cartoon": "漫画", "novel": "小说",
    "music": "音乐", "audiobook": "有声书", "game": "游戏", "software": "软件", "course": "课程", "sports": "体育",
    "gala": "晚会", "short_drama": "短剧", "other": "其他",
}  # fmt: skip


def write_template(path: str | os.PathLike[str]) -> None:
    """Writes the spreadsheet; read back as it is, it is an empty list."""
    with xlsxwriter.Workbook(os.fspath(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        text = book.add_format({"num_format": "@"})
        head = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1, "text_wrap": True, "num_format": "@"})
        wrap = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        sheet = book.add_worksheet("名单")
        for index, column in enumerate(COLUMNS):
            sheet.set_column(index, index, column.width, text)
            sheet.write_string(0, index, column.heading, head)
            sheet.write_comment(0, index, f"{column.chinese}\n{column.english}")
        kind = [column.heading for column in COLUMNS].index("类型")
        sheet.data_validation(1, kind, ROWS, kind, {"validate": "list", "source": [KINDS[name] for name in WORK_KINDS]})
        sheet.freeze_panes(1, 0)
        _explain(book.add_worksheet("填写说明"), head, wrap)
        _give_examples(book.add_worksheet("示例"), head, text)


def _explain(sheet: xlsxwriter.worksheet.Worksheet, head: object, wrap: object) -> None:
    for index, (title, width) in enumerate(
        (("列名 Column", 32), ("怎么填", 44), ("What to write", 44), ("例 Example", 50))
    ):
        sheet.set_column(index, index, width)
        sheet.write_string(0, index, title, head)
    for row, column in enumerate(COLUMNS, 1):
        for index, value in enumerate((column.heading, column.chinese, column.english, column.example)):
            sheet.write_string(row, index, value, wrap)
    kinds = ", ".join(f"{KINDS[name]} {name}" for name in WORK_KINDS)
    sheet.write_string(len(COLUMNS) + 2, 0, "类型 Kinds", wrap)
    sheet.write_string(len(COLUMNS) + 2, 1, kinds, wrap)


def _give_examples(sheet: xlsxwriter.worksheet.Worksheet, head: object, text: object) -> None:
    for index, column in enumerate(COLUMNS):
        sheet.set_column(index, index, column.width)
        sheet.write_string(0, index, column.heading, head)
        sheet.write_string(1, index, column.example, text)
