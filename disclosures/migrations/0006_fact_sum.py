from django.db import migrations, models

FILL = """
INSERT INTO disclosures_factsum (
    fiscal_year, statement, measure, code, item, side, leaf, added, smallest, largest, amounts, cells_unreadable
)
SELECT fiscal_year, statement, measure, code, item, side, leaf, sum(amount), min(amount), max(amount),
       count(amount), count(*) FILTER (WHERE state = 'unreadable')
FROM disclosures_fact WHERE published
GROUP BY fiscal_year, statement, measure, code, item, side, leaf
"""


class Migration(migrations.Migration):
    dependencies = [("disclosures", "0005_fact_of_statement")]

    operations = [
        migrations.CreateModel(
            name="FactSum",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("fiscal_year", models.SmallIntegerField()),
                ("statement", models.CharField(max_length=40)),
                ("measure", models.CharField(max_length=60)),
                ("code", models.CharField(max_length=9, null=True)),
                ("item", models.CharField(max_length=60, null=True)),
                ("side", models.CharField(max_length=11, null=True)),
                ("leaf", models.BooleanField()),
                ("added", models.DecimalField(decimal_places=4, help_text="null: no amount", max_digits=38, null=True)),
                ("smallest", models.DecimalField(decimal_places=4, max_digits=28, null=True)),
                ("largest", models.DecimalField(decimal_places=4, max_digits=28, null=True)),
                ("amounts", models.PositiveBigIntegerField(help_text="number of amounts")),
                ("cells_unreadable", models.PositiveBigIntegerField(help_text="number of cells that could not be read")),
            ],
            options={
                "ordering": ("pk",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("fiscal_year", "statement", "measure", "code", "item", "side", "leaf"),
                        name="fact_sum_once",
                        nulls_distinct=False,
                        violation_error_message="A line and measure of a year has one sum.",
                    )
                ],
            },
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
