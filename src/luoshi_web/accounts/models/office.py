"""Offices: departments, towns, parks, and the government's own office."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Office(models.Model):
    """One unit that can be named in a split: 区发展和改革局."""

    class Kind(models.TextChoices):
        GOVERNMENT = "government", _("government office")
        DEPARTMENT = "department", _("department")
        TOWN = "town", _("town or subdistrict")
        PARK = "park", _("park")
        COMPANY = "company", _("state company")

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80, unique=True)
    short_name = models.CharField(max_length=30, blank=True)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.DEPARTMENT)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    order = models.PositiveIntegerField(default=0)
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.short_name or self.name


class OfficeName(models.Model):
    """Another name under which papers speak of an office: 发改委 for 区发展和改革局."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="names")
    name = models.CharField(max_length=80, unique=True)

    def __str__(self) -> str:
        return self.name
