"""States whose records name each other."""

from __future__ import annotations

from typing import Any

import pytest

from core.types import Account
from crawler.extract.clip import clips
from crawler.extract.referred import joined

PHOTO = {"id": "3x9", "caption": "北岸 第2集", "photoUrl": "https://v.example/1.mp4"}
STATES: dict[str, Any] = {
    "a reference by type and id": {
        "defaultClient": {
            "Photo:3x9": PHOTO, "Author:7": {"id": "7", "name": "小栈"},
            "$ROOT.x": {"photo": {"type": "id", "id": "Photo:3x9"}, "author": {"type": "id", "id": "Author:7"}},
        }
    },
    "a reference by name": {
        "ROOT": {"clip": {"__ref": "Photo:3x9"}}, "Photo:3x9": {**PHOTO, "author": {"__ref": "Author:7"}},
        "Author:7": {"id": "7", "name": "小栈"},
    },
    "people by number": {"clips": {"3x9": {**PHOTO, "authorId": 7}}, "userMap": {"7": {"nickname": "小栈"}}},
}  # fmt: skip


@pytest.mark.parametrize("name", STATES)
def test_a_clip_gets_its_owner(name: str) -> None:
    found = clips([*joined(STATES[name]), STATES[name]], "site")
    assert [(each.video_id, each.account) for each in found] == [("3x9", Account("site", "7", "小栈"))]


@pytest.mark.parametrize(
    "state", [None, [], {}, {"a": {"__ref": "a"}}, {"a": {"x": {"__ref": "b"}}, "b": {"x": {"__ref": "a"}}}]
)
def test_what_names_nothing_or_itself_ends(state: Any) -> None:
    assert len(list(joined(state))) <= 2
