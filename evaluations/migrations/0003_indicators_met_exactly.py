"""What later readings write beside the printed words, for the forms and projects that are stored already."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db import migrations, models

from disclosures.documents.model import Place
from evaluations.reading.quantities import Quantity, read_value
from evaluations.reading.reached import is_met_exactly
from evaluations.reading.records import BLANK, Indicator, PrintedText

LARGEST = Decimal(10) ** 18
READ_BEFORE = {
    "code": "read_before",
    "zh": "读取该文件时尚未判断项目所属科目，重新检查后可得",
    "en": "the document was read before projects were linked to accounts: a recheck tells",
}


class AddFieldWhereMissing(migrations.AddField):
    """Databases exist whose first migration made the column."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        table = to_state.apps.get_model(app_label, self.model_name)._meta.db_table
        introspection = schema_editor.connection.introspection
        with schema_editor.connection.cursor() as cursor:
            there = {column.name for column in introspection.get_table_description(cursor, table)}
        if self.name not in there:
            super().database_forwards(app_label, schema_editor, from_state, to_state)


def read_again(apps: Any, schema_editor: Any) -> None:
    """A zero would say that no indicator was met exactly, and 800 元 is not 800 万元."""
    forms = apps.get_model("evaluations", "SelfEvaluation").objects
    indicators = apps.get_model("evaluations", "Indicator").objects
    for form in forms.only("body").iterator(chunk_size=100):
        printed = form.body["indicators"]
        form.indicators_met_exactly = sum(map(is_met_exactly, _each(printed)))
        form.save(update_fields=["indicators_met_exactly"])
        rows = list(indicators.filter(self_evaluation=form).order_by("ordinal"))
        for row in rows:
            row.parts = printed[row.ordinal - 1].get("parts", [])
            row.target_relation, row.target_number, row.target_unit = _target(row.target)
        indicators.bulk_update(rows, ["parts", "target_relation", "target_number", "target_unit"])


def link_projects(apps: Any, schema_editor: Any) -> None:
    """An account stood for the one whose project expenditure is what this project alone executed."""
    lines = apps.get_model("disclosures", "Line").objects.filter(statement__key="expenditure")
    for project in apps.get_model("evaluations", "Project").objects.filter(account_link={}).iterator():
        account = project.account or None
        line = lines.filter(statement__run=project.run_id, code=account).first() if account else None
        project.account_link = {
            "account": account,
            "label": line.label if line else None,
            "proof": "alone" if account else None,
            "together_with": [],
            "reason": None if account else READ_BEFORE,
        }
        project.save(update_fields=["account_link"])


def _each(printed: list[dict[str, Any]]) -> Iterator[Indicator]:
    for row in printed:
        for part in row.get("parts") or [row]:
            target, actual = PrintedText(part["target"]), PrintedText(part["actual"])
            names = (part["level1"], part["level2"], part["level3"])
            yield Indicator(*names, target, actual, BLANK, BLANK, PrintedText(""), Place())


def _target(text: str) -> tuple[str, Decimal | None, str]:
    target = read_value(text)
    if not isinstance(target, Quantity) or abs(target.number) >= LARGEST:
        return "", None, ""
    return target.relation.value, round(target.whole_units, 6), target.whole_unit[:20]


class Migration(migrations.Migration):
    dependencies = [
        ("disclosures", "0006_fact_sum"),
        ("evaluations", "0002_account_links"),
    ]

    operations = [
        AddFieldWhereMissing(
            model_name="selfevaluation",
            name="indicators_met_exactly",
            field=models.PositiveIntegerField(
                default=0,
                help_text="indicators of which what was reached is the target itself: ≥90% and 90%",
            ),
        ),
        migrations.RunPython(read_again, migrations.RunPython.noop),
        migrations.RunPython(link_projects, migrations.RunPython.noop),
    ]
