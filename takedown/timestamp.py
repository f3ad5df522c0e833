"""Trusted time: RFC 3161 requests and replies over an evidence pack's manifest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from types import ModuleType

from cryptography.x509 import Certificate, load_pem_x509_certificates

from core.errors import ConfigError, InputError
from takedown.pack_check import Checked, add_token, check, manifest_of, token_of


def request(path: Path) -> bytes:
    """The request (DER) that a time stamp authority answers: the SHA-256 of the pack's manifest."""
    client = _client()
    builder = client.TimestampRequestBuilder(data=manifest_of(path), hash_algorithm=client.HashAlgorithm.SHA256)
    return bytes(builder.build().as_bytes())


def stamp(path: Path, reply: bytes, roots: Sequence[Certificate] = ()) -> datetime:
    """Puts an authority's reply into the pack, once it was found to be about this pack; gives its time."""
    moment = read(reply, manifest_of(path), roots)
    add_token(path, reply)
    return moment


def verify(path: Path, roots: Sequence[Certificate] = ()) -> Checked:
    """Checks a pack with its time stamp, where it has one; with `roots`, the authority's signature too."""
    checked = check(path)
    if not checked.manifest_sha256:
        return checked
    token = token_of(path)
    if token is None:
        return checked
    try:
        return replace(checked, stamped_at=read(token, manifest_of(path), roots))
    except InputError as error:
        return replace(checked, problems=(*checked.problems, str(error)))


def read(reply: bytes, manifest: bytes, roots: Sequence[Certificate] = ()) -> datetime:
    """The time of a reply over these bytes; InputError when it is about others, refused or not of that authority."""
    client = _client()
    try:
        response = client.decode_timestamp_response(reply)
        imprint = bytes(response.tst_info.message_imprint.message)
    except ValueError as error:
        raise InputError(f"the time stamp cannot be read: {error}") from error
    if imprint != sha256(manifest).digest():
        raise InputError("the time stamp is over other bytes than this manifest")
    if roots:
        builder = client.VerifierBuilder()
        for root in roots:
            builder = builder.add_root_certificate(root)
        try:
            builder.build().verify_message(response, manifest)
        except (client.VerificationError, ValueError) as error:
            raise InputError(f"the time stamp does not verify: {error}") from error
    moment: datetime = response.tst_info.gen_time
    return moment.astimezone(UTC)


def load_roots(path: Path) -> list[Certificate]:
    """The certificates of a PEM file."""
    try:
        return load_pem_x509_certificates(path.read_bytes())
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: no PEM certificates: {error}") from error


def _client() -> ModuleType:
    try:
        import rfc3161_client
    except ImportError as error:
        raise ConfigError("time stamps need an extra: pip install 'netsword[evidence]'") from error
    return rfc3161_client
