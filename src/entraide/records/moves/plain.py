"""Columns as plain JSON values and back; what comes from a file is believed only as far as its column allows."""

import base64
import binascii
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.db import connection, models

PLAIN_TYPES = {
    "UUIDField": "UUID",
    "DateTimeField": "moment, ISO 8601 in UTC",
    "DateField": "day, ISO 8601",
    "DecimalField": "decimal number, as text",
    "BinaryField": "bytes, base64",
    "JSONField": "JSON",
    "BooleanField": "true or false",
    "FloatField": "number",
}


class WrongValue(ValueError):
    """A value that the column cannot hold."""


def to_plain(value: Any) -> Any:
    """A column's value as JSON knows it."""
    match value:
        case UUID() | Decimal():
            return str(value)
        case datetime() | date():
            return value.isoformat()
        case bytes() | memoryview() | bytearray():
            return base64.b64encode(bytes(value)).decode()
    return value


def type_of(field: "models.Field[Any, Any]") -> str:
    """What stands in the file for a column, in words."""
    inner = field.target_field if isinstance(field, models.ForeignKey) else field
    kind = inner.get_internal_type()
    if kind in PLAIN_TYPES:
        return PLAIN_TYPES[kind]
    return "integer" if "Integer" in kind else "text"


def from_plain(field: "models.Field[Any, Any]", value: Any) -> Any:
    """The value for this column. Raises WrongValue if the column could not hold it, or the platform would never have put it there."""
    if value is None:
        if not field.null:
            raise WrongValue(field.name)
        return None
    try:
        found = _read(field, value)
    except (ValueError, TypeError, OverflowError, InvalidOperation, binascii.Error) as error:
        raise WrongValue(field.name) from error
    if field.choices and found not in {code for code, _ in field.flatchoices} and not (field.blank and found == ""):
        raise WrongValue(field.name)
    return found


def _read(field: "models.Field[Any, Any]", value: Any) -> Any:
    inner = field.target_field if isinstance(field, models.ForeignKey) else field
    kind = inner.get_internal_type()
    if kind == "JSONField":
        return _without_nul(value)
    if kind in ("BooleanField", "FloatField") or "Integer" in kind:
        return _number(inner, kind, value)
    if not isinstance(value, str):
        raise TypeError(field.name)
    match kind:
        case "UUIDField":
            return UUID(value)
        case "DateTimeField":
            moment = datetime.fromisoformat(value)
            if moment.tzinfo is None:
                raise ValueError("a moment without its offset")
            return moment
        case "DateField":
            return date.fromisoformat(value)
        case "DecimalField":
            return inner.clean(Decimal(value), None)
        case "BinaryField":
            return base64.b64decode(value, validate=True)
    if "\0" in value or len(value) > (inner.max_length or 100_000):
        raise ValueError("too long, or no text")
    value.encode()  # a half of a surrogate pair is no text
    return value


def _number(field: "models.Field[Any, Any]", kind: str, value: Any) -> Any:
    if kind == "BooleanField":
        if not isinstance(value, bool):
            raise TypeError("neither true nor false")
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError("no number")
    if kind == "FloatField":
        return float(value)
    if not isinstance(value, int):
        raise TypeError("no whole number")
    low, high = connection.ops.integer_field_range(kind)
    if (low is not None and value < low) or (high is not None and value > high):
        raise ValueError("out of range")
    return value


def _without_nul(value: Any) -> Any:
    """PostgreSQL keeps no NUL in JSON; nothing of ours has one."""
    if isinstance(value, str):
        if "\0" in value:
            raise ValueError("a NUL")
        value.encode()
    elif isinstance(value, list):
        for one in value:
            _without_nul(one)
    elif isinstance(value, dict):
        for key, one in value.items():
            _without_nul(key)
            _without_nul(one)
    return value
