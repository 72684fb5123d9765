"""What is attested of a member, repeated on the membership; who attests; and what a safety rule may ask for besides a level."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Membership.attested and is_attester, CommunityRule.for_adults_only and kinds."""

    dependencies = [("communities", "0007_moved_to")]

    operations = [
        migrations.AddField("communityrule", "for_adults_only", models.BooleanField(default=False)),
        migrations.AddField("communityrule", "kinds", models.JSONField(blank=True, default=list)),
        migrations.AddField("membership", "attested", models.JSONField(blank=True, default=dict)),
        migrations.AddField("membership", "is_attester", models.BooleanField(default=False)),
        migrations.AddIndex(
            "membership",
            models.Index(fields=["community"], condition=models.Q(is_steward=True), name="steward_of_community"),
        ),
        migrations.AddIndex(
            "membership",
            models.Index(fields=["community"], condition=models.Q(is_attester=True), name="attester_of_community"),
        ),
    ]
