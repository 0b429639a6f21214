"""The names in a row of a score table, put at their levels: by column, or by what is known of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from evaluations.reading.columns import Alignment, Heading
from evaluations.reading.numbers import cell_number, is_numeric
from evaluations.reading.printed_points import points_alone, split_points
from evaluations.reading.records import LevelName
from evaluations.reading.rows import GridRow
from evaluations.reading.words import compact, squeeze

_FIRST_LEVEL = re.compile(r"(?:项目)?(?:决策|投入|过程|管理|成本|产出|效益|效果|绩效)(?:指标)?$")
_SECOND_LEVEL = re.compile(
    r"(?:项目)?(?:立项|目标)$|绩效目标$|资金(?:投入|管理|落实|分配)$|组织实施$|业务管理$|财务管理$"
    r"|(?:产出|项目)?(?:数量|质量|时效)$|产出成本$|(?:经济|社会|生态|项目|履职)(?:环境)?效益$"
    r"|可持续(?:性|发展|影响|发展影响)?$|(?:服务对象)?满意度$"
)


@dataclass(frozen=True, slots=True)
class Names:
    """The names a row prints, by level (from 0). `moved` where one was put at another level.

    `late_points` are points without a name, of the block that goes on from the row above.
    """

    levels: tuple[tuple[int, LevelName], ...]
    moved: bool
    late_points: tuple[tuple[int, Decimal], ...] = ()

    @property
    def last(self) -> str:
        return self.levels[-1][1].name if self.levels else ""

    @property
    def is_complete(self) -> bool:
        """Whether the row names every level down to its own."""
        return [level for level, _ in self.levels] == list(range(len(self.levels)))

    @property
    def open_block(self) -> bool:
        """Whether the row, without figures of its own, opens a block: its last name has points."""
        return bool(self.levels) and self.levels[-1][1].points is not None

    def path_from(self, above: tuple[LevelName, ...]) -> tuple[LevelName, ...]:
        """The row's path: its own names, below those that go on from the row above."""
        path = list(above)
        for level, name in self.levels:
            path = path[:level] + [LevelName("")] * (level - len(path)) + [name]
        return tuple(path)

    def hangs_below(self, leaf: tuple[LevelName, ...]) -> bool:
        """Whether the row would be a child of the indicator above it, which has a score of its own."""
        return bool(self.levels) and self.levels[0][0] >= len(leaf)

    def appended_to(self, levels: tuple[LevelName, ...]) -> tuple[LevelName, ...]:
        """The path of the row above, with the rest of its names that a page break parted from it."""
        whole = list(levels)
        for level, name in self.levels:
            if level < len(whole) and whole[level].name and not whole[level].name.endswith(name.name):
                points = whole[level].points or name.points
                whole[level] = LevelName(whole[level].name + name.name, points)
        return tuple(whole)


def names_of(
    row: GridRow,
    heading: Heading,
    levels: tuple[str, ...],
    aligned: Alignment | None,
    base: int,
    always_deepest: bool,
) -> Names | None:
    """The names of a row. None where it has none."""
    named = before_figures(row, heading, levels, aligned, base)
    if not named:
        return None
    starts = _level_starts(heading, levels)
    top = int(levels[0][-1]) - 1 if levels[0][-1].isdigit() else 0
    deepest = len(levels) - 1
    offset = (aligned.offset if aligned else base) - base
    shift = _shift(named[-1][0], starts[-1] + base, offset)
    placed: list[tuple[int, LevelName]] = []
    late_points: list[tuple[int, Decimal]] = []
    moved = False
    for number, (at, text) in enumerate(named):
        column = _level_at(starts, at - base + shift, deepest)
        is_last = number == len(named) - 1
        level = (
            deepest if aligned and is_last and always_deepest else _level(text, column, deepest, top, is_last)
        )
        moved = moved or level != column or shift != 0
        points = points_alone(text)
        if points is not None:
            late_points.append((level, points))
            continue
        name, value = split_points(text)
        placed = [(known, other) for known, other in placed if known < level]
        placed.append((level, LevelName(name, value)))
    return Names(tuple(placed), moved, tuple(late_points)) if placed else None


def before_figures(
    row: GridRow, heading: Heading, levels: tuple[str, ...], aligned: Alignment | None, base: int = 0
) -> list[tuple[int, str]]:
    """The texts left of the first figure; in a row without figures, those in the columns of the names.

    Where a column of text (指标解释) parts the names from the figures, only what stands left of it is a name.
    """
    last = heading.column(levels[-1])
    assert last is not None
    end = last.end + base
    if aligned is not None and not _text_between(heading, last.end):
        own = tuple(cell for cell in aligned.cells.values() if cell.text.strip())
        end = min(at for at, cell in row.cells if any(cell is placed for placed in own))
    number = heading.column("number")
    skipped = {at for column in heading.columns if column.role.startswith("points") for at in [column.start]}
    skipped |= {number.start} if number is not None else set()
    texts = [(at, squeeze(cell.text)) for at, cell in row.filled() if at < end and at not in skipped]
    return [(at, text) for at, text in texts if not is_numeric(text)]


def _text_between(heading: Heading, end: int) -> bool:
    """Whether a heading of unknown meaning stands between the names and the first figures."""
    figures = [column.start for column in heading.columns if column.start >= end]
    known = {column.start for column in heading.columns}
    return any(
        end <= at < min(figures, default=end) and at not in known for at, _ in heading.place_row.filled()
    )


def with_points(names: Names, row: GridRow, heading: Heading, base: int) -> Names:
    """The names of a row with the points of their blocks, where these stand in columns of their own."""
    cells = dict(row.filled())
    levels = []
    for level, name in names.levels:
        column = heading.column(f"points{level}")
        cell = cells.get(column.start + base) if column is not None else None
        levels.append((level, LevelName(name.name, cell_number(cell).value) if cell else name))
    return Names(tuple(levels), names.moved)


def _level_starts(heading: Heading, levels: tuple[str, ...]) -> list[int]:
    return [column.start for level in levels if (column := heading.column(level)) is not None]


def _shift(last_at: int, deepest_at: int, offset: int) -> int:
    """How far names are moved in a row whose figures are: leading cells dropped move everything to the left,
    a cell too many may stand before the names or behind them."""
    if offset < 0:
        return -offset if last_at - offset <= deepest_at else max(deepest_at - last_at, 0)
    return -offset if offset > 0 and last_at > deepest_at else 0


def _level_at(starts: list[int], at: int, deepest: int) -> int:
    below = [number for number, start in enumerate(starts) if start <= at]
    return min(below[-1] if below else 0, deepest)


def _level(text: str, column: int, deepest: int, top: int, is_last: bool) -> int:
    """The level of a name: its column's, unless it is known to stand one below."""
    depth = known_depth(text)
    if depth is not None and column < depth - top <= deepest and not is_last:
        return depth - top
    return column


def known_depth(text: str) -> int | None:
    """The level (from 0) that a usual name of the framework has: 决策 is a first, 项目立项 a second."""
    name = compact(split_points(text)[0])
    if _FIRST_LEVEL.match(name):
        return 0
    return 1 if _SECOND_LEVEL.match(name) else None
