from django.urls import path

from luoshi_web.console.year import views

app_name = "year"
urlpatterns = [
    path("", views.shown, name="show"),
    path("calendar/", views.calendar, name="calendar"),
    path("wall/", views.wall, name="wall"),
    path("leaders/<int:pk>/", views.leader, name="leader"),
]
