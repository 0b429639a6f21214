"""Words and numbers as printed, with their places. Blank, dash, zero and unreadable are four things."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from disclosures.documents.model import Place
from disclosures.final_accounts.records import AmountState


@dataclass(frozen=True, slots=True)
class PrintedText:
    """A text with the place it stands at."""

    text: str
    place: Place = field(default_factory=Place)

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A number as printed. `value` is None unless the state is VALUE; a per cent keeps its printed figure.

    `parts` holds the numbers of a cell into which the publisher's table or its conversion put those of
    several rows (`5 10`); their sum is then the value.
    """

    text: str
    state: AmountState
    value: Decimal | None
    place: Place = field(default_factory=Place)
    is_percent: bool = False
    parts: tuple[Decimal, ...] = ()

    @property
    def decimals(self) -> int:
        """How many decimals are printed."""
        return 0 if self.value is None else max(0, -int(self.value.as_tuple().exponent))

    @property
    def ratio(self) -> Decimal | None:
        """The number as a ratio: 99.21% is 0.9921, and so is a printed 0.9921."""
        if self.value is None:
            return None
        return self.value / 100 if self.is_percent else self.value


BLANK = PrintedNumber("", AmountState.BLANK, None)
