from django.urls import path

from luoshi_web.console.overview import views

app_name = "overview"
urlpatterns = [
    path("", views.listed, name="list"),
    path("calendar/", views.calendar, name="calendar"),
    path("exceptions/", views.exceptions, name="exceptions"),
]
