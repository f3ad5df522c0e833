"""What a page came to is stored whole, once, and only the best of it is shown."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from core.errors import NotFoundError
from core.types import Account, Link, NewRequest, PageRecord, Text, Work
from storage.pages import SaveCounts
from storage.store import Store, open_store
from storage.tables import URL_LIMIT


def rows(store: Store, table: str) -> int:
    with store.database.read() as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


def test_a_page_with_a_hit_is_stored_whole(store: Store, run_id: int, make) -> None:
    (work,) = make.works(store, "流浪地球2")
    account = Account("tieba", "12", "张三")
    finding = make.finding("quark:1", make.match(work), account=account, price="¥1", episode="01")
    record = make.record(run_id, finding, capture=make.capture(), follow=(make.request("2"),))
    assert store.pages.save([record]) == SaveCounts(pages=1, sightings=1, hits_new=1, requests_new=1)
    (hit,) = store.hits.query()
    assert (hit.work_title, hit.link_kind, hit.provider, hit.link_url) == (
        "流浪地球2",
        "netdisk",
        "quark",
        "https://pan.example/quark:1",
    )
    assert (hit.page_url, hit.site, hit.channel, hit.matched_text) == (
        "https://a.example/1",
        "a",
        "video",
        "流浪地球2 4K",
    )
    assert (hit.score, hit.matcher, hit.state, hit.version) == (95.0, "folded-1", "new", 1)
    assert (hit.account, hit.price, hit.episode) == ("张三 (tieba:12)", "¥1", "01")
    assert (hit.first_seen, hit.last_seen) == (make.now, make.now)
    assert hit.capture == "netsword-1.warc.gz#urn:uuid:1"
    assert hit.reasons[0].evidence == "流浪地球2"


def test_the_same_page_again_changes_nothing(store: Store, run_id: int, make, snapshot) -> None:
    (work,) = make.works(store, "流浪地球2")
    record = make.record(
        run_id,
        make.finding("quark:1", make.match(work)),
        make.finding("quark:2"),
        capture=make.capture(),
        follow=(make.request("2"),),
    )
    store.pages.save([record])
    before = snapshot(store)
    assert store.pages.save([record]) == SaveCounts(pages=1, sightings_seen=2, hits_seen=1)
    assert snapshot(store) == before


def test_the_best_match_is_kept(store: Store, run_id: int, make) -> None:
    (work,) = make.works(store, "流浪地球2")
    for number, score in enumerate((80.0, 95.0, 95.0, 70.0)):
        page = f"https://a.example/{number}"
        match = make.match(work, score, text=f"写法{number}")
        store.pages.save([make.record(run_id, make.finding("quark:1", match, page_url=page), url=page)])
    (hit,) = store.hits.query()
    assert (hit.score, hit.matched_text, hit.page_url) == (95.0, "写法1", "https://a.example/1")
    assert [row.matched_text for row in store.hits.sightings()] == ["写法0", "写法1", "写法2", "写法3"]


def test_the_first_of_equal_matches_in_one_batch_is_kept(store: Store, run_id: int, make) -> None:
    (work,) = make.works(store, "流浪地球2")
    records = []
    for number in range(3):
        page = f"https://a.example/{number}"
        match = make.match(work, text=f"写法{number}")
        records.append(make.record(run_id, make.finding("quark:1", match, page_url=page), url=page))
    counts = store.pages.save(records)
    assert (counts.hits_new, counts.sightings) == (1, 3)
    assert [hit.matched_text for hit in store.hits.query()] == ["写法0"]


def test_a_link_that_holds_several_works_is_a_hit_for_each(store: Store, run_id: int, make) -> None:
    one, two = make.works(store, "流浪地球2", "满江红")
    matches = (make.match(one, text="流浪地球2"), make.match(two, text="满江红"))
    assert store.pages.save([make.record(run_id, make.finding("quark:1", *matches))]).hits_new == 2
    assert [(hit.work_title, hit.matched_text) for hit in store.hits.sightings()] == [
        ("流浪地球2", "流浪地球2"),
        ("满江红", "满江红"),
    ]


def test_seen_again_moves_only_the_times(store: Store, run_id: int, make) -> None:
    (work,) = make.works(store, "流浪地球2")
    finding = make.finding("quark:1", make.match(work))
    store.pages.save([make.record(run_id, finding)])
    (before,) = store.hits.query()
    store.pages.save([make.record(run_id, finding, fetched_at=make.at(days=2))])
    store.pages.save([make.record(run_id, finding, fetched_at=make.at(days=-1))])
    assert list(store.hits.query()) == [replace(before, first_seen=make.at(days=-1), last_seen=make.at(days=2))]


def test_a_page_that_shows_the_link_without_the_title_is_a_sighting_too(store: Store, run_id: int, make) -> None:
    (work,) = make.works(store, "流浪地球2")
    store.pages.save([make.record(run_id, make.finding("quark:1", make.match(work)))])
    bare = make.finding("quark:1", page_url="https://b.example/", texts=(Text("anchor", "点击下载"),), site="b")
    later = make.at(hours=1)
    store.pages.save([make.record(run_id, bare, url="https://b.example/", site="b", fetched_at=later)])
    assert [(row.site, row.matched_text) for row in store.hits.sightings()] == [
        ("a", "流浪地球2 4K"),
        ("b", "点击下载"),
    ]
    (hit,) = store.hits.query()
    assert (hit.site, hit.last_seen) == ("a", later)


def test_a_page_that_did_not_change_still_shows_its_links(store: Store, run_id: int, make) -> None:
    (work,) = make.works(store, "流浪地球2")
    site = "a"
    store.frontier.start_round(site, [make.request("1")], make.now, run_id)
    (first,) = store.frontier.claim(site, 1)
    finding = make.finding("quark:1", make.match(work))
    record = make.record(run_id, finding, request_id=first.request_id, etag="e1", follow=(make.request("2"),))
    store.pages.save([record])
    (second,) = store.frontier.claim(site, 1)
    store.pages.save([make.record(run_id, url=second.request.url, request_id=second.request_id)])

    later = make.at(days=1)
    store.frontier.start_round(site, [make.request("1")], later, run_id)
    (again,) = store.frontier.claim(site, 1)
    assert again.etag == "e1"
    same = make.record(run_id, state="not_modified", status=304, fetched_at=later, request_id=again.request_id)
    assert store.pages.save([same]).requests_new == 1
    assert [hit.last_seen for hit in store.hits.query()] == [later]
    assert [hit.last_seen for hit in store.hits.sightings()] == [later]
    assert [row.request.url for row in store.frontier.claim(site, 9)] == ["https://a.example/2"]


def test_a_code_that_becomes_known_is_added(store: Store, run_id: int, make) -> None:
    (work,) = make.works(store, "流浪地球2")
    for code in ("", "8k2x", "fake"):
        store.pages.save([make.record(run_id, make.finding(make.link(passcode=code), make.match(work)))])
    assert [hit.passcode for hit in store.hits.query()] == ["8k2x"]


def test_words_stay_with_the_capture_that_proves_them(store: Store, run_id: int, make) -> None:
    (work,) = make.works(store, "流浪地球2")
    store.pages.save([make.record(run_id, make.finding("quark:1", make.match(work)), capture=make.capture())])
    changed = make.finding("quark:1", texts=(Text("anchor", "别的"),))
    store.pages.save([make.record(run_id, changed, fetched_at=make.at(days=1))])
    (kept,) = store.sightings.remembered()
    assert kept.sighting.texts == (Text("anchor", "流浪地球2 4K"),)
    newer = make.capture("urn:uuid:2")
    store.pages.save([make.record(run_id, changed, fetched_at=make.at(days=2), capture=newer)])
    (kept,) = store.sightings.remembered()
    assert kept.sighting.texts == (Text("anchor", "别的"),)
    (hit,) = store.hits.query()
    assert hit.capture == "netsword-1.warc.gz#urn:uuid:1"
    assert [capture.record_id for capture in store.captures.of(hit.hit_id)] == ["urn:uuid:1", "urn:uuid:2"]


def test_an_account_is_known_by_its_id_whatever_it_calls_itself(store: Store, run_id: int, make) -> None:
    for name in ("张三", "李四"):
        store.pages.save([make.record(run_id, make.finding("quark:1", account=Account("tieba", "12", name)))])
    assert rows(store, "accounts") == 1
    (kept,) = store.sightings.remembered()
    assert kept.sighting.account == Account("tieba", "12", "李四")


def test_accounts_that_show_a_name_only_are_told_apart_by_it(store: Store, run_id: int, make) -> None:
    (work,) = make.works(store, "流浪地球2")
    for number, name in enumerate(("张三", "李四", "张三")):
        finding = make.finding(f"quark:{number}", make.match(work), account=Account("tieba", "", name))
        store.pages.save([make.record(run_id, finding)])
    assert [hit.account for hit in store.hits.query()] == ["张三", "李四", "张三"]
    assert rows(store, "accounts") == 2


@pytest.mark.parametrize("dirty", ["a\x00b", "a\ud800b", "a\udfffb"])
def test_text_that_no_database_holds_loses_only_that(store: Store, run_id: int, make, dirty: str) -> None:
    (work,) = make.works(store, "流浪地球2")
    link = Link("netdisk", dirty, f"https://pan.example/{dirty}", dirty, dirty)
    finding = make.finding(
        link,
        make.match(work, text=dirty),
        page_url=f"https://a.example/{dirty}",
        texts=(Text("anchor", dirty), Text("row", 'a "\\u0000" b')),
        page_title=dirty,
        account=Account(dirty, dirty, dirty),
        price=dirty,
        episode=dirty,
        people=(dirty,),
    )
    request = NewRequest(f"https://a.example/{dirty}", context=(Text("context", dirty),))
    store.pages.save([make.record(run_id, finding, title=dirty, cause=dirty, follow=(request,))])
    (hit,) = store.hits.query()
    assert (hit.matched_text, hit.page_url, hit.account) == ("ab", "https://a.example/ab", "ab (ab:ab)")
    (kept,) = store.sightings.remembered()
    assert kept.sighting.texts == (Text("anchor", "ab"), Text("row", 'a "\\u0000" b'))


def test_long_texts_are_cut_and_marked(store: Store, run_id: int, make) -> None:
    (work,) = make.works(store, "流浪地球2")
    long = "长" * 100_000
    finding = make.finding(
        make.link(ref=long, url="https://pan.example/" + "x" * 100_000),
        make.match(work, text=long),
        page_url="https://a.example/" + "y" * 100_000,
        texts=(Text("anchor", long),) * 500,
        page_title=long,
        account=Account(long, long, long),
        price=long,
    )
    other = make.finding(make.link(ref=long + "2", url="https://pan.example/" + "x" * 100_000 + "2"), make.match(work))
    store.pages.save([make.record(run_id, finding, other)])
    hits = list(store.hits.query())
    assert sorted(len(hit.matched_text) for hit in hits) == [8, 2000]
    assert {len(hit.link_url) for hit in hits} == {URL_LIMIT}
    assert sorted(len(hit.page_url) for hit in hits) == [19, URL_LIMIT]
    texts = [item.sighting.texts for item in store.sightings.remembered()]
    assert max(sum(len(text.text) for text in several) for several in texts) == 8000
    assert max(texts, key=len)[0].text.endswith("…")


def test_addresses_too_long_to_visit_are_dropped_and_counted(store: Store, run_id: int, make) -> None:
    long = make.request("长" * (URL_LIMIT // 3))
    counts = store.pages.save([make.record(run_id, follow=(long, make.request("2")))])
    assert (counts.requests_new, counts.requests_dropped) == (1, 1)


def test_a_work_that_is_not_stored_is_a_mistake(store: Store, run_id: int, make) -> None:
    with pytest.raises(ValueError, match="深海"):
        store.pages.save([make.record(run_id, make.finding("quark:1", make.match(Work("深海"))))])
    assert rows(store, "sightings") == 0


def test_a_time_without_a_zone_is_a_mistake(store: Store, run_id: int, make) -> None:
    with pytest.raises(Exception, match="zone"):
        store.pages.save([make.record(run_id, make.finding("quark:1"), fetched_at=make.now.replace(tzinfo=None))])


def test_matches_of_remembered_sightings_become_hits(store: Store, run_id: int, make) -> None:
    store.pages.save([make.record(run_id, make.finding("quark:1"), make.finding("quark:2"), capture=make.capture())])
    (work,) = make.works(store, "流浪地球2")
    first, second = store.sightings.remembered()
    assert first.work_ids == frozenset()
    assert store.pages.save_matches(first.sighting_id, [make.match(work)]) == SaveCounts(hits_new=1)
    assert store.pages.save_matches(first.sighting_id, [make.match(work)]) == SaveCounts(hits_seen=1)
    (hit,) = store.hits.query()
    assert (hit.site, hit.channel, hit.page_url, hit.link_kind) == ("a", "video", "https://a.example/1", "netdisk")
    assert (hit.first_seen, hit.capture) == (make.now, "netsword-1.warc.gz#urn:uuid:1")
    assert [item.work_ids for item in store.sightings.remembered()] == [frozenset({work.work_id}), frozenset()]
    assert store.pages.save_all_matches([(second.sighting_id, [make.match(work)])]) == SaveCounts(hits_new=1)


def test_matches_of_a_sighting_that_is_gone_are_refused(store: Store, make) -> None:
    (work,) = make.works(store, "流浪地球2")
    with pytest.raises(NotFoundError, match="no sighting 9"):
        store.pages.save_matches(9, [make.match(work)])


def test_nothing_is_stored_of_a_batch_that_fails(store: Store, run_id: int, make) -> None:
    (work,) = make.works(store, "流浪地球2")
    store.frontier.start_round("a", [make.request("1")], make.now, run_id)
    (claimed,) = store.frontier.claim("a", 1)
    good = make.record(run_id, make.finding("quark:1", make.match(work)), request_id=claimed.request_id)
    bad = make.record(999_999, make.finding("quark:2"))  # a run that is not there
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        store.pages.save([good, bad])
    assert (rows(store, "hits"), rows(store, "links"), store.frontier.pending("a")) == (0, 0, 1)


# Random crawls: few links, pages and works, so that all collide.
record_plans = st.lists(
    st.tuples(
        st.integers(0, 3),  # page
        st.lists(
            st.tuples(st.integers(0, 3), st.integers(0, 2), st.integers(60, 100)), max_size=4
        ),  # link, work, score
        st.integers(0, 5),  # hours after
        st.booleans(),  # with a capture
    ),
    min_size=1,
    max_size=6,
)


def planned(make, run_id: int, works: list[Work], plan: list) -> list[PageRecord]:
    records = []
    for number, (page, links, hours, captured) in enumerate(plan):
        url = f"https://a.example/{page}"
        findings = [
            make.finding(f"quark:{link}", *([make.match(works[work], float(score))] if work < 2 else []), page_url=url)
            for link, work, score in links
        ]
        capture = make.capture(f"urn:uuid:{page}-{number}") if captured else None
        follow = tuple(make.request(str(link)) for link, _, _ in links)
        records.append(
            make.record(run_id, *findings, url=url, fetched_at=make.at(hours=hours), capture=capture, follow=follow)
        )
    return records


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(plan=record_plans, cuts=st.lists(st.integers(1, 6), max_size=3))
def test_any_crawl_can_be_cut_repeated_and_batched(
    sqlite_template, tmp_path_factory, make, snapshot, plan, cuts
) -> None:
    """What is stored does not depend on how a crawl was cut into batches, nor on parts that were stored twice."""
    states = []
    for batches in ([plan], [[item] for item in plan], [plan[:cut] for cut in cuts] + [plan]):
        folder = tmp_path_factory.mktemp("crawl")
        (folder / "netsword.db").write_bytes(sqlite_template.read_bytes())
        with open_store(f"sqlite:///{folder / 'netsword.db'}") as store:
            run_id = store.runs.start("a", make.now)
            works = make.works(store, "流浪地球2", "满江红")
            for batch in batches:
                store.pages.save(planned(make, run_id, works, batch))
            states.append(comparable(store))
    assert states[0] == states[1] == states[2]


def comparable(store: Store) -> list:
    hits = [(h.work_title, h.link_url, h.score, h.first_seen, h.last_seen, h.state) for h in store.hits.query()]
    shown = [(h.work_title, h.link_url, h.page_url, h.score, h.first_seen, h.last_seen) for h in store.hits.sightings()]
    seen = [(s.sighting.link.ref, s.sighting.page_url, s.sighting.seen_at) for s in store.sightings.remembered()]
    return [sorted(hits), sorted(shown), sorted(seen), store.frontier.pending("a")]
