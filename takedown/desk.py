"""The desk: the store and all the facts that drafting, approving and sending need, read once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from core.config import Config
from storage.store import Store
from takedown.parties import Parties
from takedown.protected import Protected, load_protected
from takedown.recipients import Recipients, load_recipients
from takedown.templates import Templates


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything a notice is made with. The operator's own files stand beside netsword.toml."""

    config: Config
    store: Store
    recipients: Recipients
    protected: Protected
    parties: Parties
    templates: Templates

    @classmethod
    def open(cls, config: Config, store: Store) -> Self:
        """The desk of a configuration: bundled facts with the operator's laid over them."""
        folder = config.folder
        return cls(
            config,
            store,
            load_recipients(folder),
            load_protected(folder),
            Parties(config.complainant, folder),
            Templates(folder),
        )
