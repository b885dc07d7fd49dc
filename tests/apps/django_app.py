"""A council's Django project: its own models and one form, with what is wrong found by the library.

Where a table bears the library's names its objects are read as they stand, and where it has the
council's own, a query renames them. Importing this module configures Django.
"""

from __future__ import annotations

from typing import ClassVar

import django
from django import forms
from django.apps import AppConfig
from django.conf import settings
from django.db import models
from django.db.models import F, Max, Q
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import path

from nsee_core import (
    Finding,
    NoStanding,
    NotADate,
    Programme,
    Report,
    preview,
    standing,
)
from nsee_core.readers import read_rows


class Portal(AppConfig):
    """The one app of the project: this file."""

    name = __name__
    label = "portal"


settings.configure(
    ALLOWED_HOSTS=["testserver"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    INSTALLED_APPS=[f"{__name__}.Portal"],
    ROOT_URLCONF=__name__,
    SECRET_KEY="for this test alone",  # noqa: S106 - nothing is signed with it
    USE_TZ=True,
)
django.setup()


class Row(models.Model):
    """What every table of the council has."""

    class Meta:
        abstract = True

    id: models.CharField[str, str] = models.CharField(max_length=50, primary_key=True)

    def __str__(self) -> str:
        return self.id


class Establishment(Row):
    """A school, its columns named as the council names them."""

    title: models.CharField[str, str] = models.CharField(max_length=200)
    seed: models.CharField[str, str] = models.CharField(max_length=7)


class Practitioner(Row):
    """Somebody who works in one."""

    name: models.CharField[str, str] = models.CharField(max_length=200)
    school: models.ForeignKey[Establishment, Establishment] = models.ForeignKey(
        Establishment, on_delete=models.PROTECT
    )


class Cycle(Row):
    """An enquiry cycle."""

    title: models.CharField[str, str] = models.CharField(max_length=200)
    protocol: models.CharField[str, str] = models.CharField(max_length=100)
    target_group: models.CharField[str, str] = models.CharField(max_length=200, blank=True)
    follows: models.ForeignKey[Cycle | None, Cycle | None] = models.ForeignKey(
        "self", null=True, related_name="followed_by", on_delete=models.PROTECT
    )


class Entry(Row):
    """A line of a cycle's log, written by one practitioner."""

    class Meta:
        ordering: ClassVar = ["sequence"]

    cycle: models.ForeignKey[Cycle, Cycle] = models.ForeignKey(
        Cycle, related_name="entries", on_delete=models.CASCADE
    )
    sequence: models.IntegerField[int, int] = models.IntegerField()
    step: models.CharField[str, str] = models.CharField(max_length=200)
    when: models.CharField[str, str] = models.CharField(max_length=100, blank=True)
    writer: models.ForeignKey[Practitioner | None, Practitioner | None] = models.ForeignKey(
        Practitioner, null=True, on_delete=models.PROTECT
    )
    writer_id: str | None

    @property
    def by(self) -> list[str]:
        """Who did it, as the library has it: any number of people."""
        return [self.writer_id] if self.writer_id else []


def exists(id_: str) -> bool:
    """Whether the council has something under this id, whatever it is."""
    models_here = (Establishment, Practitioner, Cycle, Entry)
    return any(model.objects.filter(pk=id_).exists() for model in models_here)


def slice_of(cycle_id: str) -> Programme:
    """One cycle, what it touches, and who wrote its log; of the rest, only whether it exists."""
    cycles = Cycle.objects.filter(Q(pk=cycle_id) | Q(followed_by=cycle_id))
    entries = Entry.objects.filter(cycle__in=cycles)
    people = Practitioner.objects.filter(entry__in=entries).distinct()
    schools = Establishment.objects.filter(practitioner__in=people).distinct()
    readings = (
        read_rows(cycles, kind="cycle"),
        read_rows(entries, kind="entry"),
        read_rows(people, kind="person"),
        read_rows(schools.values("id", name=F("title"), seed_code=F("seed")), kind="school"),
    )
    records = [record for reading in readings for record in reading.programme]
    return Programme.of(records, outside=exists)


class EntryForm(forms.Form):
    """What somebody types about a step that took place."""

    id = forms.CharField(required=False)  # the library says what an entry needs
    step = forms.CharField(required=False)
    when = forms.CharField(required=False)
    by = forms.CharField(required=False)

    def __init__(self, data: QueryDict, cycle_id: str) -> None:
        super().__init__(data)
        self.cycle_id = cycle_id

    def clean(self) -> None:
        """Let the library say what is wrong with the entry, and with the cycle after it."""
        given = {**self.cleaned_data, "cycle": self.cycle_id}
        if exists(given["id"]):
            self.add_error("id", "this id is taken. choose another")
        reading = read_rows([given], kind="entry")
        change = preview(slice_of(self.cycle_id), put=reading.programme, outside=exists)
        self.say(reading.report + change.brings)

    def save(self) -> None:
        """Add the line at the end of the log."""
        given = self.cleaned_data
        last = Entry.objects.filter(cycle=self.cycle_id).aggregate(last=Max("sequence"))["last"]
        Entry.objects.create(
            id=given["id"],
            cycle_id=self.cycle_id,
            sequence=(last or 0) + 1,
            step=given["step"],
            when=given["when"],
            writer_id=given["by"] or None,
        )

    def say(self, report: Report) -> None:
        """Put each error beside the field that it is about."""
        for finding in report.errors:
            self.add_error(self._field(finding), f"{finding.message}. {finding.fix}")

    def _field(self, finding: Finding) -> str | None:
        """The field that a finding is about; None where it is about the cycle as a whole."""
        id_ = self.data.get("id")
        if id_ in finding.entries:  # this entry decided it
            return "step"
        name = finding.loc[0] if finding.loc and finding.subject in (None, id_) else None
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
    get_object_or_404(Cycle, pk=cycle_id)
    form = EntryForm(request.POST, cycle_id)
    if not form.is_valid():
        return JsonResponse(form.errors.get_json_data(), status=422)
    form.save()
    return HttpResponse(status=201)


urlpatterns = [
    path("cycles/<str:cycle_id>/standing/", show_standing),
    path("cycles/<str:cycle_id>/entries/", add_entry),
]
