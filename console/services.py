"""What every page needs: the office, the configuration, words, templates, brakes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request

from console.throttle import Throttle
from console.words import Words
from core.config import Config
from storage.office import Office
from storage.store import Store


@dataclass(frozen=True, slots=True)
class Services:
    """Made once, when the console starts."""

    config: Config
    office: Office
    words: Words
    store: Store
    throttle: Throttle = field(default_factory=Throttle)


def services(request: Request) -> Services:
    """The services of the console that answers this request."""
    found = request.app.state.services
    if not isinstance(found, Services):
        raise TypeError("the console was not set up")
    return found


Here = Annotated[Services, Depends(services)]
