"""What the lists of posts and people can be narrowed to."""

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Office, Person, Post, Role
from luoshi_web.accounts.security import with_second_factor


class PostFilter(django_filters.FilterSet):
    """By office, role, and whether somebody holds it."""

    office = django_filters.ModelChoiceFilter(label=_("Office"), queryset=Office.objects.all())
    role = django_filters.ChoiceFilter(label=_("Role"), choices=Role.choices)
    vacant = django_filters.BooleanFilter(
        label=_("vacant alone"), method="by_vacancy", widget=forms.CheckboxInput
    )

    class Meta:
        model = Post
        fields = ("office", "role", "vacant")

    def by_vacancy(self, posts: QuerySet[Post], name: str, value: bool) -> QuerySet[Post]:
        """The page gives ``held``: whether somebody holds the post on its day."""
        return posts.filter(active=True).exclude(Q(held=True)) if value else posts


class PersonFilter(django_filters.FilterSet):
    """By name, second factor, given password, and whether they may log in."""

    words = django_filters.CharFilter(label=_("Name or login"), method="by_words")
    second_factor = django_filters.BooleanFilter(label=_("Second factor"), method="by_second_factor")
    given = django_filters.BooleanFilter(
        label=_("Must change the password"), field_name="must_change_password"
    )
    active = django_filters.BooleanFilter(label=_("May log in"), field_name="is_active")

    class Meta:
        model = Person
        fields = ("words", "second_factor", "given", "active")

    def by_words(self, people: QuerySet[Person], name: str, value: str) -> QuerySet[Person]:
        """In name or login."""
        return people.filter(Q(name__icontains=value) | Q(username__icontains=value))

    def by_second_factor(self, people: QuerySet[Person], name: str, value: bool) -> QuerySet[Person]:
        """With or without one."""
        return with_second_factor(people).filter(second_factor=value)
