from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="selfevaluation",
            name="indicators_met_exactly",
            field=models.PositiveIntegerField(
                default=0,
                help_text="indicators of which what was reached is the target itself: ≥90% and 90%",
            ),
        ),
    ]
