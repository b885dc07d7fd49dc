"""A council's Django project: its own models and one form, with what is wrong found by the library.

Import this module before anything that needs Django's settings; ``create_tables`` makes the
tables of an in-memory database.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

import django
from django import forms
from django.conf import settings
from django.db import connection, models
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import path

from nsee_core import Base, Finding, Programme, Report, preview, read_rows, standing
from nsee_core.records import NotADate

settings.configure(
    ALLOWED_HOSTS=["testserver"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    INSTALLED_APPS=[],
    ROOT_URLCONF=__name__,
    SECRET_KEY="for this test alone",  # noqa: S106 - nothing is signed with it
    USE_TZ=True,
)
django.setup()


class Establishment(models.Model):
    """A school, under the names that the council gives its columns."""

    class Meta:
        app_label = "portal"

    reference: models.CharField[str, str] = models.CharField(max_length=50, primary_key=True)
    title: models.CharField[str, str] = models.CharField(max_length=200)
    seed: models.CharField[str, str] = models.CharField(max_length=7)


class Practitioner(models.Model):
    """Somebody who works in one."""

    class Meta:
        app_label = "portal"

    id: models.CharField[str, str] = models.CharField(max_length=50, primary_key=True)
    name: models.CharField[str, str] = models.CharField(max_length=200)
    school: models.ForeignKey[Establishment, Establishment] = models.ForeignKey(
        Establishment, on_delete=models.PROTECT
    )


class Cycle(models.Model):
    """An enquiry cycle; what the council calls by the library's names is read as it stands."""

    class Meta:
        app_label = "portal"

    id: models.CharField[str, str] = models.CharField(max_length=50, primary_key=True)
    title: models.CharField[str, str] = models.CharField(max_length=200)
    protocol: models.CharField[str, str] = models.CharField(max_length=100)
    target_group: models.CharField[str | None, str | None] = models.CharField(
        max_length=200, null=True
    )
    follows: models.ForeignKey[Cycle | None, Cycle | None] = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT
    )


class Entry(models.Model):
    """A line of a cycle's log."""

    class Meta:
        app_label = "portal"
        ordering: ClassVar = ["sequence"]

    id: models.CharField[str, str] = models.CharField(max_length=50, primary_key=True)
    cycle: models.ForeignKey[Cycle, Cycle] = models.ForeignKey(
        Cycle, related_name="entries", on_delete=models.CASCADE
    )
    sequence: models.IntegerField[int, int] = models.IntegerField()
    step: models.CharField[str, str] = models.CharField(max_length=200)
    when: models.CharField[str | None, str | None] = models.CharField(max_length=100, null=True)
    by: models.ForeignKey[Practitioner | None, Practitioner | None] = models.ForeignKey(
        Practitioner, null=True, on_delete=models.PROTECT
    )


def exists(id_: str) -> bool:
    """Whether the council has something under this id, whatever it is."""
    models_here = (Establishment, Practitioner, Cycle, Entry)
    return any(model.objects.filter(pk=id_).exists() for model in models_here)


def slice_of(cycle_id: str) -> Programme:
    """One cycle, what it touches, and who wrote its log; of the rest, only whether it exists."""
    cycles = Cycle.objects.filter(Q(pk=cycle_id) | Q(cycle=cycle_id))
    people = Practitioner.objects.filter(entry__cycle=cycle_id).distinct()
    schools = Establishment.objects.filter(practitioner__in=people).distinct()
    renamed = schools.values(id=F("reference"), name=F("title"), seed_code=F("seed"))
    readings = (
        read_rows(cycles, kind="cycle"),
        read_rows(Entry.objects.filter(cycle__in=cycles), kind="entry"),
        read_rows(people, kind="person"),
        read_rows(renamed, kind="school"),
    )
    records = [record for reading in readings for record in reading.programme]
    return Programme.of(records, outside=exists)


class EntryForm(forms.Form):
    """What somebody types about a step that took place."""

    id = forms.CharField()
    step = forms.CharField()
    when = forms.CharField(required=False)
    by = forms.CharField(required=False)

    def __init__(self, data: Any, cycle: Programme, cycle_id: str) -> None:
        super().__init__(data)
        self.cycle, self.cycle_id = cycle, cycle_id
        self.record: Base | None = None

    def clean(self) -> None:
        """Let the library say what is wrong: with the entry itself, then with the cycle after it."""
        row = {name: value for name, value in self.cleaned_data.items() if value}
        reading = read_rows([{**row, "cycle": self.cycle_id}], kind="entry")
        self._say(reading.report)
        for self.record in reading.programme:
            self._say(preview(self.cycle, put=[self.record], outside=exists).brings)

    def _say(self, report: Report) -> None:
        for finding in report.errors:
            self.add_error(self._field(finding), f"{finding.message}. {finding.fix}")

    def _field(self, finding: Finding) -> str | None:
        """The field that a finding is about; None where it is about the cycle as a whole."""
        about_entry = finding.subject in (None, self.cleaned_data.get("id"))
        name = finding.loc[0] if finding.loc and about_entry else None
        return name if isinstance(name, str) and name in self.fields else None


def show_standing(request: HttpRequest, cycle_id: str) -> HttpResponse:
    """Where a cycle stands, today or at a date."""
    get_object_or_404(Cycle, pk=cycle_id)
    try:
        where = standing(slice_of(cycle_id), cycle_id, as_of=request.GET.get("as_of"))
    except (NoStanding, NotADate) as error:
        return JsonResponse({"error": str(error)}, status=400)
    return JsonResponse(where.to_dict())


def add_entry(request: HttpRequest, cycle_id: str) -> HttpResponse:
    """Add a line to the log, or say field by field why not."""
    cycle = get_object_or_404(Cycle, pk=cycle_id)
    form = EntryForm(request.POST, slice_of(cycle_id), cycle_id)
    if not form.is_valid():
        return JsonResponse(form.errors.get_json_data(), status=422)
    form.save(cycle)
    return HttpResponse(status=201)


urlpatterns = [
    path("cycles/<str:cycle_id>/standing/", show_standing),
    path("cycles/<str:cycle_id>/entries/", add_entry),
]
