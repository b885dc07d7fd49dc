"""Where an enquiry was set, who took part and with what means: what no guiding question asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nsee_core.demo.saying import name, said
from nsee_core.programme import Programme
from nsee_core.records import Authority, Base, Cycle, Network, Partner, Resource, School, Team
from nsee_core.wording import listed


def setting(programme: Programme, cycle: Cycle) -> tuple[tuple[str, str], ...]:
    """The setting of a cycle, line by line, each with its label; only what is known.

    >>> from nsee_core.reference import account
    >>> berryhill = account("berryhill-numeracy")
    >>> for label, text in setting(berryhill, berryhill["berryhill-numeracy"]):
    ...     print(f"{label}: {text}")
    Where: Berryhill Primary (North Lanarkshire)
    With: Network for Social and Educational Equity
    Group: with schools in South Lanarkshire with the same deprivation profile
    Means: three-year project
    """
    taking_part = [programme.get(id_) for id_ in cycle.organisations]
    lines = {
        "Where": "; ".join(_places(programme, taking_part)),
        "With": listed([name(p.id, programme) for p in taking_part if isinstance(p, Partner)]),
        "Group": "; ".join(_groups(programme, cycle)),
        "Means": "; ".join(_means(programme, cycle)),
        "Method": f"{cycle.protocol}, as the source names it" if cycle.protocol else "",
    }
    return tuple((label, text) for label, text in lines.items() if text)


def _places(programme: Programme, taking_part: Iterable[Base | None]) -> Iterator[str]:
    """The schools of each authority together, then authorities that take part themselves."""
    schools: dict[str | None, list[str]] = {}
    for place in taking_part:
        if isinstance(place, School):
            schools.setdefault(place.authority, []).append(place.name or place.id)
        elif isinstance(place, Authority):
            yield place.name or place.id
    for authority, names in schools.items():
        yield listed(names) + (f" ({name(authority, programme)})" if authority else "")


def _groups(programme: Programme, cycle: Cycle) -> Iterator[str]:
    network = programme.get(cycle.network) if cycle.network else None
    if isinstance(network, Network):
        when = f"{network.started}: " if network.started else ""
        yield when + said(network, programme)
        for team in programme.linking_to(network.id):
            if isinstance(team, Team):
                yield said(team, programme)


def _means(programme: Programme, cycle: Cycle) -> Iterator[str]:
    """Time, cover and funding; expertise answers a guiding question."""
    for resource in programme.within(cycle.id, Resource):
        if resource.type != "expertise":
            when = f" ({resource.when})" if resource.when and resource.amount else ""
            yield said(resource, programme) + when
