from django.urls import path

from luoshi_web.console.people import views

app_name = "people"
urlpatterns = [
    path("", views.offices, name="list"),
]
