"""Writers of posts, and their names in the words around."""

from __future__ import annotations

from core.types import Text
from crawler.extract.profile import identity_in
from crawler.extract.writers import without_writer


def test_a_writer_s_name_is_no_word_of_the_post() -> None:
    texts = (
        Text("row", "楼主：追风1a 阿里云盘"),
        Text("heading", "追风1a"),
        Text("heading", "北岸"),
        Text("row", "追风1a"),
    )
    assert without_writer(texts, "追风1a") == (Text("row", "阿里云盘"), Text("heading", "北岸"))
    assert without_writer(texts, "") == texts


def test_numbers_in_profile_addresses() -> None:
    assert identity_in("http://a.example/index.php?action=profile;u=2309") == "2309"
    assert identity_in("http://a.example/member.php?45117-name") == "45117"
    assert identity_in("http://a.example/user-4711.html") == "4711"
