"""A council's portal: a FastAPI app that keeps records in SQLite and judges every change to them.

The database has two tables, of records and of the links between them, so that one cycle can be
loaded without the rest. Nothing here repeats what the library knows: the request bodies are its
records, and what the app answers are its reports and standings.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Annotated, Any

from fastapi import Body, FastAPI, HTTPException, Request
from fastapi.exception_handlers import request_validation_exception_handler
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response

from nsee_core import (
    Entry,
    NoStanding,
    Programme,
    Record,
    UnknownRecord,
    When,
    check,
    preview,
    standing,
)
from nsee_core.readers import read_json, read_rows
from nsee_core.records import Base
from nsee_core.records.links import links

TABLES = """
begin;
create table if not exists record (id text primary key, row text not null);
create table if not exists link (
    source text not null references record,
    target text not null,
    part integer not null, -- source is a part of target, as an entry is of its cycle
    onward integer not null -- target is of the same kind, as the cycle that one follows
);
create index if not exists link_by_source on link (source);
create index if not exists link_by_target on link (target);
commit;
"""

#: What a rule may look at for the sake of a cycle: the cycle with its parts, what these link to,
#: whatever that goes on to, and the parts of all that.
SLICE = """
with recursive
    own (id) as (
        values (:cycle)
        union select link.source from link join own on link.target = own.id where link.part
    ),
    touched (id) as (
        select id from own
        union select link.target from link join own on link.source = own.id
        union select value from json_each(:more)
        union select link.target from link join touched on link.source = touched.id
            where link.onward
    )
select row from record
where id in touched
   or id in (select source from link where part and target in touched)
order by rowid
"""


class Store:
    """The council's own database."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._open() as database:
            database.executescript(TABLES)

    def kind_of(self, id_: str) -> str | bool:
        """The kind of the record of this id; False if there is none."""
        with self._open() as database:
            asked = "select row ->> 'kind' from record where id = ?"
            found = database.execute(asked, (id_,)).fetchone()
            return str(found[0]) if found else False

    def save(self, *records: Base) -> None:
        """Insert records, or put them in the places of those with their ids."""
        rows = [(record.id, record.model_dump_json(exclude_none=True)) for record in records]
        arrows = [
            (record.id, link.target, link.field.part, record.kind in link.field.kinds)
            for record in records
            for link in links(record)
        ]
        with self._open() as database:
            database.executemany(
                "insert into record values (?, ?)"
                " on conflict (id) do update set row = excluded.row",
                rows,
            )
            database.executemany(
                "delete from link where source = ?", [(record.id,) for record in records]
            )
            database.executemany("insert into link values (?, ?, ?, ?)", arrows)

    def slice(self, cycle: str, *new: Base) -> Programme:
        """A cycle and what it touches, as it will with new records; the database knows the rest."""
        more = [link.target for record in new for link in links(record)]
        asked = {"cycle": cycle, "more": json.dumps(more)}
        with self._open() as database:
            rows = [json.loads(row) for (row,) in database.execute(SLICE, asked)]
        return Programme.of(rows, outside=self.kind_of)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.path)) as database, database:
            yield database


def portal(store: Store) -> FastAPI:
    """The app over a database."""
    app = FastAPI(title="Enquiry cycles", exception_handlers=SAID)

    @app.post("/records", status_code=201)
    def add(record: Annotated[Record, Body()]) -> dict[str, Any]:
        if store.kind_of(record.id):
            raise HTTPException(409, f"there is a record {record.id} already")
        store.save(record)
        return {"id": record.id}

    @app.put("/cycles/{cycle_id}/entries/{entry_id}")
    def log(cycle_id: str, entry_id: str, entry: Entry) -> dict[str, Any]:
        if (entry.cycle, entry.id) != (cycle_id, entry_id):
            raise HTTPException(400, "the entry is not the one that the address names")
        cycle = store.slice(cycle_id, entry)
        change = preview(cycle, put=[entry])
        if change.brings.errors:
            raise HTTPException(422, change.brings.to_dict())
        where = standing(cycle.put(entry), cycle_id)
        store.save(entry)
        return where.to_dict()

    @app.get("/cycles/{cycle_id}/standing")
    def stands(cycle_id: str, as_of: When | None = None) -> dict[str, Any]:
        return standing(store.slice(cycle_id), cycle_id, as_of=as_of).to_dict()

    @app.get("/cycles/{cycle_id}/findings")
    def findings(cycle_id: str) -> dict[str, Any]:
        return check(store.slice(cycle_id), about=cycle_id).to_dict()

    return app


async def _unreadable(request: Request, error: RequestValidationError) -> Response:
    """What the library finds in a body that is no record, and not pydantic's words for it."""
    kind = "entry" if "entry_id" in request.path_params else None
    faults, body = error.errors(), error.body
    unparsed = faults[0]["type"] == "json_invalid"
    reading = read_json(body.encode()) if unparsed else read_rows([body], kind=kind)
    if reading.report and all(fault["loc"][0] == "body" for fault in faults):
        return JSONResponse({"detail": reading.report.to_dict()}, 422)
    return await request_validation_exception_handler(request, error)  # it is the address, too


def _answer(status: int) -> Callable[[Request, Exception], Response]:
    return lambda _, error: JSONResponse({"detail": str(error)}, status)


#: What is answered where an endpoint raises.
SAID: dict[int | type[Exception], Any] = {
    RequestValidationError: _unreadable,
    UnknownRecord: _answer(404),
    NoStanding: _answer(409),
}
