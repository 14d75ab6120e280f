"""The app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VoicesConfig(AppConfig):
    """Comments, corrections, moderation."""

    name = "luoshi_web.voices"
    label = "voices"
    verbose_name = _("The public's word")
    default_auto_field = "django.db.models.BigAutoField"
