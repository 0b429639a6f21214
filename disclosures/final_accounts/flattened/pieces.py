"""The printed lines of a document as possible cells, and what kind of cell each could be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from disclosures.documents.model import Block, Paragraph, Place
from disclosures.final_accounts.amounts import is_dash, number_in
from disclosures.final_accounts.classifications import class_of, code_before_name, is_account_code
from disclosures.final_accounts.labels import fold
from disclosures.final_accounts.statements.form import Form, Layout

_WORD = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Piece:
    """One printed line. `blanks` are the blank lines right above; `block` is the paragraph it stands in."""

    text: str
    place: Place
    blanks: int
    block: int

    @property
    def is_amount(self) -> bool:
        """A number or a dash."""
        return number_in(self.text) is not None or is_dash(self.text)

    @property
    def is_word(self) -> bool:
        return _WORD.search(self.text) is not None


def pieces_of(blocks: Sequence[Block]) -> Iterator[Piece | None]:
    """Every printed line of the paragraphs; None where a table stands."""
    for number, block in enumerate(blocks):
        if not isinstance(block, Paragraph):
            yield None
            continue
        for line, (text, place) in enumerate(block.lines or ((block.text, block.place),)):
            yield Piece(text, place, 0 if line else block.blanks, number)


def names_known_line(form: Form, text: str) -> bool:
    """Whether a text is the whole name of a line that the form fixes: 合计, 二、外交支出, 公务接待费."""
    if code_before_name(text) is not None:
        return False
    return form.names_a_line(text) or (form.layout is Layout.TWO_SIDED and class_of(text) is not None)


_CODE_PARTS = re.compile(r"\d{3}(?:\|\d{2}){1,2}")


def code_at(pieces: Sequence[Piece], at: int, form: Form) -> int:
    """How many pieces the account code takes that begins here, before the name of an account; 0 for none.

    A number right before a line without a code, such as 合计, is an amount.
    """
    for length in (1, 2, 3):
        name = pieces[at + length] if at + length < len(pieces) else None
        if name is None or not name.is_word or form.names_a_line(name.text):
            continue
        parts = [fold(piece.text) for piece in pieces[at : at + length]]
        if length == 1 and is_account_code(parts[0]):
            return 1
        if length > 1 and _CODE_PARTS.fullmatch("|".join(parts)):
            return length
    return 0
