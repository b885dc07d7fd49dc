"""The dates: what each spelling means, what is refused, and three-valued comparison.

`dates.csv` is the table of spellings. Its columns: the text; the first and last day that it can
mean, empty if open; the years of a project, as "1..3"; whether it has more than one meaning.
"""

import copy
import csv
import itertools
import pickle
import re
from datetime import UTC, date, datetime
from difflib import get_close_matches
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from nsee_core.records import Cycle, record_adapter
from nsee_core.records.date_forms import _SINGLE, WORDS, _in_known_words, _single
from nsee_core.records.date_matching import Impossible, first_of
from nsee_core.records.dates import NotADate, Order, When
from nsee_core.records.spellings import Explaining, _mended

CERTAINLY, POSSIBLY, CERTAINLY_NOT = Order
WRITE_IT_LIKE = (
    'Write it like "2017-06-12", "June 2017", "spring 2017", "2018/19" or "by September 2017", '
    "and leave it out if it is not known."
)

with Path(__file__).with_name("dates.csv").open(encoding="utf-8", newline="") as table:
    ROWS = list(csv.DictReader(table))
SPELLINGS = [row["spelling"] for row in ROWS]

spellings = st.sampled_from(SPELLINGS)
whens = spellings.map(When)

# What a spelling means ---------------------------------------------------------------------------


@pytest.mark.parametrize("row", ROWS, ids=SPELLINGS)
def test_a_spelling_means_what_the_table_says(row: dict[str, str]) -> None:
    when = When.parse(row["spelling"])
    years = "" if when.years is None else "..".join(_or_empty(year) for year in when.years)
    assert {
        "spelling": when.text,
        "earliest": _or_empty(when.earliest),
        "latest": _or_empty(when.latest),
        "years": years,
        "doubtful": "yes" if when.doubt else "no",
    } == row


def _or_empty(value: object) -> str:
    return "" if value is None else str(value)


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("12/06/2017", "it could be 12 June 2017 or 6 December 2017"),
        ("12/06/17", "it could be 12 June 2017, 6 December 2017 or 17 June 2012"),
        ("31/12/99", "its year has two digits, read as 31 December 1999"),
        ("12-Jun-17", "its year has two digits, read as 12 June 2017"),
        ("Jun-17", "its year has two digits, read as June 2017"),
        ("Tue 12 June 2017", "12 June 2017 is a Monday, not a Tuesday"),
        ("Fri 12/06/2017", "it could be 12 June 2017 or 6 December 2017"),
        (
            "w/c 12/06/2017",
            "it could be the week from 12 June 2017 or the week from 6 December 2017",
        ),
        ("2011-12", "it could be session 2011/12 or December 2011"),
        ("2018-2019", "it could be session 2018/19 or the years 2018 to 2019"),
        ("2017-21", "it could be the years 2017 to 2021 or spring 2017"),
        ("winter 2017", "it could be winter 2016/17 or winter 2017/18"),
        ("early 2021", '"early 2021" has no exact bounds, and is read as January to June'),
        (
            "late February 2017",
            '"late February 2017" has no exact bounds, and is read as 16 to 28 February 2017',
        ),
        ("c. 2015", "it is not certain, and is read as January 2014 to December 2016"),
        ("before 2011-12", "it could be before session 2011/12 or before December 2011"),
        ("2011-12 to 2019", "it could be session 2011/12 to 2019 or December 2011 to 2019"),
    ],
)
def test_a_doubt_names_the_other_readings(text: str, doubt: str) -> None:
    assert When(text).doubt == doubt


def test_a_day_a_moment_and_a_year_are_dates_too() -> None:
    noon = datetime(2017, 6, 12, 12, tzinfo=UTC)
    given = (date(2017, 6, 12), noon, 2017, When("June 2017"))
    texts = ["2017-06-12", "2017-06-12", "2017", "June 2017"]
    assert [When.parse(value).text for value in given] == texts
    assert When.parse(800).text == "0800"


def test_only_one_day_beyond_doubt_is_exact() -> None:
    texts = ("2017-06-12", "June 2017", "31/12/99", "year 1", "since 2016")
    assert [When(text).exact for text in texts] == [True, False, False, False, False]


# What is refused ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("31/02/2017", "there is no 31 February 2017"),
        ("2017-02-30", "there is no 30 February 2017"),
        ("13/13/2017", "there is no month 13"),
        ("13/2017", "there is no month 13"),
        ("2017-13", '"13" is neither a month nor a later year'),
        ("2018-16", '"16" is neither a month nor a later year'),
        ("0000", "there is no year 0"),
        ("9999/00", "there is no year 10000"),
        ("about 9999", "there is no year 10000"),
        ("before 0001", "it reaches outside the years 1 to 9999"),
        ("after 9999", "it reaches outside the years 1 to 9999"),
        ("10000", "it is written in no form that can be read"),
        ("2017-W54", "there is no week 54 in 2017"),
        ("2017-06-12T25:00", 'there is no time of day "25:00"'),
        ("session 2018/20", 'it needs two years that follow each other, "2018/19"'),
        ("school year 2018", 'it needs two years that follow each other, "2018/19"'),
        ("winter 2017/19", 'it needs two years that follow each other, "2017/18"'),
        ("term 1 2017", 'it needs two years that follow each other, "2017/18"'),
        ("2019-2017", "it ends before it begins"),
        ("years 3 to 1", "it ends before it begins"),
        ("June to March 2018", "its second date does not follow its first"),
        ("year 1 to 2017", "its second date does not follow its first"),
        ("sprnig 2017", 'perhaps "spring 2017" was meant'),
        ("Juen 2017", 'perhaps "June 2017" was meant'),
        ("befor Febuary 2017", 'perhaps "before February 2017" was meant'),
        ("June2017", 'perhaps "June 2017" was meant'),
        ("32 Juen 2017", "it is written in no form that can be read"),
        ("about year 1 of 2017", "it is written in no form that can be read"),
        ("a day that nobody remembers in 2017", "it is written in no form that can be read"),
        ("June 17", "it could be June 2017, or 17 June of a year that is not named"),
        ("Sept. 1", "it names no year"),
        ("31-Feb-17", "there is no 31 February 2017"),
        ("w/c June 2017", "it is written in no form that can be read"),
        ("w/c 9999-12-31", "it reaches outside the years 1 to 9999"),
        ("Mondya 12 June 2017", 'perhaps "Monday 12 June 2017" was meant'),
        ("week comencing 12 June 2017", 'perhaps "week commencing 12 June 2017" was meant'),
        ("2017-06-12 09:30pm", 'there is no time of day "09:30pm"'),
        ("following June", "it names no year"),
        ("12 June", "it names no year"),
        ("June to August", "it names no year"),
        ("TBC", "it names no year"),
        ("", "it is empty"),
        (" \t\n", "it is empty"),
    ],
)
def test_a_refusal_says_what_is_wrong_or_was_meant(text: str, why: str) -> None:
    with pytest.raises(NotADate) as refusal:
        When.parse(text)
    assert str(refusal.value) == f'"{text.strip()}" is not a date: {why}. {WRITE_IT_LIKE}'


@pytest.mark.parametrize(
    ("value", "what", "why"),
    [
        (True, "a value of type bool", "a date is a text, a day or a year"),
        (2017.0, "a value of type float", "a date is a text, a day or a year"),
        (None, "a value of type NoneType", "a date is a text, a day or a year"),
        (0, "this number", "a number is read as a year, 1 to 9999"),
        (10**5000, "this number", "a number is read as a year, 1 to 9999"),
    ],
    ids=["bool", "float", "nothing", "year 0", "5000 digits"],
)
def test_other_values_are_refused(value: object, what: str, why: str) -> None:
    with pytest.raises(NotADate) as refusal:
        When.parse(value)
    assert str(refusal.value) == f"{what} is not a date: {why}. {WRITE_IT_LIKE}"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\ud800", r"'\ud800'"),
        ("2017\x00", r"'2017\x00'"),
        ("2017\u202e-06", r"'2017\u202e-06'"),
        ("June\n2017", r"'June\n2017'"),
        ("20\u200b17", r"'20\u200b17'"),
    ],
    ids=["lone surrogate", "NUL", "right-to-left override", "line break", "zero-width space"],
)
def test_characters_that_cannot_be_seen_are_refused_and_shown_safely(text: str, shown: str) -> None:
    with pytest.raises(NotADate) as refusal:
        When(text)
    assert refusal.value.text == shown
    assert refusal.value.why == "it holds an invisible or broken character"


@pytest.mark.parametrize("digits", ["٢٠١٧", "２０１７"], ids=["Arabic", "full width"])  # noqa: RUF001 - the point
def test_only_plain_digits_make_a_year(digits: str) -> None:
    with pytest.raises(NotADate, match="it is written in no form that can be read"):
        When(digits)


@pytest.mark.parametrize(
    "text",
    ["x" * 10_000_000, "1" * 100_000, "20/" * 40, "2017-06-12" * 11],
    ids=["10 MB", "100,000 digits", "slashes", "days"],
)
def test_a_long_text_is_refused_unread(text: str) -> None:
    with pytest.raises(NotADate) as refusal:
        When.parse(text)
    assert refusal.value.why == "it has more than 100 characters"
    assert refusal.value.text == f'"{text[:40]}"...'


@pytest.mark.parametrize(
    "text", ["c" * 100, "2017/" * 20, "1-" * 50, "to " * 33, " and ".join(["2017"] * 12), "~" * 100]
)
def test_texts_that_could_be_read_in_many_ways_are_refused(text: str) -> None:
    """Each would keep a careless pattern busy for hours."""
    with pytest.raises(NotADate):
        When.parse(text)


@given(st.text(max_size=110) | st.text("0123456789/-.~X? ", max_size=20))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        when = When.parse(text)
    except NotADate as refusal:
        assert str(refusal).endswith(WRITE_IT_LIKE)  # noqa: PT017 - both outcomes are lawful
    else:
        assert when.earliest is None or when.latest is None or when.earliest <= when.latest


@given(
    st.lists(st.sampled_from([*SPELLINGS, "to", "before", "and", "/", "-", "about"]), max_size=3)
)
def test_any_pile_of_dates_is_read_or_refused(parts: list[str]) -> None:
    try:
        When.parse(" ".join(parts))
    except NotADate as refusal:
        assert refusal.why  # noqa: PT017 - both outcomes are lawful


PIECES = [*SPELLINGS, *WORDS, "x", "12", "2017-", "q3", "circa", "2017-06-12t10:00", "~", "st"]


@given(st.lists(st.sampled_from(PIECES), max_size=4), st.sampled_from(["", " ", "-"]))
def test_what_a_glance_refuses_is_in_no_form(parts: list[str], between: str) -> None:
    text = between.join(parts).lower()
    try:
        spans = first_of(_SINGLE, text)
    except Impossible as impossible:
        with pytest.raises(Impossible, match=f"^{re.escape(str(impossible))}$"):
            _single(text)
    else:
        assert _single(text) == spans


@given(st.sampled_from(SPELLINGS))
def test_every_spelling_is_made_of_known_words(text: str) -> None:
    flat = " ".join(text.replace(",", " ").replace("\u00a0", " ").lower().split())
    assert _in_known_words(flat)


@given(st.lists(st.sampled_from(PIECES), max_size=4), st.sampled_from(["", " ", "-"]))
def test_what_has_an_unknown_word_is_in_no_form(parts: list[str], between: str) -> None:
    text = between.join([*parts, "juni"]).lower()
    if not _in_known_words(text):
        assert first_of(_SINGLE, text) == ()


@given(st.one_of(st.from_regex(r"[a-z]{1,12}", fullmatch=True), st.sampled_from(WORDS)), st.data())
def test_the_word_that_was_meant_is_the_nearest_of_all(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word)))
    garbled = word[:at] + data.draw(st.sampled_from(["", "e", "u", "rr"])) + word[at + 1 :] or "x"
    near = get_close_matches(garbled, WORDS, n=1, cutoff=0.7)
    assert _mended(garbled) == (near[0] if near else garbled)


def test_a_subclass_of_str_cannot_speak_for_its_text() -> None:
    class Liar(str):
        __slots__ = ()

        def __str__(self) -> str:
            return "spring 2017"

        def strip(self, _chars: str | None = None) -> str:
            return "\x00"

    assert When.parse(Liar("2017-06-12")).text == "2017-06-12"


# The value ---------------------------------------------------------------------------------------


@given(spellings)
def test_a_date_read_again_from_its_text_is_the_same(text: str) -> None:
    when = When(text)
    again = When.parse(str(when))
    assert again == when
    assert hash(again) == hash(when)
    assert pickle.loads(pickle.dumps(when)) == copy.deepcopy(when) == when  # noqa: S301 - our own bytes
    assert again.earliest == when.earliest


def test_dates_are_equal_by_their_text_and_not_by_their_days() -> None:
    assert When(" June  2017 ") == When("June\u00a02017")
    assert When("June 2017") != When("2017-06")
    assert len({When("June 2017"), When.parse("June 2017"), When("2017-06")}) == 2


def test_a_date_is_frozen_and_shows_its_text() -> None:
    when = When("spring 2017")
    with pytest.raises(AttributeError):
        when.text = "autumn 2017"  # type: ignore[misc] # that is the point
    with pytest.raises(AttributeError):
        when.colour = "blue"  # type: ignore[attr-defined] # that is the point
    assert repr(when) == "When(text='spring 2017')"


def test_a_refusal_survives_a_process_pool() -> None:
    refusal = NotADate('"x"', "it is empty")
    assert str(pickle.loads(pickle.dumps(refusal))) == str(refusal)  # noqa: S301 - our own bytes


# Comparison --------------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", Order)
def test_an_answer_cannot_be_used_as_a_condition(answer: Order) -> None:
    with pytest.raises(TypeError) as refusal:
        bool(answer)
    assert str(refusal.value) == (
        f"{answer} is one of three answers, not true or false: "
        'compare it, as in "... is Order.CERTAINLY"'
    )


DAYS = range(1, 5)
NO_DAY_GIVEN = range(-2, 9)  # an open end reaches well past every day that is given


def _spans() -> list[tuple[When, range]]:
    """Return every interval of a few days of June 2017 with the days that it can be."""
    day = "2017-06-{:02}".format
    closed = [(f"{day(a)}/{day(b)}", range(a, b + 1)) for a in DAYS for b in DAYS if a <= b]
    since = [(f"since {day(a)}", range(a, NO_DAY_GIVEN.stop)) for a in DAYS]
    until = [(f"by {day(a)}", range(NO_DAY_GIVEN.start, a + 1)) for a in DAYS]
    return [(When(text), days) for text, days in closed + since + until]


PAIRS = list(itertools.product(_spans(), repeat=2))


def _whether(truths: set[bool]) -> Order:
    """Return the answer to which all that is possible agrees."""
    return {True: CERTAINLY, False: CERTAINLY_NOT}[truths.pop()] if len(truths) == 1 else POSSIBLY


def test_comparison_agrees_with_every_pair_of_days_that_the_dates_can_be() -> None:
    for (one, its_days), (other, other_days) in PAIRS:
        pairs = list(itertools.product(its_days, other_days))
        assert one.before(other) is _whether({a < b for a, b in pairs}), (one, other)
        assert one.by(other) is _whether({a <= b for a, b in pairs}), (one, other)
        assert one.within(other) is _whether({a in other_days for a in its_days}), (one, other)
        assert one.overlaps(other) is any(a == b for a, b in pairs), (one, other)


@given(whens, whens)
def test_what_is_certainly_before_is_certainly_not_after(one: When, other: When) -> None:
    if one.before(other) is CERTAINLY:
        assert other.before(one) is CERTAINLY_NOT
        assert not one.overlaps(other)
        assert one.within(other) is CERTAINLY_NOT


@given(whens, whens, whens)
def test_certainly_before_is_transitive(one: When, other: When, third: When) -> None:
    if one.before(other) is other.before(third) is CERTAINLY:
        assert one.before(third) is CERTAINLY


@given(whens, whens)
def test_to_be_by_a_date_is_not_to_be_after_it(one: When, other: When) -> None:
    opposite = {CERTAINLY: CERTAINLY_NOT, POSSIBLY: POSSIBLY, CERTAINLY_NOT: CERTAINLY}
    assert one.by(other) is opposite[other.before(one)]


@given(whens, whens)
def test_overlapping_is_mutual(one: When, other: When) -> None:
    assert one.overlaps(other) is other.overlaps(one)
    assert one.overlaps(one)


@pytest.mark.parametrize(
    ("one", "other", "before"),
    [
        ("year 1", "year 2", CERTAINLY),
        ("year 2", "year 1", CERTAINLY_NOT),
        ("before year 1", "year 1", CERTAINLY),
        ("after year 3", "years 1 to 3", CERTAINLY_NOT),
        ("years 1 to 3", "year 2", POSSIBLY),
        ("year 1", "year 1", POSSIBLY),
        ("year 1", "2013/14", POSSIBLY),
        ("2013/14", "year 1", POSSIBLY),
        ("2017-06-12", "2017-06-12", CERTAINLY_NOT),
        ("June 2017", "June 2017", POSSIBLY),
        ("spring 2017", "summer term 2017", POSSIBLY),
        ("by September 2017", "session 2017/18", POSSIBLY),
        ("by September 2017", "October 2017", CERTAINLY),
        ("12/06/2017", "July 2017", POSSIBLY),
        ("12/06/2017", "2018", CERTAINLY),
    ],
)
def test_before_is_certain_only_when_the_words_are(one: str, other: str, before: Order) -> None:
    assert When(one).before(When(other)) is before


@pytest.mark.parametrize(
    ("one", "period", "within"),
    [
        ("June 2018", "session 2017/18", CERTAINLY),
        ("autumn 2018", "session 2017/18", CERTAINLY_NOT),
        ("summer 2018", "session 2017/18", POSSIBLY),
        ("December 2011", "2011-12", POSSIBLY),  # for that may be December, or the session
        ("June 2013", "2011-12", CERTAINLY_NOT),
        ("year 2", "years 1 to 3", CERTAINLY),
        ("year 4", "years 1 to 3", CERTAINLY_NOT),
        ("year 1", "2013/14", POSSIBLY),
    ],
)
def test_within_is_certain_only_when_the_period_is(one: str, period: str, within: Order) -> None:
    assert When(one).within(When(period)) is within


# With pydantic -----------------------------------------------------------------------------------

ADAPTER = TypeAdapter(When)


@given(spellings)
def test_a_date_is_its_text_in_json(text: str) -> None:
    when = ADAPTER.validate_python(text)
    assert ADAPTER.dump_python(when, mode="json") == text
    assert ADAPTER.dump_python(when) is when
    assert ADAPTER.validate_json(ADAPTER.dump_json(when)) == when


def test_pydantic_reads_whatever_parse_reads() -> None:
    assert ADAPTER.validate_python(date(2017, 6, 12)) == When("2017-06-12")
    assert ADAPTER.validate_json("2017") == When("2017")
    assert ADAPTER.validate_python(When("2017")) == When("2017")


def test_a_refusal_keeps_its_words_through_pydantic() -> None:
    with pytest.raises(ValidationError) as refusal:
        ADAPTER.validate_python("31/02/2017")
    (error,) = refusal.value.errors()
    message = f'"31/02/2017" is not a date: there is no 31 February 2017. {WRITE_IT_LIKE}'
    assert error["type"] == "date"
    assert error["msg"] == message
    assert error["ctx"] == {
        "text": '"31/02/2017"',
        "why": "there is no 31 February 2017",
        "message": message,
    }


def test_a_context_decides_how_a_refusal_is_explained() -> None:
    class Brief(Explaining):
        def why(self, refusal: NotADate) -> str:
            return refusal.plainly

    def why(context: object) -> str:
        with pytest.raises(ValidationError) as refusal:
            ADAPTER.validate_python("sprnig 2017", context=context)
        (error,) = refusal.value.errors()
        said: str = error["ctx"]["why"]
        assert error["msg"] == f'"sprnig 2017" is not a date: {said}. {WRITE_IT_LIKE}'
        return said

    assert why(Brief()) == "it is written in no form that can be read"
    assert why(Explaining()) == why(None) == why({}) == 'perhaps "spring 2017" was meant'


def test_whoever_reads_dates_can_have_a_record_without_one_of_them() -> None:
    class Sparing(Explaining):
        def spares(self, field: str | None, value: object, refusal: NotADate) -> bool:
            return (field, value, refusal.plainly) == ("started", "soon", "it names no year")

    row = {"kind": "cycle", "id": "c1", "protocol": "toy", "started": "soon"}
    assert record_adapter().validate_python(row, context=Sparing()) == Cycle(
        id="c1", protocol="toy"
    )
    with pytest.raises(ValidationError):
        record_adapter().validate_python({**row, "started": "later"}, context=Sparing())


def test_a_text_with_braces_is_shown_as_it_is() -> None:
    with pytest.raises(ValidationError) as refusal:
        ADAPTER.validate_python("{why} {message}")
    (error,) = refusal.value.errors()
    assert error["msg"] == f'"{{why}} {{message}}" is not a date: it names no year. {WRITE_IT_LIKE}'


@pytest.mark.parametrize("mode", ["validation", "serialization"])
def test_the_json_schema_shows_examples_that_can_be_read(mode: str) -> None:
    schema = TypeAdapter(When).json_schema(mode=mode)  # type: ignore[arg-type] # it is one of two
    assert schema["type"] == "string"
    assert schema["maxLength"] == 100
    assert all(When(example) for example in schema["examples"])
