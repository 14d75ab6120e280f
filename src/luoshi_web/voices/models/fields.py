"""Columns that cannot hold personal data: whatever is written into them is masked on its way, by whichever path it comes."""

from typing import Any

from django.db import models

from luoshi_web.masks import mask


class MaskedTextField(models.TextField):  # type: ignore[type-arg]
    """Text, masked when the object is saved and again when a value goes to the database: ``update`` and ``bulk_create`` included."""

    def _masked(self, value: str) -> str:
        return mask(value).text

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            value = self._masked(value)
            setattr(model_instance, self.attname, value)
        return value

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return self._masked(value) if isinstance(value, str) else value


class MaskedNameField(MaskedTextField):
    """A name: one line of at most forty characters."""

    def _masked(self, value: str) -> str:
        return mask(" ".join(value.split())).text[:40]
