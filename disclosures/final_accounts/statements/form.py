"""What a public statement looks like, whoever publishes it: its titles, headings and fixed lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import lru_cache

from disclosures.final_accounts.labels import fold, name_of
from disclosures.final_accounts.records import Side, StatementKey


class Layout(Enum):
    """How the lines of a statement stand in its grid."""

    ACCOUNTS = auto()
    """One line an account, one column a measure."""
    TWO_SIDED = auto()
    """收入 on the left, 支出 on the right, lines fixed by name."""
    ECONOMIC = auto()
    """Blocks of code, name and amount side by side, closed by the totals of 人员经费 and 公用经费."""
    ITEMS = auto()
    """One amount an item, the items as columns or as rows."""


@dataclass(frozen=True, slots=True)
class Named:
    """A key and the folded names it is printed under (regular expressions, matched whole)."""

    key: str
    names: tuple[str, ...]

    def matches(self, name: str) -> bool:
        return any(_matches(pattern, name) for pattern in self.names)


@lru_cache(maxsize=16_384)
def _matches(pattern: str, name: str) -> bool:
    return re.fullmatch(pattern, name) is not None


@lru_cache(maxsize=4_096)
def _ends_in(pattern: str, name: str) -> bool:
    return re.search(f"(?:{pattern})$", name) is not None


@dataclass(frozen=True, slots=True)
class Form:
    """One of the nine statements by meaning.

    `titles` and all names are folded (`labels.fold`) regular expressions, matched whole. `wider_titles` are
    those of a table of all fiscal appropriations, taken where none has a title of its own. `columns` are the
    measures by heading, `essential` those without which the figures cannot be told apart. `default` is
    the measure of a column headed by nothing more than 金额, 合计 or 决算数. `inherits`: such a column
    takes the measure of the heading above it. `lines` are the lines without a code, by side.
    """

    key: StatementKey
    titles: tuple[str, ...]
    layout: Layout
    columns: tuple[Named, ...]
    default: str
    essential: tuple[str, ...]
    inherits: bool = True
    lines: dict[Side | None, tuple[Named, ...]] = field(default_factory=dict)
    wider_titles: tuple[str, ...] = ()

    def is_title(self, name: str) -> bool:
        return any(_matches(pattern, name) for pattern in (*self.titles, *self.wider_titles))

    def has_own_title(self, title: str) -> bool:
        """Whether a title, the department before it or not, is one of the statement and of no wider table."""
        return not self.wider_titles or any(_ends_in(pattern, fold(title)) for pattern in self.titles)

    def column(self, heading: str) -> str | None:
        """The measure a heading names, if it names one by itself."""
        name = heading_name(heading)
        return next((column.key for column in self.columns if column.matches(name)), None)

    def line(self, label: str, side: Side | None = None) -> str | None:
        """The key of a line without a code."""
        name = name_of(label)
        return next((line.key for line in self.lines.get(side, ()) if line.matches(name)), None)

    def names_a_line(self, label: str) -> bool:
        return any(self.line(label, side) for side in self.lines)


_UNIT_IN_HEADING = re.compile(r"\((?:单位[:：]?)?(?:人民币)?(?:亿元|万元|千元|元)\)|[,、/](?:万元|元)$")
_NUMBER_OF_HEADING = re.compile(r"\(?\d{1,2}(?:=[\d+()-]+)?\)?$")


@lru_cache(maxsize=16_384)
def heading_name(heading: str) -> str:
    """The folded heading without ordinal, unit and column number."""
    name = _UNIT_IN_HEADING.sub("", name_of(heading))
    return _NUMBER_OF_HEADING.sub("", name) or name


class Phase(Enum):
    """Which of several amounts of one thing a column (or row) holds. The value prefixes the measure."""

    ACTUAL = "actual"
    INITIAL_BUDGET = "initial_budget"
    BUDGET = "budget"
    PREVIOUS_YEAR = "previous_year"
    COMPARISON = "comparison"
    """A difference or a per cent of the others: no amount of the accounts."""


_PHASES: tuple[tuple[Phase, str], ...] = (
    (
        Phase.COMPARISON,
        r".*(?:增减|增长|完成|占.*比|比重|比例|百分比|差异|差额|变动|[%％]|÷).*",
    ),
    (Phase.PREVIOUS_YEAR, r"(?:上年|去年|上年度)(?:同期)?(?:支出)?(?:决算|执行|实际)?数?"),
    (Phase.INITIAL_BUDGET, r"(?:本年)?年初(?:部门)?预算(?:数|安排)?"),
    (
        Phase.BUDGET,
        r"(?:20\d\d年度?|全年|调整|调整后|本年|年度|调整后全年)?(?:支出|收入)?预算(?:数|安排|调整数)?",
    ),
    (
        Phase.ACTUAL,
        r"(?:20\d\d年度?|全年|本年|本年度|年度)?(?:支出|收入)?(?:决算|执行|实际支出|实际执行|实际发生|支出|实际|统计)数?",
    ),
)
_GENERIC = re.compile(r"(?:金额|合计|小计|总计|数额|本年支出合计|支出合计)(?:数)?|(?:决算|支出)金额")


@lru_cache(maxsize=16_384)
def phase_of(heading: str) -> Phase | None:
    """The phase a heading names by itself: 年初预算数, 全年预算数, 决算数 …; a bare 支出 names none."""
    name = heading_name(heading)
    if name in ("支出", "收入", "本年支出", "本年收入"):
        return None
    return next((phase for phase, pattern in _PHASES if _matches(pattern, name)), None)


def measure_of(form: Form, path: Sequence[str]) -> tuple[Phase | None, str] | None:
    """The measure of a column by the headings above it, the leaf last; None where they do not say.

    A leaf that only says 小计, 金额 or 决算数 leaves the naming to the headings above it. One that names a
    measure below another, as 基本支出 below 本年收入, is a part of that other.
    """
    phase = next((found for heading in reversed(path) if (found := phase_of(heading))), None)
    if phase is Phase.COMPARISON:
        return None
    says_nothing = False
    for depth, heading in enumerate(reversed(path)):
        if depth and not form.inherits:
            break
        measure = form.column(heading)
        if measure is not None:
            above = path[: len(path) - depth - 1]
            return None if _is_part_of_another(form, measure, above) else (phase, measure)
        if phase_of(heading) or _GENERIC.fullmatch(heading_name(heading)):
            says_nothing = True
        elif not says_nothing:
            return None
    return (phase, form.default) if says_nothing else None


def _is_part_of_another(form: Form, measure: str, above: Sequence[str]) -> bool:
    if form.layout is not Layout.ACCOUNTS:
        return False
    return any(form.column(heading) not in (None, measure, form.default) for heading in above)


_LABEL_WORDS = re.compile(
    r"项目|项目名称|科目名称|名称|科目|(?:支出)?(?:功能|经济)分类(?:科目)?(?:名称)?|项目\(?按.*分类\)?"
    r"|按(?:支出)?(?:功能|经济|性质).*|单位名称|部门名称|单位|部门|内容|指标|项目内容"
)
_CODE_WORDS = re.compile(
    r"(?:支出|收入)?(?:功能|经济)?(?:分类)?(?:科目)?(?:编码|代码|编号)|类|款|项|.*分类科目编码|.*科目代码"
)
_LINE_NUMBER_WORDS = re.compile(r"行次|行号|行")
_FRAME_WORDS = re.compile(
    r"收入|支出|收入项目|支出项目|本年支出|本年收入|其中|栏次|备注|序号|人员经费|公用经费|日常公用经费|基本支出"
    r"|财政拨款三公经费(?:支出)?|三公经费(?:支出)?|支出决算|收入决算"
)


def is_label_heading(heading: str) -> bool:
    return _LABEL_WORDS.fullmatch(heading_name(heading)) is not None


def is_code_heading(heading: str) -> bool:
    return _CODE_WORDS.fullmatch(heading_name(heading)) is not None


def is_generic_heading(heading: str) -> bool:
    """金额, 合计, 小计: a column of amounts, and nothing said of which."""
    return _GENERIC.fullmatch(heading_name(heading)) is not None


def is_line_number_heading(heading: str) -> bool:
    return _LINE_NUMBER_WORDS.fullmatch(fold(heading)) is not None


def is_heading(form: Form, text: str) -> bool:
    """Whether a text is one of the words that the headings of the statement are made of."""
    name = heading_name(text)
    return bool(
        is_label_heading(text)
        or is_code_heading(text)
        or is_line_number_heading(text)
        or _FRAME_WORDS.fullmatch(name)
        or _GENERIC.fullmatch(name)
        or form.column(text)
        or phase_of(text)
    )
