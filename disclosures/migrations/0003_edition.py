from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("disclosures", "0002_fact_leaf")]

    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.BigIntegerField(default=0)),
            ],
        ),
    ]
