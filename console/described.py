"""The application with its description: OpenAPI, with the problem document that every refusal is."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from pydantic.json_schema import models_json_schema

from console.bearer import Misunderstood, Problem

_REFERENCE = "#/components/schemas/{model}"


class Described(FastAPI):
    """Refusals are no JSON of FastAPI's own kind, so their schema is put into the description here."""

    def openapi(self) -> dict[str, Any]:
        """The description, made once."""
        if not self.openapi_schema:
            schemas = super().openapi()["components"]["schemas"]
            models = [(model, "serialization") for model in (Problem, Misunderstood)]
            schemas |= models_json_schema(models, ref_template=_REFERENCE)[1]["$defs"]  # type: ignore[arg-type]
        return super().openapi()
