from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def give_to_senders(apps: Any, schema_editor: Any) -> None:
    """A waiver is of the organisation whose token asked for it."""
    for waiver in apps.get_model("disclosures", "Waiver").objects.select_related("token"):
        waiver.organisation_id = waiver.token.organisation_id if waiver.token else None
        waiver.save(update_fields=["organisation"])


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0002_audit_append_only"),
        ("disclosures", "0003_edition"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="waiver",
            name="waiver_once",
        ),
        migrations.AddField(
            model_name="waiver",
            name="organisation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="waivers",
                to="access.organisation",
            ),
        ),
        migrations.AddField(
            model_name="waiver",
            name="withdrawn_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="waiver",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=("organisation", "department", "fiscal_year", "fingerprint"),
                name="waiver_once",
                nulls_distinct=False,
                violation_error_message="The finding is waived already.",
            ),
        ),
        migrations.RunPython(give_to_senders, migrations.RunPython.noop),
    ]
