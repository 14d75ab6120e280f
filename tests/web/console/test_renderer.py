"""Lists of choices are the HTML that Django's own templates make."""

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from luoshi_web.console.renderer import FormRenderer
from luoshi_web.supervision.models import Item

CHOICES = {
    "plain": [("a", "甲"), ("b", "乙")],
    "lazy": Item.Kind.choices,
    "numbers": [(1, 1), (2000, 2000)],
    "truth": [(None, "?"), (True, gettext_lazy("Yes")), (False, gettext_lazy("No"))],
    "to escape": [("\"<&'>", "<b>&</b>"), ("s", mark_safe("<i>safe</i>"))],
    "in groups": [("组<1>", [("a", "甲"), ("b", "乙")]), ("c", "丙"), ("组2", [])],
    "none": [],
}


@pytest.mark.parametrize("choices", CHOICES.values(), ids=CHOICES.keys())
@pytest.mark.parametrize("value", [None, "", "b", 2000, True, "\"<&'>"])
@pytest.mark.parametrize("attrs", [{}, {"required": True, "disabled": False, "class": 'a"b', "data-n": 3}])
@pytest.mark.parametrize("widget", [forms.Select, forms.SelectMultiple])
def test_a_list_of_choices_is_as_django_writes_it(widget, choices, value, attrs):
    made = widget(attrs=attrs, choices=choices)
    value = [value] if widget is forms.SelectMultiple else value
    ours = made.render("状态", value, attrs={"id": "id_<x>"}, renderer=FormRenderer())
    assert ours == made.render("状态", value, attrs={"id": "id_<x>"}, renderer=DjangoTemplates())


def test_other_widgets_are_djangos():
    assert forms.TextInput().render("x", "<", renderer=FormRenderer()) == forms.TextInput().render(
        "x", "<", renderer=DjangoTemplates()
    )
