from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("disclosures", "0004_waiver_of_organisation")]

    operations = [
        migrations.AddIndex(
            model_name="fact",
            index=models.Index(
                condition=models.Q(published=True),
                fields=["fiscal_year", "statement", "measure", "id"],
                name="fact_of_statement",
            ),
        ),
    ]
