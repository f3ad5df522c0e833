"""Errors that are for people: one line that says what, where and what to do. Bugs crash with a traceback."""

from __future__ import annotations


class NetswordError(Exception):
    """Something went wrong that a person can put right."""

    exit_code = 1


class ConfigError(NetswordError):
    """The configuration or the command's words are not understood."""

    exit_code = 2


class InputError(NetswordError):
    """A file that was handed in cannot be used as it is."""

    exit_code = 2


class NotFoundError(NetswordError):
    """There is no such record."""


class ConflictError(NetswordError):
    """Somebody else changed the record first, or it is not in a state that allows this."""


class StorageError(NetswordError):
    """The database or the evidence folder cannot be read or written."""


class DiskError(StorageError):
    """The disk is full, read-only or failing: waiting does not help, room or rights do."""


class BusyError(NetswordError):
    """Another run holds the lock."""

    exit_code = 75
