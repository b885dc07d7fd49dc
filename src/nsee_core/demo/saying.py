"""One record in one line of plain words."""

from __future__ import annotations

from collections.abc import Sequence

from nsee_core.programme import Programme
from nsee_core.records import Base, Claim, Network, Quantity, Resource, Team, Transfer
from nsee_core.reference import OUR_READING
from nsee_core.wording import listed


def said(record: Base, programme: Programme) -> str:
    """A record in a line, with whoever it links to by name.

    >>> from nsee_core.reference import account
    >>> glasgow = account("glasgow-lesson-study")
    >>> said(glasgow["glasgow-lesson-study/cost"], glasgow)
    'cost: £8,000'
    """
    match record:
        case Resource():
            return _resource(record, programme)
        case Claim():
            return _claim(record)
        case Network() | Team():
            return _group(record)
        case Transfer() if record.note:
            return fact(record)
    fields = record.held()
    words = (fields.get(name) for name in ("name", "title", "text", "audience"))
    return next((str(text) for text in words if text), record.id)


def name(id_: str, programme: Programme) -> str:
    """What the record of this id is called: by its name, else by its id.

    >>> from nsee_core.reference import account
    >>> name("north-lanarkshire", account("berryhill-numeracy"))
    'North Lanarkshire'
    """
    record = programme.get(id_)
    return str(getattr(record, "name", None) or id_)


def fact(record: Base) -> str:
    """What a record's note prints, without the sentence that says what is our reading."""
    return (record.note or "").removesuffix(OUR_READING).rstrip(" .")


def in_doubt(claims: Sequence[Claim]) -> str:
    """What the figures of some claims leave open, taken together; empty if nothing.

    >>> in_doubt([Claim(id="c", value=14, unit_printed="%", since="2016")])
    'whether % is percent or percentage points is not said'
    """
    printed = dict.fromkeys(c.unit_printed for c in claims if c.unit is None and c.unit_printed)
    if not printed:
        return ""
    return f"whether {listed(list(printed))} is percent or percentage points is not said"


def _resource(resource: Resource, programme: Programme) -> str:
    named = [name(id_, programme) for id_ in resource.provided_by]
    who = listed(
        [given for given, id_ in zip(named, resource.provided_by, strict=True) if given != id_]
    )
    what = resource.text or resource.fund or resource.type or resource.id
    if resource.pooled:
        what += ", pooled"
    if resource.amount is not None:
        what += f": {_amount(resource.amount)}"
    return f"{who}: {what}" if who else what


def _amount(amount: Quantity) -> str:
    if amount.unit == "pounds":
        return f"£{amount.value:,.0f}"
    if amount.unit == "count":
        return f"{amount.value:,.0f}"
    unit = amount.unit.removesuffix("s") if amount.value == 1 else amount.unit
    return f"{amount.value:g} {unit}"


def _claim(claim: Claim) -> str:
    unit = claim.unit or claim.unit_printed
    value = "" if claim.value is None else f"{claim.value:{'+' if claim.since else ''}g}"
    figure = f"{value}%" if unit in ("%", "percent") else f"{value} {unit or ''}".rstrip()
    return " ".join(filter(None, (claim.measure, claim.stage, figure)))


def _group(group: Network | Team) -> str:
    """A network or team by its name; where it has none, by what is told of it, or by its size."""
    told = fact(group)
    if group.name is None and told:
        return told
    counted = (group.size_of if isinstance(group, Network) else None) or ""
    size = f"{group.size or ''} {group.name or counted}".strip()
    return f"{size}: {told}" if told else size or group.id
