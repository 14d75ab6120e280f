from django.urls import path

from luoshi_web.console.funds import lists, views
from luoshi_web.console.funds.acts import ACTS
from luoshi_web.console.registers.acts import acting

app_name = "funds"
urlpatterns = [
    path("", lists.listed, name="list"),
    path("debt/", lists.debt, name="debt"),
    path("expenses/", lists.expenses, name="expenses"),
    path("budgets/", lists.budgets, name="budgets"),
    path("postings/", lists.postings, name="postings"),
    path("repayments/", lists.calendar, name="calendar"),
    path("figures/", views.counts, name="figures"),
    *(path(f"new/{name}/", view, name=f"new_{name}") for name, view in views.NEW.items()),
    path("limits/new/", views.set_limit, name="set_limit"),
    path("limits/<int:pk>/confirm/", views.confirm_limit, name="confirm_limit"),
    path("<int:pk>/", views.show, name="show"),
    *(path(f"<int:pk>/{act.code}/", acting(act, views.PLACE, "funds.list"), name=act.code) for act in ACTS),
]
