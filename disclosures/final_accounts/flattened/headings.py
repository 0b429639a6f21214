"""Headings printed one after the other → the columns, where only one arrangement makes sense.

A grid of headings printed row by row loses what stands below what: 收入, 支出, 项目, 金额, 项目, 金额. Every
way to stack the words is tried that the form allows; all that are left must name the same columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from disclosures.documents.model import Cell, Place, Row
from disclosures.final_accounts.columns import Columns, read_columns
from disclosures.final_accounts.flattened.pieces import Piece
from disclosures.final_accounts.flattened.stacking import BLOCKS, SIDES, may_stand_below
from disclosures.final_accounts.head import Head
from disclosures.final_accounts.labels import fold
from disclosures.final_accounts.statements.form import (
    Form,
    Layout,
    is_code_heading,
    is_label_heading,
    is_line_number_heading,
    measure_of,
    phase_of,
)

Path = tuple[int, ...]
"""The headings over a column, the leaf last, by their position among the printed ones."""

_MOST_HEADINGS = 40
_MOST_STEPS = 20_000
"""Arrangements looked at; where more would be needed none is taken."""


@dataclass(frozen=True, slots=True)
class Layer:
    """The columns of a statement, with rows of headings that say the same as those printed."""

    columns: Columns
    rows: tuple[Row, ...]
    is_numbered: bool = False
    """A row of column numbers stands below the headings."""

    @property
    def width(self) -> int:
        return self.columns.width

    def amounts(self) -> tuple[int, ...]:
        """All columns but those of codes, names and 行次: what the row of column numbers counts."""
        groups = self.columns.groups
        named = {c for g in groups for c in (*g.codes, g.label, g.line_number)}
        return tuple(c for c in range(self.width) if c not in named)

    def covered_at_end(self) -> int:
        """The cells at the end of the last row of headings that headings from further up reach into."""
        if self.is_numbered:
            return 0
        last = len(self.rows) - 1
        own = [column for column, cell in enumerate(self.rows[last]) if cell.row == last]
        return self.width - 1 - max(own)


def layer_of(headings: Sequence[Piece], form: Form) -> Layer | None:
    """The one arrangement of the headings; None where there is none, or more than one."""
    if not 0 < len(headings) <= _MOST_HEADINGS:
        return None
    found: dict[object, list[tuple[Path, ...]]] = {}
    search = _Search([piece.text for piece in headings], form)
    for paths in search.arrangements():
        layer = _layer(headings, paths, form) if _is_in_order(headings, paths, form) else None
        if layer is not None:
            found.setdefault(_meaning(layer.columns), []).append(paths)
    if len(found) != 1 or search.steps > _MOST_STEPS:
        return None
    ((meaning, arrangements),) = found.items()
    layer = _layer(headings, _shared(arrangements), form)
    return layer if layer is not None and _meaning(layer.columns) == meaning else None


def with_codes_beside_names(layer: Layer, form: Form) -> Layer:
    """The columns with one more for codes, where one heading, such as 项目, stands over codes and names."""
    (group, *others) = layer.columns.groups
    if group.codes or others or group.label is None:
        return layer
    label = group.label
    rows = tuple(_doubled(row, label) for row in layer.rows)
    columns = read_columns(rows, Head(rows, len(rows)), form)
    if columns is None or columns.groups[0].label is None:
        return layer
    named = replace(columns.groups[0], codes=(label,), label=label + 1)
    return replace(layer, columns=replace(columns, groups=(named,)), rows=rows)


def _doubled(row: Row, column: int) -> Row:
    """The row with one column reaching over two; the cells behind it moved."""
    wide = row[column]
    moved = {
        id(cell): replace(cell, column=cell.column + 1) if cell.column > column else cell for cell in row
    }
    moved[id(wide)] = replace(wide, column_span=wide.column_span + 1)
    return tuple(moved[id(cell)] for cell in (*row[: column + 1], *row[column:]))


def _shared(arrangements: Sequence[tuple[Path, ...]]) -> tuple[Path, ...]:
    """Of each column the headings right above it that all arrangements agree on."""
    shared = []
    for paths in zip(*arrangements, strict=True):
        depth = 1
        while all(len(path) > depth for path in paths) and len({path[-depth - 1 :] for path in paths}) == 1:
            depth += 1
        shared.append(paths[0][-depth:])
    return tuple(shared)


def _meaning(columns: Columns) -> object:
    return tuple(
        (g.codes, g.label, g.line_number, g.side, tuple((c.index, c.measure) for c in g.measures))
        for g in columns.groups
    )


def _layer(headings: Sequence[Piece], paths: Sequence[Path], form: Form) -> Layer | None:
    """The arrangement as columns; None where they are not those of the form, or one is there twice."""
    rows = heading_rows(headings, paths)
    columns = read_columns(rows, Head(rows, len(rows)), form)
    if columns is None or columns.missing or columns.width != len(paths):
        return None
    texts = [tuple(headings[at].text for at in path) for path in paths]
    named = [path for path in texts if measure_of(form, path) is not None]
    if len(list(columns.measures())) != len(named):
        return None
    if form.layout is Layout.TWO_SIDED and len(columns.groups) < 2:
        return None
    if form.layout is not Layout.ITEMS and any(group.label is None for group in columns.groups):
        return None
    if form.layout is Layout.ITEMS and not _has_every_item_in_every_phase(columns):
        return None
    return Layer(columns, rows)


def _is_in_order(headings: Sequence[Piece], paths: Sequence[Path], form: Form) -> bool:
    """Names stand before the amounts of their group, codes before names; sides have whole groups."""
    texts = [[headings[at].text for at in path] for path in paths]
    ranks = [_rank(path[-1]) for path in texts]
    if form.layout is Layout.ITEMS:
        phased = {any(phase_of(heading) is not None for heading in path) for path in texts}
        return ranks[-1] == _AMOUNT and len(phased) == 1 and _groups_in(ranks) == 1
    if ranks[0] > _NAME or ranks[-1] != _AMOUNT:
        return False
    frames = SIDES if form.layout is Layout.TWO_SIDED else BLOCKS
    framed = [len(path) > 1 and fold(path[0]) in frames for path in texts]
    if form.layout is Layout.ACCOUNTS or not any(framed):
        return _groups_in(ranks) <= _MOST_GROUPS[form.layout]
    below = [
        [rank for rank, path in zip(ranks, paths, strict=True) if path[0] == root]
        for root in dict.fromkeys(path[0] for path in paths)
    ]
    return all(framed) and all(part[0] <= _NAME and part[-1] == _AMOUNT for part in below)


_CODE, _NAME, _LINE_NUMBER, _AMOUNT = range(4)
_MOST_GROUPS = {Layout.ACCOUNTS: 1, Layout.ITEMS: 1, Layout.TWO_SIDED: 3, Layout.ECONOMIC: 8}


def _rank(leaf: str) -> int:
    if is_code_heading(leaf):
        return _CODE
    if is_label_heading(leaf):
        return _NAME
    return _LINE_NUMBER if is_line_number_heading(leaf) else _AMOUNT


def _groups_in(ranks: Sequence[int]) -> int:
    """How often names begin anew behind amounts."""
    return 1 + sum(after < before for before, after in pairwise(ranks))


def _has_every_item_in_every_phase(columns: Columns) -> bool:
    named = [column.measure.partition(".") for column in columns.measures()]
    phases, items = {phase for phase, _, _ in named}, {item for _, _, item in named}
    return len(named) == len(phases) * len(items)


def heading_rows(headings: Sequence[Piece], paths: Sequence[Path]) -> tuple[Row, ...]:
    """The headings as a grid: each over the columns that it heads, leaves down to the last row."""
    depth = max(map(len, paths))
    cells: dict[Path, Cell] = {}
    for column, path in enumerate(paths):
        for level in range(len(path)):
            key = (*path[: level + 1], -1 - column) if level == len(path) - 1 else path[: level + 1]
            known = cells.get(key)
            heading = headings[path[level]]
            start = known.column if known else column
            height = depth - level if level == len(path) - 1 else 1
            cells[key] = Cell(
                heading.text, heading.place, level, start, row_span=height, column_span=column - start + 1
            )
    grid = [[Cell("", Place())] * len(paths) for _ in range(depth)]
    for cell in cells.values():
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                grid[row][column] = cell
    return tuple(map(tuple, grid))


@dataclass(slots=True)
class _Search:
    """All ways to stack headings printed row by row, as far as the form allows one below the other."""

    texts: Sequence[str]
    form: Form
    steps: int = 0
    known: dict[tuple[tuple[str, ...], str], bool] = field(default_factory=dict)
    """Which text may stand below which."""

    def arrangements(self) -> Iterator[tuple[Path, ...]]:
        for size in range(1, len(self.texts) + 1):
            roots: list[Path] = [(at,) for at in range(size)]
            for below in self._below(roots, size):
                yield tuple(leaf for root in roots for leaf in _leaves(root, below))

    def _below(self, level: Sequence[Path], start: int) -> Iterator[dict[Path, list[Path]]]:
        """What the headings from `start` on can be below those of one row."""
        if start == len(self.texts):
            yield {}
            return
        for size in range(2, len(self.texts) - start + 1):
            for children in self._assigned(level, 0, start, start + size):
                row = [child for parent in level for child in children.get(parent, ())]
                for deeper in self._below(row, start + size):
                    yield {**children, **deeper}

    def _assigned(
        self, level: Sequence[Path], parent: int, start: int, end: int
    ) -> Iterator[dict[Path, list[Path]]]:
        """The headings from `start` to `end` as groups of two or more below the headings of a row."""
        self.steps += 1
        if start == end:
            yield {}
        if start == end or self.steps > _MOST_STEPS:
            return
        for at in range(parent, len(level)):
            group: list[Path] = []
            for child in range(start, end):
                if not self._may_stand(level[at], group, child):
                    break
                group.append((*level[at], child))
                if len(group) > 1:
                    for others in self._assigned(level, at + 1, child + 1, end):
                        yield {level[at]: list(group), **others}

    def _may_stand(self, parent: Path, group: Sequence[Path], child: int) -> bool:
        key = (tuple(self.texts[at] for at in parent), self.texts[child])
        if key not in self.known:
            self.known[key] = may_stand_below(self.form, *key)
        if not self.known[key]:
            return False
        above, text = fold(key[0][-1]), fold(key[1])
        may_repeat = self.form.layout is Layout.ECONOMIC and above in BLOCKS
        return may_repeat or all(fold(self.texts[path[-1]]) != text for path in group)


def _leaves(path: Path, below: dict[Path, list[Path]]) -> Iterator[Path]:
    children = below.get(path)
    if children is None:
        yield path
        return
    for child in children:
        yield from _leaves(child, below)
