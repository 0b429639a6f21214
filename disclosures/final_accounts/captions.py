"""What is printed around a statement: its title, 公开01表, 部门：, 金额单位：, 注：…"""

from __future__ import annotations

import re
from dataclasses import dataclass

from disclosures.documents.model import Place
from disclosures.final_accounts.labels import fold, name_of, printed_part
from disclosures.final_accounts.records import Unit
from disclosures.final_accounts.statements import FORMS
from disclosures.final_accounts.statements.form import Form, phase_of

_UNIT = re.compile(
    r"(?:金额|货币|计量)?单位[:：]?(?:人民币)?(?P<unit>亿元|万元|千元|元)(?:\([^()]*\))?|\((?P<bare>亿元|万元|千元|元)\)"
)
_FORM_NUMBER = re.compile(
    r"\(?(?P<number>(?:财?决)?公开(?:\d{1,2}(?:-\d)?表|表\d{1,2})|财决\d{1,2}(?:-\d)?表)\)?"
    r"|(?:^|\()(?P<other>附?表[\d一二三四五六七八九十]{1,2}(?:-\d)?|[Zz]\d{2}(?:[-_]\d)?表?)(?:$|\))"
)
_DEPARTMENT = re.compile(
    r"(?:(?:预算|编制|编报|填报|填列|公开|公布|汇总)?(?:部门|单位)(?:\(单位\)|\(部门\)|\(盖?章\)|\(公?章\))?(?:名称)?)[:：]"
    r"(?P<department>.*?)(?=(?:金额|货币|计量)?单位[:：]|(?:财?决)?公开\d|20\d\d年|日期|$)"
)
_DEPARTMENT_CODE = re.compile(r"(?:预算|部门|单位|组织机构)?(?:代码|编码)[:：][\dA-Za-z-]*")
_OTHER_TITLE = re.compile(
    r"(?!第[一二三四五六七八九十]+部分)[^,，。;；:：|]{4,40}"
    r"(?:决算|预算|明细|情况|统计|信息|评价|自评|绩效|目标)[^,，。;；:：|]{0,12}表"
)
_YEAR = re.compile(r"(?:\(?20\d\d年(?:度)?\)?|编?制?日期[:：].*)$")
_CONTINUED = re.compile(r"\(?续表?[一二三\d]?\)?|续上表")
_NOTE = re.compile(r"(?:附?注|说明|备注)[:：]|[*※]注")
_PAGE_NUMBER = re.compile(r"[-—－–第]*\d{1,4}[-—－–页]*(?:[/共]\d{1,4}页?)?")
_CONTENTS = re.compile(r"[.．…·]{3,}\d*$")
_BEFORE_TITLE = re.compile(r".{0,40}?20\d\d年(?:度)?(?:部门|单位|本级|汇总)?")
_CLASSIFIED = re.compile(
    r"(?<=表)\([按分]?(?:支出)?(?:(?:政府|部门)?(?:预算)?(?:支出)?(?:功能|经济)|(?=科目))"
    r"(?:分类)?(?:科目)?(?:分类)?(?:列示)?\)$"
)
"""The classification that a title names in brackets."""
_PUBLISHED = re.compile(r"(?<=决算)公开(?=表$)")
"""收入决算公开表 is 收入决算表."""
_BY_UNIT = re.compile(r"表\([按分](?:预算|所属|下属|基层)?(?:单位|部门)(?:列示|分列|汇总)?\)$")
"""The lines of such a table are the units of the department."""
_ATTACHMENT = re.compile(
    r"^(?:附件|附表|表格?|附)(?:\d{1,2}(?:[-—]\d{1,2})?|[一二三四五六七八九十]{1,3}(?!般))?[:：.、]?"
)
ORGAN = re.compile(
    r"[^\d:：,，。;；]{2,30}(?:局|委|委员会|办|办公室|部|厅|院|会|中心|校|学|园|所|站|队|处|馆|社|政府|街道|镇|乡)"
    r"(?:\([^()]*\))?"
)
"""The folded name of a public body."""
_NOT_IN_DEPARTMENT = re.compile(r"收入|支出|收支|预算|决算|财政拨款|基金|三公|国有资本|基本|项目|[,。;，；]")


@dataclass(frozen=True, slots=True)
class Caption:
    """What one printed line says about the statement near it. Nothing, where it is an ordinary line."""

    title: str | None = None
    form: Form | None = None
    form_number: str | None = None
    unit: Unit | None = None
    unit_text: str | None = None
    department: str | None = None
    is_note: bool = False
    is_other_title: bool = False
    """The title of a table that is none of the nine statements."""
    is_neutral: bool = False
    """A year, a page number, 续表: printed around statements and says nothing of them."""
    phase: str | None = None
    """2022年度预算数, 决算数: which of several amounts the grid below holds."""

    @property
    def says_nothing(self) -> bool:
        return self == Caption()


_LONGEST_CAPTION = 120
"""Folded characters."""
_LONGEST_LINE = 400
"""Characters, blanks included."""


def read_caption(text: str) -> Caption:
    """A printed line as a caption. Only a line that is nothing but captions counts."""
    if len(text) > _LONGEST_LINE:
        return Caption(is_note=_NOTE.match(fold(text[:_LONGEST_CAPTION])) is not None)
    folded = fold(text)
    if not folded or _PAGE_NUMBER.fullmatch(folded) or _CONTINUED.fullmatch(folded):
        return Caption(is_neutral=True)
    if len(folded) <= _LONGEST_CAPTION and phase_of(folded) is not None:
        return Caption(phase=text.strip())
    if _NOTE.match(folded):
        return Caption(is_note=True)
    if len(folded) > _LONGEST_CAPTION or _CONTENTS.search(folded):
        return Caption()
    rest, unit, unit_text = _taken_unit(folded, text)
    number = _FORM_NUMBER.search(rest)
    rest = rest.replace(number.group(), "") if number else rest
    found = _DEPARTMENT.search(rest)
    department = found["department"].strip(" ,，;") if found else None
    rest = rest.replace(found.group(), "") if found else rest
    rest = _DEPARTMENT_CODE.sub("", rest)
    rest = _CONTINUED.sub("", rest)
    if _BY_UNIT.search(rest):
        return Caption(is_other_title=True)
    rest = _CLASSIFIED.sub("", rest).rstrip("():：,，-—")
    form = form_titled(rest)
    if form is None and _OTHER_TITLE.fullmatch(rest):
        return Caption(is_other_title=True)
    if form is None and _YEAR.sub("", rest).strip("():：,，。-—"):
        return Caption()
    caption = Caption(
        title=_printed_title(text, rest) if form else None,
        form=form,
        form_number=(number["number"] or number["other"]) if number else None,
        unit=unit,
        unit_text=unit_text,
        department=printed_part(department, text) if department else None,
    )
    return Caption(is_neutral=True) if caption.says_nothing else caption


def _taken_unit(folded: str, text: str) -> tuple[str, Unit | None, str | None]:
    match = _UNIT.search(folded)
    if match is None:
        return folded, None, None
    printed = printed_part(match.group(), text)
    return folded.replace(match.group(), ""), Unit(match["unit"] or match["bare"]), printed


def form_titled(folded: str) -> Form | None:
    """The statement a line is the title of, whatever stands before: 附件1, 2022年度, a department."""
    if not folded.endswith("表"):
        return None
    name = _ATTACHMENT.sub("", name_of(_PUBLISHED.sub("", folded)), count=1)
    after_year = name_of(_BEFORE_TITLE.sub("", name, count=1))
    for candidate in (name_of(name), after_year, re.sub(r"^(?:部门|单位)", "", after_year)):
        for form in FORMS:
            if form.is_title(candidate):
                return form
    return _titled_after_department(after_year)


def _titled_after_department(name: str) -> Form | None:
    """A title with the name of the department before it, which is not itself a word of titles."""
    for start in range(2, min(len(name) - 4, 30)):
        if _NOT_IN_DEPARTMENT.search(name[:start]):
            return None
        for form in FORMS:
            if form.is_title(name[start:]):
                return form if ORGAN.fullmatch(name[:start]) else None
    return None


def _printed_title(text: str, title: str) -> str:
    """The title as printed, without its ordinal and without other captions on its line."""
    return printed_part(name_of(title), text)


@dataclass(frozen=True, slots=True)
class Captions:
    """What has been printed since the last table: the captions of the next one."""

    title: str | None = None
    form: Form | None = None
    form_number: str | None = None
    unit: Unit | None = None
    unit_text: str | None = None
    department: str | None = None
    place: Place | None = None
    is_other: bool = False
    """The title above is of a table that is none of the nine statements."""
    loose: int = 0
    """Short lines in between that are no captions."""
    phase: tuple[str, Place] | None = None
    """Which amounts the grid holds, where a line above it says so, as printed."""

    def with_line(self, caption: Caption, place: Place) -> Captions:
        """With one more line. A second title begins anew, save for what stands right above it."""
        is_title = caption.form is not None or caption.is_other_title
        base = Captions() if is_title and (self.form is not None or self.is_other) else self
        return Captions(
            title=caption.title or base.title,
            form=caption.form or base.form,
            form_number=caption.form_number or base.form_number,
            unit=caption.unit or base.unit,
            unit_text=caption.unit_text or base.unit_text,
            department=caption.department or base.department,
            place=place if caption.form else base.place,
            is_other=caption.is_other_title or (base.is_other and caption.form is None),
            loose=base.loose,
            phase=(caption.phase, place) if caption.phase else None if is_title else base.phase,
        )
