from django.db import migrations, models

# The facts that are there already: no longer code of the same statement begins with theirs.
MARK = """
UPDATE disclosures_fact SET leaf = true
WHERE code IS NOT NULL AND NOT EXISTS (
    SELECT FROM disclosures_fact below
    WHERE below.run_id = disclosures_fact.run_id AND below.statement = disclosures_fact.statement
      AND below.code LIKE disclosures_fact.code || '_%'
)
"""


class Migration(migrations.Migration):
    dependencies = [("disclosures", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="fact",
            name="leaf",
            field=models.BooleanField(
                default=False, help_text="an account without sub-accounts in the statement"
            ),
        ),
        migrations.RunSQL(MARK, migrations.RunSQL.noop),
    ]
