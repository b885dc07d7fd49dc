"""A Django project: its own models are read, its form says what the library found."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client

from tests.apps.django_app import (
    Cycle,
    Entry,
    EntryForm,
    Establishment,
    Practitioner,
    slice_of,
)

TABLES = (Establishment, Practitioner, Cycle, Entry)
