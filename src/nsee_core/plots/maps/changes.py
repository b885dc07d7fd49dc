"""What became of the ties between a wave and the one before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from nsee_core.plots.grouping import AnyGraph
from nsee_core.plots.maps.answering import Answering
from nsee_core.plots.maps.steps import Pair, weights
from nsee_core.wording import counted, listed


@attrs.frozen
class Wave:
    """A graph, its ties, and who answered."""

    graph: AnyGraph
    ties: Mapping[Pair, float]
    answering: Answering

    @classmethod
    def of(cls, graph: AnyGraph) -> Wave:
        """A wave of a graph, which is read once."""
        return cls(graph, weights(graph), Answering.of(graph))

    def has_both(self, pair: Pair) -> bool:
        """Whether both ends of a tie are in this wave."""
        return all(end in self.graph for end in pair)


@attrs.frozen
class Changed:
    """What became of the ties, each once.

    Kept, new and lost are what ``networks.change()`` counts: those of the pairs of which it could
    be seen in both waves whether they are tied.
    """

    first: bool
    """Whether it is the first wave, all of whose ties are merely there."""
    there: Sequence[Pair]
    """The ties that are neither new nor lost, nor can be said to be."""
    kept: int = 0
    new: Sequence[Pair] = ()
    lost: Sequence[Pair] = ()
    perhaps_kept: int = 0
    perhaps_new: int = 0
    perhaps_lost: int = 0
    with_joined: int = 0
    """How many are there with somebody who was not in the wave before."""
    with_left: int = 0
    """How many were there before with somebody who is not in this wave."""

    @classmethod
    def at_first(cls, wave: Wave) -> Changed:
        """The ties of a wave with none before."""
        return cls(first=True, there=list(wave.ties))

    @classmethod
    def of(cls, before: Wave, after: Wave) -> Changed:
        """The ties of a wave beside those of the wave before."""

        def seen(pair: Pair) -> bool:
            return before.answering.could_see(pair) and after.answering.could_see(pair)

        shared = [pair for pair in after.ties if before.has_both(pair)]
        both = [pair for pair in shared if pair in before.ties]
        added = [pair for pair in shared if pair not in before.ties]
        ended = [pair for pair in before.ties if pair not in after.ties]
        gone = [pair for pair in ended if after.has_both(pair)]
        new, lost = (list(filter(seen, pairs)) for pairs in (added, gone))
        fresh, kept = set(new), sum(map(seen, both))
        return cls(
            first=False,
            there=[pair for pair in after.ties if pair not in fresh],
            kept=kept,
            new=new,
            lost=lost,
            perhaps_kept=len(both) - kept,
            perhaps_new=len(added) - len(new),
            perhaps_lost=len(gone) - len(lost),
            with_joined=len(after.ties) - len(shared),
            with_left=len(ended) - len(gone),
        )

    def words(self) -> str:
        """The change as it is spoken."""
        ties = counted(len(self.there) + len(self.new), "tie")
        if self.first:
            return ties
        present = {
            "kept": self.kept,
            "new": len(self.new),
            "perhaps kept": self.perhaps_kept,
            "perhaps new": self.perhaps_new,
            "with who joined": self.with_joined,
        }
        gone = {
            "lost": len(self.lost),
            "perhaps lost": self.perhaps_lost,
            "with who left": self.with_left,
        }
        here, away = (
            listed([f"{count} {name}" for name, count in each.items() if count])
            for each in (present, gone)
        )
        return f"{ties}{f', of which {here}' if here else ''}{f'; {away}' if away else ''}"
