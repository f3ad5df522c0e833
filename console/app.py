"""The console as one ASGI application."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from asgi_cross_origin_protection import CrossOriginProtection
from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.staticfiles import StaticFiles

from console.described import Described
from console.protection import SecurityHeaders
from console.routes import (
    api,
    api_cases,
    api_figures,
    api_learned,
    api_notices,
    api_records,
    api_review,
    api_works,
    audit,
    batch,
    bulk,
    capture,
    cases,
    dashboard,
    exports,
    hit,
    infringers,
    kept,
    learned,
    lists,
    notice,
    notices,
    progress,
    queue,
    settings,
    signin,
    works,
)
from console.secret import session_secret
from console.services import Services
from console.troubles import tell_troubles
from console.words import load
from core.config import Config
from storage.office import Office
from storage.store import Store

ROUTERS: Final = (
    signin.router,
    settings.router,
    bulk.router,
    kept.router,
    learned.router,
    queue.router,
    capture.router,
    hit.router,
    batch.router,
    works.router,
    lists.router,
    dashboard.router,
    progress.router,
    cases.router,
    notices.router,
    notice.router,
    infringers.router,
    exports.router,
    audit.router,
    api.router,
    api_review.router,
    api_works.router,
    api_figures.router,
    api_learned.router,
    api_notices.router,
    api_cases.router,
    api_records.router,
)
LARGEST_BODY: Final = 32_000_000


def create_app(config: Config, store: Store, hosts: tuple[str, ...] = ()) -> FastAPI:
    """The console over a store; `hosts` are names it may be called by besides the configured ones."""
    app = Described(
        title="netsword",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        middleware=_middleware(config, hosts),
        max_body_size=LARGEST_BODY,
    )
    app.state.services = Services(config, Office(store), load(), store)
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    for router in ROUTERS:
        app.include_router(router, include_in_schema=router.prefix == api.router.prefix)
    tell_troubles(app)
    return app


def _middleware(config: Config, hosts: tuple[str, ...]) -> list[Middleware]:
    https = config.console.https
    return [
        Middleware(SecurityHeaders, https=https),
        Middleware(TrustedHostMiddleware, allowed_hosts=[*config.console.hosts, *hosts], www_redirect=False),
        Middleware(CrossOriginProtection),
        Middleware(
            SessionMiddleware,
            secret_key=session_secret(config),
            session_cookie="__Host-netsword" if https else "netsword",
            max_age=config.console.session_hours * 3600,
            same_site="lax",
            https_only=https,
        ),
    ]
