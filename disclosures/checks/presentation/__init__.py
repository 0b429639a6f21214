"""格式: how the disclosure is set out."""

from disclosures.checks.presentation import captions, columns, number_style, printings, text
from disclosures.checks.rule import Rule

RULES: tuple[Rule, ...] = (
    captions.statements_are_in_another_order,
    captions.form_numbers_do_not_ascend,
    captions.unit_is_not_printed,
    captions.caption_names_another_department,
    columns.column_of_the_form_is_missing,
    number_style.nothing_is_printed_in_two_ways,
    number_style.thousands_are_printed_in_two_ways,
    text.template_is_left_over,
    text.characters_are_unreadable,
    text.words_are_doubled,
    text.heading_of_the_contents_is_missing,
    captions.note_names_another_budget,
    printings.statement_is_printed_with_other_amounts,
)
