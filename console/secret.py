"""The key that signs session cookies: configured, or made once and kept beside the database."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Final

from core.config import Config
from core.errors import ConfigError
from storage.database import parse_url

_FILE: Final = ".netsword-console-secret"
_LEAST: Final = 32


def session_secret(config: Config) -> str:
    """The key; the file that keeps it can be read by its owner only."""
    if config.console.secret:
        if len(config.console.secret) < _LEAST:
            raise ConfigError(f"[console] secret: write at least {_LEAST} characters, or leave it out")
        return config.console.secret
    path = _folder(config) / _FILE
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _read(path)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be written ({error.strerror}): set [console] secret") from error
    secret = secrets.token_urlsafe(48)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secret)
    except OSError as error:  # the disk is full: half a secret would be worse than none
        path.unlink(missing_ok=True)
        raise ConfigError(f"{path}: cannot be written ({error.strerror}): set [console] secret") from error
    return secret


def _folder(config: Config) -> Path:
    url = parse_url(config.database_url)
    return Path(url.database or "").parent if url.get_backend_name() == "sqlite" else config.folder


def _read(path: Path) -> str:
    if path.stat().st_mode & 0o077:
        raise ConfigError(f"{path} can be read by others: chmod 600 {path}, or delete it to have a new one made")
    secret = path.read_text(encoding="ascii").strip()
    if len(secret) < _LEAST:
        raise ConfigError(f"{path} holds no secret: delete it to have a new one made")
    return secret
