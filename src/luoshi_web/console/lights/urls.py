from django.urls import path

from luoshi_web.console.lights import views

app_name = "lights"
urlpatterns = [
    path("", views.of_day, name="day"),
    path("rules/", views.rules, name="rules"),
    path("rules/<str:kind>/", views.new_rule, name="rule"),
    path("items/<int:pk>/", views.of_item, name="item"),
    path("items/<int:pk>/judge/", views.judge, name="judge"),
]
