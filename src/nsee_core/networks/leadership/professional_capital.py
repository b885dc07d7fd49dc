"""What named instruments say of professional capital, and nothing besides."""

from __future__ import annotations

import pandas as pd

from nsee_core.engine.moment import Moment
from nsee_core.frames import typed_frame
from nsee_core.networks.arguments.looking_back import seen
from nsee_core.networks.days import texts
from nsee_core.networks.placing.levels import Places
from nsee_core.programme import Programme
from nsee_core.records import Measure, Measurement


def capital(programme: Programme, *, as_of: Moment | None = None) -> pd.DataFrame:
    """Every value of professional capital that a named instrument gave, as it was recorded.

    Professional capital is human, social and decisional (Hargreaves and Fullan 2012). Nothing is
    computed here: not from ties, roles or degrees, and no value is scaled, averaged or added to
    another. A measure counts that says of which capital it is, and which instrument defines it.

    Columns, in order (``str`` unless said): ``measurement``; ``measure``, ``name``, ``instrument``,
    ``capital``, ``unit``, with ``lowest`` and ``highest`` of its scale (``Float64``); ``about``, of
    whom it holds, ``about_kind``, ``school`` and ``authority``, where known; ``survey``; ``when``,
    as in the source; ``value`` (``Float64``) and ``n`` (``Int64``). Rows are in the order of the
    records.

    In ``frame.attrs["set_aside"]`` are the ids of the measures that name a capital and no
    instrument: their values are in no row. Measures that name no capital are not of it.

    Args:
        programme: the records.
        as_of: the date to look back from; None for all that is recorded. What is undated stays.

    Raises:
        NotAMoment: ``as_of`` is no date to look back from.

    >>> frame = capital(Programme.of([
    ...     Measure(id="trust", instrument="Example questionnaire, version 2", capital="social"),
    ...     Measure(id="guess", capital="human"),
    ...     Measurement(id="v1", measure="trust", value=3.5, n=24),
    ...     Measurement(id="v2", measure="guess", value=9),
    ... ]))
    >>> frame[["measurement", "capital", "value", "n"]], frame.attrs["set_aside"]
    (  measurement capital  value   n
    0          v1  social    3.5  24, ('guess',))
    """
    then = seen(programme, as_of)
    of_capital = [each for each in then.of_kind(Measure) if each.capital is not None]
    measures = {each.id: each for each in of_capital if each.instrument is not None}
    taken = [each for each in then.of_kind(Measurement) if each.measure in measures]
    of = [measures[each.measure] for each in taken]
    places = Places(then)
    about = [places.attributes(each.about or "") for each in taken]
    frame = typed_frame(
        {
            "measurement": ("str", [each.id for each in taken]),
            "measure": ("str", [each.id for each in of]),
            "name": ("str", [each.name for each in of]),
            "instrument": ("str", [each.instrument for each in of]),
            "capital": ("str", [each.capital for each in of]),
            "unit": ("str", [each.unit for each in of]),
            "lowest": ("Float64", [each.lowest for each in of]),
            "highest": ("Float64", [each.highest for each in of]),
            "about": ("str", [each.about for each in taken]),
            "about_kind": ("str", [said.get("kind") for said in about]),
            "school": ("str", [said.get("school") for said in about]),
            "authority": ("str", [said.get("authority") for said in about]),
            "survey": ("str", [each.survey for each in taken]),
            "when": ("str", texts(each.when for each in taken)),
            "value": ("Float64", [each.value for each in taken]),
            "n": ("Int64", [each.n for each in taken]),
        }
    )
    frame.attrs["set_aside"] = tuple(each.id for each in of_capital if each.id not in measures)
    return frame
