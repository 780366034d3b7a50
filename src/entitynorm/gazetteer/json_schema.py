"""The fields of a kind as JSON Schema, so that an editor's program completes and checks an entry while it is typed."""

from __future__ import annotations

from entitynorm.gazetteer.schema import FIELDS, SHAPES

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(kind: str) -> dict[str, object]:
    """The schema of one kind, as yaml-language-server reads it; raises KeyError when there is no such kind.

    >>> json_schema("treaty")["required"]
    ['id', 'name']
    """
    pattern = f"^{kind}/[a-z0-9]+(?:-[a-z0-9]+)*$"
    schema = {"$schema": DIALECT, "title": f"entitynorm: {kind}", **SHAPES[kind].json}
    properties = {field.name: {**field.shape.json, "description": field.description} for field in FIELDS[kind]}
    properties["id"]["pattern"] = pattern
    return {**schema, "properties": properties}
