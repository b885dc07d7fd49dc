"""Cases and events of other programs, on their way to be cycles and entries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from nsee_core.eventlogs import NOT_TAKEN, TAKEN, is_id, made_id, taken_apart, untaken
from nsee_core.readers.judging import judge
from nsee_core.readers.reading import Gathering
from nsee_core.readers.sources import STRAY_BYTE, saved_as
from nsee_core.records import Entry
from nsee_core.records.ids import WORDS
from nsee_core.rules import reading as codes
from nsee_core.tabular import NOTHING, columns, items_of
from nsee_core.wording import counted, listed, visible

_LISTS = {column.name for column in columns(Entry) if column.sort == "list"}
_FIELDS = {column.name for column in columns(Entry)} - {"cycle", "step", "event", "when", "ext"}
#: What a map of columns may name: what makes an event of a case, and any other field of an entry.
MAPPED = ("case", "activity", "timestamp", "lifecycle", *sorted(_FIELDS))
_MOST = 20  # names in one finding

Row = dict[str, Any]


def mapped(usual: Mapping[str, str], given: Mapping[str, str] | None) -> dict[str, str]:
    """What each thing is called in the log: as usual, but for the columns that were given.

    Args:
        usual: the columns of such logs, by what is read from them.
        given: what is read from a column, by its name.

    Raises:
        TypeError: what was given is no map.
        ValueError: it names what an event log has no use for, or two columns for one thing.

    >>> mapped({"case": "id", "activity": "name"}, {"Case ID": "case", "Who": "by"})
    {'case': 'Case ID', 'activity': 'name', 'by': 'Who'}
    """
    names: dict[str, str] = {}
    for theirs, ours in a_map("columns", given, '{"Case ID": "case"}').items():
        if ours not in MAPPED:
            msg = f'"{ours}" is nothing that a column can be; these are: {", ".join(MAPPED)}'
            raise ValueError(msg)
        if ours in names:
            msg = f'there are two columns for "{ours}": "{names[ours]}" and "{theirs}"'
            raise ValueError(msg)
        names[ours] = theirs
    return {**usual, **names}


def a_map(name: str, given: object, such_as: str) -> Mapping[str, str]:
    """A map that somebody gave, or an empty one if nobody did.

    Raises:
        TypeError: it is none.

    >>> a_map("activities", "1.1", '{"Register": "1.1"}')
    Traceback (most recent call last):
    TypeError: activities is a map, such as {"Register": "1.1"}, not str
    """
    if given is None:
        return {}
    if isinstance(given, Mapping):
        return given
    msg = f"{name} is a map, such as {such_as}, not {type(given).__name__}"
    raise TypeError(msg)


class Steps:
    """Makes cycles and entries of the cases and events of other programs.

    A case is a cycle, and an event an entry of it. What is called otherwise than an id may be gets
    an id like it. That name, a time of day, and all that no field holds are kept in ``ext``.

    Args:
        gathering: the reading under way.
        columns: what each thing that is of use is called there, by what it is called here.
        activities: the step that each activity is; others are steps of their own names.
        protocol: the key of the protocol that the cycles follow.
        wanted: the columns that somebody asked for, so that there should be some.
    """

    def __init__(
        self,
        gathering: Gathering,
        columns: Mapping[str, str],
        activities: Mapping[str, str] | None = None,
        protocol: str | None = None,
        wanted: Iterable[str] = (),
    ) -> None:
        self.gathering = gathering
        self._columns = columns
        self._activities = a_map("activities", activities, '{"Register": "1.1"}')
        self._protocol = protocol
        self._ids: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._numbers: Counter[str] = Counter()
        self._made: list[tuple[str, int]] = []
        self._seen: dict[str, None] = {}
        self._wanted = dict.fromkeys(wanted)
        self._known: dict[str, None] = {}
        self._passed: Counter[str] = Counter()
        self._nameless: dict[str, tuple[str, int]] = {}
        """By cycle, the first event that does not tell its activity, and where it stands."""
        self._lacking: Counter[str] = Counter()
        self._readers = [
            (theirs, self._reader(ours)) for ours, theirs in columns.items() if ours != "case"
        ]

    # ------------------------------------------------------------ cases

    def case(self, said: Mapping[str, Any], line: int) -> str:
        """Keep a case as a cycle; its id, for its events."""
        called = self._columns["case"]
        name = said.get(called)
        id_ = self._id("" if name is None else str(name), line)
        row: Row = {"kind": "cycle", "id": id_}
        if self._protocol is not None:
            row["protocol"] = self._protocol
        kept = {key: value for key, value in said.items() if key != called or value != id_}
        self._judge({**row, "ext": kept} if kept else row, line)
        return id_

    def _judge(self, row: Row, line: int) -> None:
        """Keep a row, or say why not; of what goes to ``ext``, which column cannot be read."""
        stray = _stray(row.get("ext", {}))
        for name, text in stray:
            perhaps = saved_as(text)
            self.gathering.say(
                codes.NOT_UTF8, line, name, subject=row["id"], value=text, perhaps=perhaps
            )
        if stray:
            self.gathering.lose(row, line)
        else:
            judge(self.gathering, row, line, utf8=False)

    def _id(self, name: str, line: int) -> str:
        """The id of the case of this name; each case without a name is another."""
        if name in self._ids:
            return self._ids[name]
        wanted = name if is_id(name) else made_id(name, otherwise="case")
        id_ = untaken(wanted, self._names)
        if wanted != name:
            self._made.append((name, line))
        if id_ != wanted and name:
            self.gathering.say(
                codes.ID_SHARED, line, "id", subject=id_, value=name, id=wanted, made=id_
            )
        self._names[id_] = name
        if name:
            self._ids[name] = id_
        return id_

    # ------------------------------------------------------------ events

    def event(self, cycle: str, said: Mapping[str, Any], line: int) -> None:
        """Keep an event as an entry of a cycle, or say why it is none."""
        self._numbers[cycle] += 1
        row: Row = {"kind": "entry", "id": f"{cycle}/{self._numbers[cycle]}", "cycle": cycle}
        if self._wanted:
            self._look_for_wanted(said)
        ext = dict(said)
        for theirs, read in self._readers:
            value = said.get(theirs)
            ext.pop(theirs, None)
            if value is not None and value != "":
                read(row, value, ext)
        if ext:
            row["ext"] = ext
        if "step" not in row:
            self._without_activity(row, line)
        elif self._took_place(row):
            self._judge(row, line)

    def _reader(self, ours: str) -> Callable[[Row, Any, Row], None]:
        """How the value of a column is read: into which field, or what else becomes of it."""
        match ours:
            case "activity":
                return self._activity
            case "timestamp":
                return self._timestamp
            case "lifecycle":
                return self._lifecycle
        if ours in _LISTS:
            return lambda row, value, _: row.__setitem__(ours, items_of(str(value)))
        return lambda row, value, _: row.__setitem__(ours, value)

    def _activity(self, row: Row, value: object, _ext: Row) -> None:
        activity = str(value)
        self._seen[activity] = None
        row["step"] = self._activities.get(activity, activity)

    def _timestamp(self, row: Row, value: object, ext: Row) -> None:
        if value in NOTHING:
            return
        row["when"], timed = taken_apart(str(value))
        if timed:
            ext[self._columns["timestamp"]] = value

    def _lifecycle(self, row: Row, value: object, _ext: Row) -> None:
        row["event"] = str(value).strip().lower()

    def _took_place(self, row: Row) -> bool:
        """Whether a step has begun or is done, as far as the transition of its event says."""
        transition = row.get("event", "")
        if transition in NOT_TAKEN:
            self._passed[transition] += 1
            return False
        if transition in TAKEN:
            row["event"] = TAKEN[transition]
        return True

    def _look_for_wanted(self, said: Mapping[str, Any]) -> None:
        self._known.update(dict.fromkeys(said))
        for column in [column for column in self._wanted if column in said]:
            del self._wanted[column]

    def _without_activity(self, row: Row, line: int) -> None:
        self.gathering.lose(row, line)
        self._nameless.setdefault(row["cycle"], (row["id"], line))
        self._lacking[row["cycle"]] += 1

    # ------------------------------------------------------------ at the end

    def done(self) -> None:
        """Say what is to be said of the log, or of a case, as a whole."""
        self._say_nameless()
        for activity in self._activities:
            if activity not in self._seen:
                say_unknown(self.gathering, activity, "activity", self._seen)
        for column in self._wanted:
            say_unknown(self.gathering, column, "attribute", self._known)
        if self._made:
            name, line = self._made[0]
            cases = counted(len(self._made), "case")
            self.gathering.say(codes.ID_MADE, line, "id", value=name, cases=cases, form=WORDS)
        for transition, count in self._passed.items():
            what = f'{counted(count, "event")} with the transition "{transition}" '
            why = "that is no step that took place"
            self.gathering.say(codes.NOT_READ, None, what=what + are(count), why=why)

    def _say_nameless(self) -> None:
        """Say once of each case how many of its events do not tell their activity."""
        name = self._columns["activity"]
        for cycle, (id_, line) in self._nameless.items():
            count = self._lacking[cycle]
            a_kind = "an event" if count == 1 else f"each of {counted(count, 'event')} of this case"
            self.gathering.say(
                codes.FIELD_MISSING, line, name, subject=id_, a_kind=a_kind, field=name
            )


def _stray(ext: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The texts that are not written in UTF-8, by name; nearly always there is none."""
    if "".join(map(str, ext.values())).isascii():
        return []
    texts = ((name, text) for name, text in ext.items() if isinstance(text, str))
    return [(name, text) for name, text in texts if STRAY_BYTE.search(text)]


def are(count: int) -> str:
    """The verb for so many things."""
    return "is" if count == 1 else "are"


def say_unknown(gathering: Gathering, name: str, what: str, known: Iterable[str]) -> None:
    """Say that a map speaks of what the log does not have, and what was probably meant."""
    names = list(known)
    shown = [f'"{visible(each, 60)}"' for each in names[:_MOST]]
    gathering.say(
        codes.NOT_A_CHOICE,
        None,
        value=name,
        field=f"{what} of this log",
        choices=listed(shown + ["others"] * (len(names) > _MOST), last="or"),
        perhaps=gathering.speller.perhaps(name, names),
    )
