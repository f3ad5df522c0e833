"""The API answers as its description says, whatever it is asked: schemathesis asks."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from storage.office import Office
from storage.tokens import TOKEN_SCOPES

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@pytest.mark.slow
def test_every_operation_answers_as_described(app: FastAPI, world: Any) -> None:
    now = datetime.now(UTC)
    user = world.store.users.get("op")
    Office(world.store).tokens.issue("nsw_x", user, "t", TOKEN_SCOPES, now, None)
    described = app.openapi()
    schema = schemathesis.openapi.from_dict(described)
    schema.app = app
    headers = {"authorization": "Bearer nsw_x", "host": "127.0.0.1"}
    asked = 0
    bounded = settings(
        max_examples=6,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    for found in schema.get_all_operations():
        operation = found.ok()

        @bounded
        @given(case=operation.as_strategy())
        def ask(case: schemathesis.Case) -> None:
            nonlocal asked
            asked += 1
            case.call_and_validate(checks=CHECKS, headers=headers)

        ask()
    assert asked >= 3 * len(list(schema.get_all_operations()))
