"""The one configuration file: read, checked, refused when not understood. Environment variables override it."""

from __future__ import annotations

import os
import re
import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, Final, Literal
from urllib.parse import urlsplit

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from core.errors import ConfigError
from core.search import Search, check
from core.types import Channel

DEFAULT_NAME = "netsword.toml"
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def _duration(value: object) -> object:
    """`"6h"`, `"30m"`, `"1d"`, `"2w"` as a timedelta."""
    if not isinstance(value, str):
        return value
    found = re.fullmatch(r"\s*(\d{1,6})\s*([mhdw])\s*", value)
    if not found:
        raise ValueError('write a number and a unit, such as "30m", "6h", "1d" or "2w"')
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


ChannelName = Literal["auto", Channel]

Duration = Annotated[timedelta, BeforeValidator(_duration)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Storage(_Table):
    """`[storage]`: where hits and evidence are kept."""

    database: str = "sqlite:///netsword.db"
    evidence: str = "evidence"


class Matching(_Table):
    """`[matching]`: what is shown for review, and how long unmatched links are remembered."""

    review_score: float | None = Field(default=None, ge=0, le=100)
    remember_days: int = Field(default=180, ge=0)


class Crawl(_Table):
    """`[crawl]`: manners and limits that hold for all sites unless a site says otherwise."""

    delay: float = Field(default=1.0, ge=0)
    concurrency: int = Field(default=8, ge=1, le=256)
    obey_robots: bool = True
    allow_private: tuple[str, ...] = ()
    hosts_file: str = ""
    timeout: float = Field(default=30, gt=0)
    max_bytes: int = Field(default=10_000_000, ge=10_000)
    max_pages: int = Field(default=5_000, ge=1)
    max_depth: int = Field(default=20, ge=0)
    max_minutes: float = Field(default=240, gt=0)
    sites_at_once: int = Field(default=16, ge=1)
    share_pages: int = Field(default=0, ge=0, le=10_000)
    max_memory_mb: int = Field(default=2_000, ge=100)
    verify_certificates: bool = False


class Expect(_Table):
    """`expect` of a site: fewer than this makes a run suspicious."""

    pages: int = Field(default=1, ge=0)
    sightings: int = Field(default=0, ge=0)


class Site(_Table):
    """`[[site]]`: a site to visit. Its `start_urls` decide its hosts."""

    name: str = Field(pattern=r"^[\w][\w.-]{0,63}$")
    start_urls: tuple[str, ...] = Field(min_length=1)
    channel: ChannelName = "auto"
    spider: str = "auto"
    delay: float | None = Field(default=None, ge=0)
    max_pages: int | None = Field(default=None, ge=1)
    max_depth: int | None = Field(default=None, ge=0)
    share_pages: int | None = Field(default=None, ge=0, le=10_000)
    every: Duration = timedelta(days=1)
    obey_robots: bool | None = None
    expect: Expect = Expect()
    hosts: tuple[str, ...] = ()
    audience: int = Field(default=0, ge=0)
    render: bool | Literal["auto"] = False
    search_form: str = ""
    search: str = Field(default="", validate_default=True)

    @field_validator("search")
    @classmethod
    def _is_a_search(cls, url: str, info: ValidationInfo) -> str:
        form = str(info.data.get("search_form", ""))
        if url not in ("", "auto"):
            check(Search(url, form))
        elif form:
            raise ValueError('search_form is posted to an address: write search = "https://host/search"')
        return url

    @field_validator("start_urls")
    @classmethod
    def _http_only(cls, urls: tuple[str, ...]) -> tuple[str, ...]:
        for url in urls:
            parts = urlsplit(url)
            if parts.scheme not in ("http", "https") or not parts.hostname:
                raise ValueError(f"{url!r} is not an http(s) address")
        return urls


class Mail(_Table):
    """`[mail]`: how notices are sent. The password comes from NETSWORD_MAIL__PASSWORD."""

    host: str = ""
    port: int = 587
    starttls: bool = True
    user: str = ""
    password: str = ""
    sender: str = ""


class Complainant(_Table):
    """`[complainant]`: who signs notices: the holder itself or its agent."""

    name: str = ""
    organisation: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    identity: str = ""
    authority: str = ""
    name_en: str = ""
    organisation_en: str = ""
    address_en: str = ""


class Console(_Table):
    """`[console]`: the web console."""

    secret: str = ""
    session_hours: int = Field(default=12, ge=1)
    idle_minutes: int = Field(default=120, ge=5)
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]")
    https: bool = False


class Config(BaseSettings):
    """All of netsword.toml. `folder` is where the file stands; relative paths start there."""

    model_config = SettingsConfigDict(
        extra="forbid",
        frozen=True,
        env_prefix="NETSWORD_",
        env_nested_delimiter="__",
        nested_model_default_partial_update=True,
    )

    contact: str = ""
    storage: Storage = Storage()
    matching: Matching = Matching()
    crawl: Crawl = Crawl()
    mail: Mail = Mail()
    complainant: Complainant = Complainant()
    console: Console = Console()
    site: tuple[Site, ...] = ()
    folder: Path = Field(default_factory=Path.cwd, exclude=True)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return env_settings, init_settings

    @model_validator(mode="after")
    def _names_once(self) -> Config:
        seen: set[str] = set()
        for site in self.site:
            if site.name in seen:
                raise ValueError(f"two [[site]] tables are named {site.name!r}")
            seen.add(site.name)
        return self

    @property
    def database_url(self) -> str:
        """The database URL; a relative SQLite path starts at the configuration's folder."""
        url = self.storage.database
        prefix = "sqlite:///"
        if url.startswith(prefix) and not url.startswith("sqlite:////") and url != "sqlite:///:memory:":
            return prefix + str((self.folder / url.removeprefix(prefix)).absolute())
        return url

    @property
    def evidence_folder(self) -> Path:
        """Where WARC files are kept."""
        return (self.folder / self.storage.evidence).absolute()

    @property
    def hosts_path(self) -> Path | None:
        """The hosts file for tests, or None."""
        return (self.folder / self.crawl.hosts_file).absolute() if self.crawl.hosts_file else None

    @property
    def audiences(self) -> dict[str, int]:
        """Visits a month of the sites of which they are known."""
        return {site.name: site.audience for site in self.site if site.audience}

    def share_pages(self, site: Site) -> int:
        """How many public pages of shares are looked at after a run of the site."""
        return self.crawl.share_pages if site.share_pages is None else site.share_pages

    def sites(self, names: tuple[str, ...] = ()) -> tuple[Site, ...]:
        """The named sites, or all; an unknown name is an error that lists the known ones."""
        known = {site.name: site for site in self.site}
        for name in names:
            if name not in known:
                raise ConfigError(f"no [[site]] is named {name!r}; configured: {', '.join(known) or 'none'}")
        return tuple(known[name] for name in names) if names else self.site


def config_path(path: Path | None = None) -> Path:
    """Where the configuration is: the argument, NETSWORD_CONFIG, or ./netsword.toml."""
    return path or Path(os.environ.get("NETSWORD_CONFIG") or DEFAULT_NAME)


def load_config(path: Path | None = None, *, required: bool = True) -> Config:
    """Reads the file. `required=False` gives the defaults when none was named and none is there.

    Raises ConfigError naming file, table, key and cure.
    """
    named = path is not None or bool(os.environ.get("NETSWORD_CONFIG"))
    where = config_path(path)
    if not where.is_file():
        if required or named:
            raise ConfigError(f"{where}: no such file; `netsword init` writes one, --config names another")
        return _checked({}, where, Path.cwd())
    try:
        data = tomllib.loads(where.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{where}: not valid TOML: {error}") from error
    except OSError as error:
        raise ConfigError(f"{where}: cannot be read: {error.strerror}") from error
    return _checked(data, where, where.absolute().parent)


def _checked(data: dict[str, Any], where: Path, folder: Path) -> Config:
    if "folder" in data:
        raise ConfigError(f"{where}: unknown key 'folder'")
    try:
        return Config(**data, folder=folder)
    except ValidationError as error:
        raise ConfigError(f"{where}: " + "; ".join(_sentence(e, data) for e in error.errors())) from error


# What is wrong by the beginning of its kind, in the words of somebody who edits the file.
_SAID: Final = (
    ("float_", "a number is needed, not {given!r:.80}"),
    ("int_", "a whole number is needed, not {given!r:.80}"),
    ("bool_", "write true or false, not {given!r:.80}"),
    ("string_type", "words in quotation marks are needed, not {given!r:.80}"),
    ("string_pattern_mismatch", "{given!r:.80}: letters, digits, _ . - only, at most 64, the first a letter or digit"),
    ("tuple_type", "a list is needed, not {given!r:.80}: write [...]"),
    ("literal_error", "{given!r:.80} is not known; write {expected}"),
    ("greater_than_equal", "write {ge} or more, not {given!r:.80}"),
    ("less_than_equal", "write {le} or less, not {given!r:.80}"),
)


def _sentence(error: Any, data: dict[str, Any]) -> str:
    """One validation error as a sentence that names table and key."""
    loc = [str(part) for part in error["loc"]]
    place = _place(list(error["loc"]), data)
    if error["type"] == "extra_forbidden":
        return f"unknown key {loc[-1]!r} in {place}" if len(loc) > 1 else f"unknown table or key {loc[-1]!r}"
    if error["type"] == "missing":
        return f"{loc[-1]!r} is missing in {place}"
    message = str(error["msg"]).removeprefix("Value error, ")
    for kind, words in _SAID:
        if error["type"].startswith(kind):
            message = words.format(given=error["input"], **error.get("ctx", {}))
    return f"{place}: {loc[-1]!r}: {message}" if loc else message


def _place(loc: list[int | str], data: dict[str, Any]) -> str:
    if len(loc) > 1 and loc[0] == "site" and isinstance(loc[1], int):
        sites = data.get("site")
        site = sites[loc[1]] if isinstance(sites, list) and loc[1] < len(sites) else {}
        name = site.get("name") if isinstance(site, dict) else None
        return f"[[site]] {name!r}" if name else f"[[site]] number {loc[1] + 1}"
    return f"[{loc[0]}]" if len(loc) > 1 else "the top of the file"
