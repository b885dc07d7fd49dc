"""What is wrong where records make no programme, or a programme lacks one."""


class UnknownRecord(KeyError):
    """No record has this id."""

    def __str__(self) -> str:
        return str(self.args[0])


class DuplicateId(ValueError):
    """Two different records were given under one id, or one under that of another kind."""


class NotARecord(ValueError):
    """A row that was said to be a record is none."""
