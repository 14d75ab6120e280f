"""What the lists of public money can be narrowed to."""

import django_filters
from django import forms
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Office
from luoshi_web.console.fields import holding, year_filter
from luoshi_web.console.funds.amounts import units
from luoshi_web.registers.funds.models import BudgetPaper, Fund, FundPosting, Repayment
from luoshi_web.registers.funds.rules.states import State, Type
from luoshi_web.registers.funds.words import CLASSES, FORMS, ITEMS, KINDS, STATES
from luoshi_web.registers.matters.models import Matter

_OF = {
    Type.SPECIAL: (State.BUDGETED, State.ALLOCATED, State.PAID, State.SPENT, State.EVALUATED, State.SETTLED, State.RECOVERED),
    Type.BOND: (State.PLANNED, State.APPROVED, State.ISSUED, State.REPAYING, State.REPAID),
    Type.THREE: (State.SET, State.RUNNING, State.FINAL),
    Type.BUDGET: (State.DRAFTED, State.ADOPTED, State.CARRIED),
}  # fmt: skip


def _states(of: Type) -> django_filters.ChoiceFilter:
    known = [(state.value, STATES[state]) for state in (*_OF[of], State.DROPPED)]
    return django_filters.ChoiceFilter(label=_("State"), choices=known)


def _office() -> django_filters.ModelChoiceFilter:
    return django_filters.ModelChoiceFilter(label=_("Unit"), queryset=Office.objects.filter(active=True))


def _unit() -> django_filters.ChoiceFilter:
    """It changes how amounts are written, and not what is listed."""
    return django_filters.ChoiceFilter(
        label=_("Unit of the amounts"), choices=units, method=_same, empty_label=_("as usual here")
    )


def _same(rows: QuerySet[Matter], name: str, value: str) -> QuerySet[Matter]:
    return rows


class _Filter(django_filters.FilterSet):
    """By words or number and year, whatever it is."""

    words = django_filters.CharFilter(label=_("Words or number"), method="by_words")
    year = year_filter(label=_("Year"))

    def by_words(self, matters: QuerySet[Matter], name: str, value: str) -> QuerySet[Matter]:
        """In name or number."""
        return matters.filter(holding("title", value) | holding("number", value))


class LineFilter(_Filter):
    """Lines of the budget: by unit, account, source of the money, state, and what stands with them."""

    office = _office()
    account = django_filters.ChoiceFilter(
        label=_("Account"), field_name="fund__account", choices=Fund.Account.choices
    )
    source = django_filters.ChoiceFilter(
        label=_("Source of the money"), field_name="fund__source", choices=Fund.Source.choices
    )
    state = _states(Type.SPECIAL)
    stands = django_filters.ChoiceFilter(
        label=_("Besides"), method="by_stands",
        choices=[("unconfirmed", _("postings that nobody confirmed")), ("aimless", _("without a performance target")), ("excepted", _("an exception waits"))],
    )  # fmt: skip
    unit = _unit()

    class Meta:
        model = Matter
        fields = ("words", "year", "office", "account", "source", "state", "stands", "unit")

    def by_stands(self, matters: QuerySet[Matter], name: str, value: str) -> QuerySet[Matter]:
        """What somebody is still to do."""
        return matters.filter(STANDS[value])


STANDS = {
    "unconfirmed": Q(pk__in=Fund.objects.filter(Q(confirmed_until=None) | Q(postings__on__gt=F("confirmed_until")), postings__isnull=False).values("pk")),
    "aimless": ~Q(pk__in=Fund.objects.filter(targets__isnull=False).values("pk")),
    "excepted": Q(pk__in=Matter.objects.filter(waivers__isnull=False, waivers__approved_by=None).values("pk")),
}  # fmt: skip


class BondFilter(_Filter):
    """Bonds: by class, form, year of issue and state."""

    debt_class = django_filters.ChoiceFilter(
        label=_("Class of debt"), field_name="fund__bond__debt_class", choices=list(CLASSES.items())
    )
    form = django_filters.ChoiceFilter(
        label=_("Form of debt"), field_name="fund__bond__form", choices=list(FORMS.items())
    )
    of = django_filters.CharFilter(method=_same, widget=forms.HiddenInput)
    issued = year_filter(label=_("Issued in"), field_name="fund__bond__issued_on", lookup_expr="year")
    state = _states(Type.BOND)
    unit = _unit()

    class Meta:
        model = Matter
        fields = ("words", "year", "debt_class", "form", "issued", "state", "unit", "of")


class ThreeFilter(_Filter):
    """Three public expenses: by unit, scope, state, and what is over its ceiling."""

    office = _office()
    scope = django_filters.CharFilter(label=_("Scope (口径)"), field_name="fund__scope")
    state = _states(Type.THREE)
    unit = _unit()

    class Meta:
        model = Matter
        fields = ("words", "year", "office", "scope", "state", "unit")


class BudgetFilter(_Filter):
    """Budgets, adjustments and final accounts: by which, of whom, unit and state."""

    office = _office()
    paper = django_filters.ChoiceFilter(
        label=_("Budget, adjustment or final accounts"),
        field_name="fund__budget_paper__paper",
        choices=BudgetPaper.Paper.choices,
    )
    level = django_filters.ChoiceFilter(
        label=_("Of whom"), field_name="fund__budget_paper__level", choices=BudgetPaper.Level.choices
    )
    state = _states(Type.BUDGET)

    class Meta:
        model = Matter
        fields = ("words", "year", "office", "paper", "level", "state")


class PostingFilter(django_filters.FilterSet):
    """Postings: by budget year, what they are of, kind, item, scope, unit, and up to which day."""

    year = year_filter(label=_("Budget year"), field_name="fund__matter__year")
    of = django_filters.ChoiceFilter(
        label=_("Of what"),
        field_name="fund__type",
        choices=[(Type.SPECIAL.value, _("special funds")), (Type.THREE.value, _("three public expenses"))],
    )
    kind = django_filters.MultipleChoiceFilter(
        label=_("What is posted"), choices=[(kind.value, words) for kind, words in KINDS.items()]
    )
    item = django_filters.ChoiceFilter(
        label=_("Expense"), choices=[(item.value, words) for item, words in ITEMS.items()]
    )
    scope = django_filters.CharFilter(label=_("Scope (口径)"), field_name="fund__scope")
    office = django_filters.ModelChoiceFilter(
        label=_("Unit"), field_name="fund__matter__office", queryset=Office.objects.filter(active=True)
    )
    until = django_filters.DateFilter(label=_("Up to"), field_name="on", lookup_expr="lte")
    unit = _unit()

    class Meta:
        model = FundPosting
        fields = ("year", "of", "kind", "item", "scope", "office", "until", "unit")


class RepaymentFilter(django_filters.FilterSet):
    """Days of repayment: by class, principal or interest, and whether they were paid."""

    year = year_filter(field_name="due_on", lookup_expr="year", widget=forms.HiddenInput)
    debt_class = django_filters.ChoiceFilter(
        label=_("Class of debt"), field_name="bond__debt_class", choices=list(CLASSES.items())
    )
    part = django_filters.ChoiceFilter(label=_("Principal or interest"), choices=Repayment.Part.choices)
    paid = django_filters.ChoiceFilter(
        label=_("Paid"),
        method="by_paid",
        choices=[("yes", _("paid")), ("no", _("not yet paid")), ("over", _("past its day and not paid"))],
    )
    unit = _unit()

    paid_in = year_filter(label=_("Paid in"), field_name="paid_on", lookup_expr="year")

    class Meta:
        model = Repayment
        fields = ("year", "debt_class", "part", "paid", "paid_in", "unit")

    def by_paid(self, rows: QuerySet[Repayment], name: str, value: str) -> QuerySet[Repayment]:
        """Whether its paper is there; over: its day is past and it is not."""
        if value == "yes":
            return rows.filter(paid_on__isnull=False)
        open_ = rows.filter(paid_on=None)
        return open_.filter(due_on__lt=self.request.today) if value == "over" else open_
