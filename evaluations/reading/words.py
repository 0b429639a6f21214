"""Printed words made comparable: conversion remnants, blanks inside words, full-width characters."""

from __future__ import annotations

import re
import unicodedata

_TAG = re.compile(r"</?(?:p|br|ul|ol|li|span|div|b|i|u|strong|sub|sup)\b[^<>]*>", re.IGNORECASE)
_LATEX = {r"\leq": "≤", r"\geq": "≥", r"\le": "≤", r"\ge": "≥", r"\times": "×", r"\%": "%", r"\text": ""}
_LATEX_WORD = re.compile(r"\\(?:leq|geq|times|text|le|ge|%)(?![A-Za-z])")
_CHINESE = r"\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’—…、。《》〈〉"
_BLANK_BETWEEN_CHINESE = re.compile(rf"(?<=[{_CHINESE}])\s+(?=[{_CHINESE}])")
_BLANKS = re.compile(r"\s+")
_NOT_IN_NAMES = re.compile(r"[\s\"'“”‘’《》〈〉「」·•,，、。.;；:：!！?？\-—_/\\()\[\]【】〔〕*#]")


def plain(text: str) -> str:
    """The text without remnants of HTML and LaTeX that conversion left in it."""
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "\\" in text or "$" in text:
        text = _LATEX_WORD.sub(lambda m: _LATEX[m.group()], text.replace("\\[", "[").replace("\\]", "]"))
        text = text.replace("$", " ")
    return text


def squeeze(text: str) -> str:
    """The text on one line, without the blanks that wrapping left between Chinese characters."""
    return _BLANK_BETWEEN_CHINESE.sub("", _BLANKS.sub(" ", plain(text)).strip())


def compact(text: str) -> str:
    """The text without any blank, half-width: for recognising headings and labels."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", plain(text)))


def fold_name(name: str) -> str:
    """What is left of a name for comparing: no blanks, brackets or punctuation, half-width, lower case."""
    return _NOT_IN_NAMES.sub("", unicodedata.normalize("NFKC", plain(name))).lower()


_FORM_WORDS = re.compile(
    r"(\d{4})年度?|项目支出|绩效(自评|评价|评估)(报告|表|综述)?|专项资金|项目|经费|支出|工程"
)


def fold_project(name: str) -> str:
    """A project's name for comparing: without its code, and words that come and go (年度, 项目 …)."""
    bare = re.sub(r"^[\[(【][0-9A-Za-z]{6,}[\])】]", "", compact(name))
    folded = fold_name(bare)
    return _FORM_WORDS.sub("", folded) or folded
