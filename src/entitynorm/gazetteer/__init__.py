"""The files that editors write: what may stand in them, and how they become entities."""

from entitynorm.gazetteer.json_schema import json_schema
from entitynorm.gazetteer.jsonl import read as read_jsonl
from entitynorm.gazetteer.lint import Finding, lint
from entitynorm.gazetteer.load import Gazetteer, load

__all__ = ["Finding", "Gazetteer", "json_schema", "lint", "load", "read_jsonl"]
