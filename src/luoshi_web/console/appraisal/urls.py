from django.urls import path

from luoshi_web.console.appraisal import objections, of_item, terms, views

app_name = "appraisal"
urlpatterns = [
    path("", views.listed, name="list"),
    path("new/", views.new, name="new"),
    path("<int:pk>/", views.show, name="show"),
    path("<int:pk>/again/", views.again, name="again"),
    path("<int:pk>/discard/", views.discarded, name="discard"),
    path("<int:pk>/publish/", views.published, name="publish"),
    path("<int:pk>/correct/", objections.corrected, name="correct"),
    path("<int:pk>/give/", views.give, name="give"),
    path("lines/<int:pk>/take-back/", views.taken_back, name="take_back"),
    path("scores/<int:pk>/", views.sheet, name="sheet"),
    path("scores/<int:pk>/object/", objections.raised, name="object"),
    path("objections/<int:pk>/", objections.show, name="objection"),
    path("items/<int:pk>/", of_item.part, name="item"),
    path("rules/", terms.rules, name="rules"),
    path("rules/new/", terms.new_rules, name="new_rules"),
    path("rules/<int:pk>/", terms.rule, name="rule"),
    path("groups/", terms.groups, name="groups"),
    path("groups/new/", terms.group, name="new_group"),
    path("groups/<int:pk>/", terms.group, name="group"),
    path("groups/<int:pk>/remove/", terms.removed, name="remove_group"),
]
