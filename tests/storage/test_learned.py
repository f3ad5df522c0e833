"""Names learned from confirmed disguises are found by the next run, survive the list's import, and can be forgotten."""

from __future__ import annotations

from datetime import date

import pytest

from core.errors import ConflictError, NotFoundError
from core.types import Review, Text, Work
from matchers import Judge
from storage.deciding import Decision
from storage.scope import ALL, Scope
from storage.store import Store

WORK = Work("孤山夜行", kind="film", year=2026, holder="甲")


def decided(make, verdict: str = "confirm") -> Decision:
    return Decision(verdict, "王", "同音字", make.now)  # type: ignore[arg-type]


@pytest.fixture
def found(store: Store, run_id: int, make) -> Store:
    """Hit 1 in disguise, confirmed."""
    (work,) = make.works(store, WORK)
    store.pages.save(
        [make.record(run_id, make.finding("quark:1", make.match(work, text="【孤·杉·夜·行】4K 国语中字")))]
    )
    store.reviews.add(Review(1, "confirm", "王", "", make.now))
    return store


def test_a_confirmed_disguise_becomes_an_alias(found: Store, make) -> None:
    before = found.works.fingerprint()
    assert found.learned.proposal(ALL, 1) == "孤杉夜行"
    learned = found.learned.learn(ALL, 1, decided(make))
    assert (learned.alias, learned.work_title, learned.hit_id, learned.reviewer) == ("孤杉夜行", "孤山夜行", 1, "王")
    assert found.works.fingerprint() != before
    assert [work.aliases for work in found.works.all()] == [("孤杉夜行",)]
    assert found.works.import_works([WORK], make.now).unchanged == 1
    assert [work.aliases for work in found.works.all()] == [("孤杉夜行",)]
    assert found.learned.proposal(ALL, 1) == ""
    with pytest.raises(ConflictError, match="as it is listed"):
        found.learned.learn(ALL, 1, decided(make))


def test_the_next_run_finds_it(found: Store, make) -> None:
    found.learned.learn(ALL, 1, decided(make), "GSYX行动计划")
    sighting = make.finding("quark:2", texts=(Text("anchor", "gsyx行动计划 4K"),), page_title="").sighting
    assert [m.work.title for m in Judge(found.works.all()).judge(sighting, date(2026, 11, 22))] == ["孤山夜行"]


def test_it_is_forgotten_once(found: Store, make) -> None:
    learned = found.learned.learn(ALL, 1, decided(make))
    before = found.works.fingerprint()
    gone = found.learned.forget(ALL, learned.alias_id, decided(make))
    assert gone.forgotten_by == "王"
    assert found.works.fingerprint() != before
    assert found.works.all()[0].aliases == ()
    assert found.learned.list() == []
    assert [one.alias for one in found.learned.list(forgotten=True)] == ["孤杉夜行"]
    with pytest.raises(ConflictError, match="already"):
        found.learned.forget(ALL, learned.alias_id, decided(make))
    assert found.learned.learn(ALL, 1, decided(make)).alias_id != learned.alias_id


def test_only_confirmed_hits_teach(found: Store, make) -> None:
    found.reviews.add(Review(1, "unsure", "王", "", make.now))
    with pytest.raises(ConflictError, match="confirm it first"):
        found.learned.learn(ALL, 1, decided(make))


@pytest.mark.parametrize("source", ["listed", "known", "rejected"])
def test_innocents_are_known_from_all_that_is_stored(found: Store, run_id: int, make, source: str) -> None:
    if source == "listed":
        make.works(found, Work("孤杉夜行", holder="乙"))
    elif source == "known":
        found.catalogue.add([Work("孤杉夜行")], "list", make.now)
    else:
        ours = found.works.all()[0]
        rejected = make.finding("quark:3", make.match(ours, text="孤杉夜行 1080p"))
        found.pages.save([make.record(run_id, rejected)])
        found.reviews.add(Review(2, "reject", "王", "另一部", make.now))
    with pytest.raises(ConflictError, match="becomes no alias"):
        found.learned.learn(ALL, 1, decided(make))


def test_words_of_ones_own(found: Store, make) -> None:
    with pytest.raises(ConflictError, match="flood"):
        found.learned.learn(ALL, 1, decided(make), "英雄")
    assert found.learned.learn(ALL, 1, decided(make), "孤衫夜行").alias == "孤衫夜行"


def test_nobody_teaches_or_forgets_for_another_holder(found: Store, make) -> None:
    with pytest.raises(NotFoundError):
        found.learned.learn(Scope("乙"), 1, decided(make))
    learned = found.learned.learn(Scope("甲"), 1, decided(make))
    assert found.learned.list(Scope("乙")) == []
    with pytest.raises(NotFoundError):
        found.learned.forget(Scope("乙"), learned.alias_id, decided(make))
