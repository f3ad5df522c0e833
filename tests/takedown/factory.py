"""Builders of stores with confirmed hits, and of desks over them."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, ClassVar

from core.config import Complainant, Config, Mail
from core.types import (
    Account,
    Finding,
    Licence,
    Link,
    LinkKind,
    Match,
    Page,
    PageRecord,
    Reason,
    Review,
    Sighting,
    Text,
    Work,
)
from storage.evidence import EvidenceWriter
from storage.store import Store, open_store
from takedown.case import Case, CaseWork, Earlier, Item, Party, Proof
from takedown.desk import Desk
from takedown.duties import duties_for
from takedown.recipients import Recipient, load_recipients

RECIPIENTS = load_recipients()
NOW = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
SEEN = datetime(2026, 3, 1, 20, 0, tzinfo=UTC)
SELF = Complainant(
    name="王芳",
    organisation="星河影业有限公司",
    address="北京市朝阳区光华路1号",
    phone="010-5550100",
    email="rights@xinghe.example",
    identity="统一社会信用代码 91110105MA00000001",
)
AGENT = Complainant(
    name="李律",
    organisation="清源维权服务有限公司",
    address="上海市徐汇区漕溪北路2号",
    phone="021-5550200",
    email="notice@qingyuan.example",
    identity="统一社会信用代码 91310104MA00000002",
    authority="授权委托书 星授字〔2026〕第3号（2026年1月5日）",
)
PARTIES = """
[[holder]]
name = "星河影业有限公司"
identity = "统一社会信用代码 91110105MA00000001"
legal_representative = "赵强"
address = "北京市朝阳区光华路1号"
postcode = "100020"
contact = "王芳"
phone = "010-5550100"
email = "rights@xinghe.example"

[[work]]
title = "远山的灯"
ownership = ["电影公映许可证 电审故字〔2025〕第888号"]
original_url = "https://www.lexiang.example/yuanshan"
"""
WORK = Work(
    "远山的灯",
    aliases=("山灯",),
    year=2026,
    kind="film",
    holder="星河影业有限公司",
    batch="2026年度第二批",
    official_domains=("www.lexiang.example",),
    licences=(Licence("爱奇艺", date(2026, 4, 1), date(2031, 3, 31)),),
    protected_from=date(2026, 1, 20),
    release_date=date(2026, 2, 17),
)


def config(folder: Path, complainant: Complainant = SELF, **mail: Any) -> Config:
    """A configuration in a folder of its own."""
    values = {"sender": "notices@xinghe.example", "starttls": False, **mail}
    return Config(folder=folder, complainant=complainant, mail=Mail(**values))


@dataclass
class Office:
    """A store in a folder, its evidence, and what a test puts into it."""

    folder: Path
    store: Store
    config: Config
    blank: ClassVar[Path | None] = None  # an empty database to begin with: copying is quicker than making

    @classmethod
    def open(cls, folder: Path, complainant: Complainant = SELF, **mail: Any) -> Office:
        made = config(folder, complainant, **mail)
        if cls.blank is not None:
            shutil.copy(cls.blank, folder / "netsword.db")
        return cls(folder, open_store(made.database_url, create=True), made)

    @property
    def desk(self) -> Desk:
        return Desk.open(self.config, self.store)

    def work(self, work: Work = WORK) -> Work:
        self.store.works.import_works([work], SEEN)
        return next(known for known in self.store.works.all() if known.title == work.title)

    def hit(
        self,
        url: str = "https://pan.baidu.com/s/1AbcDef",
        kind: LinkKind = "netdisk",
        provider: str = "baidu",
        *,
        work: Work = WORK,
        page: str = "https://luntan.example/thread-1-1-1.html",
        words: str = "【4K】远山的灯 全集",
        account: Account | None = None,
        confirm: bool = True,
        captured: bool = True,
        ip: str = "",
        ref: str = "",
        seen: datetime = SEEN,
    ) -> int:
        """A hit as a crawl finds it, confirmed by a reviewer unless told otherwise. Gives its id."""
        known = self.work(work)
        capture = None
        if captured:
            writer = EvidenceWriter(self.config.evidence_folder)
            body = f"<html><a href='{url}'>{words}</a></html>".encode()
            capture = writer.write(Page(page, body=body, status=200, content_type="text/html", fetched_at=seen, ip=ip))
            writer.close()
        link = Link(kind, ref or url, url, provider, "ab12" if kind == "netdisk" else "")
        sighting = Sighting(page, link, (Text("anchor", words),), "帖子", "luntan", "forum", account, seen_at=seen)
        match = Match(known, 96.0, "test-1", (Reason("title", 100.0, "the title stands in the text"),), words, "anchor")
        run_id = self.store.runs.start("luntan", seen)
        self.store.pages.save(
            [PageRecord(page, "luntan", run_id, "ok", seen, findings=(Finding(sighting, (match,)),), capture=capture)]
        )
        hit_id = next(
            hit.hit_id for hit in self.store.hits.query() if hit.link_url == url and hit.work_id == known.work_id
        )
        if confirm:
            self.store.reviews.add(Review(hit_id, "confirm", "审核员甲", "片名一致，可直接下载", SEEN))
        return hit_id

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")


# A complete case, from which tests take one thing away.
CASE_WORK = CaseWork(
    title="远山的灯",
    aliases=("山灯",),
    year=2026,
    kind="film",
    holder="星河影业有限公司",
    batch="2026年度第二批重点作品版权保护预警名单",
    protected_from=date(2026, 1, 20),
    release_date=date(2026, 2, 17),
    licences=(Licence("爱奇艺", date(2026, 4, 1), None),),
    original_url="https://www.lexiang.example/yuanshan",
    ownership=("电影公映许可证 电审故字〔2025〕第888号",),
    title_en="Lights of the Far Hills",
)
PROOF = Proof(
    file="netsword-20260301T200000Z-1-1.warc.gz",
    record_id="urn:uuid:5f2c0d3e-1111-4222-8333-944455556666",
    sha256="3a" * 32,
    url="https://luntan.example/thread-1-1-1.html",
    captured_at=SEEN,
    ip="203.0.113.20",
)
ITEM = Item(
    hit_id=7,
    work=CASE_WORK,
    url="https://pan.baidu.com/s/1AbcDef",
    link_kind="netdisk",
    seen_on="https://luntan.example/thread-1-1-1.html",
    passcode="ab12",
    words="【4K】远山的灯 全集",
    account="搬运工小李 (luntan:10086)",
    first_seen=SEEN,
    last_seen=SEEN,
    proof=PROOF,
)
HOLDER = Party(
    "星河影业有限公司",
    identity="统一社会信用代码 91110105MA00000001",
    legal_representative="赵强",
    address="北京市朝阳区光华路1号",
    postcode="100020",
    contact="王芳",
    phone="010-5550100",
    email="rights@xinghe.example",
    name_en="Xinghe Pictures Co., Ltd.",
    address_en="1 Guanghua Road, Chaoyang District, Beijing 100020, China",
)
AGENCY = Party(
    "清源维权服务有限公司",
    identity="统一社会信用代码 91310104MA00000002",
    address="上海市徐汇区漕溪北路2号",
    contact="李律",
    phone="021-5550200",
    email="notice@qingyuan.example",
    name_en="Qingyuan Rights Services Ltd.",
    address_en="2 Caoxi North Road, Xuhui District, Shanghai, China",
    contact_en="Li Lü",
)


def recipient(code: str = "baidu", **changes: Any) -> Recipient:
    """A bundled recipient, changed."""
    return RECIPIENTS.get(code).model_copy(update=changes)


def case(form: str, language: str, **changes: Any) -> Case:
    """A complete case for a form."""
    to = changes.pop("recipient", None) or recipient("taobao" if form == "ecommerce_art42" else "baidu")
    works = changes.get("works", (CASE_WORK,))
    item = ITEM
    if form == "ecommerce_art42":
        item = replace(
            ITEM,
            url="https://item.taobao.com/item.htm?id=7788",
            link_kind="listing",
            passcode="",
            words="远山的灯 4K 网盘发货",
        )
    values: dict[str, Any] = {
        "number": "NS-20260302-0A1B2C3D",
        "form": form,
        "language": language,
        "made_at": NOW,
        "recipient": to,
        "holder": HOLDER,
        "signatory": "李律",
        "agent": AGENCY,
        "authority": "授权委托书 星授字〔2026〕第3号",
        "works": (CASE_WORK,),
        "items": (item,),
        "duties": duties_for(to.service, works, NOW.date()),
        "earlier": Earlier("NS-20260228-99887766", "cn_art14", "侵权通知书", SEEN),
        "reason": "经核实，该分享内容为权利人授权的预告片",
    }
    if language == "en":
        values |= {"holder": HOLDER.in_english(), "agent": AGENCY.in_english(), "signatory": "Li Lü (李律)"}
    return Case(**{**values, **changes})
