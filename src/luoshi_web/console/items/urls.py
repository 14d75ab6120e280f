from django.urls import path

from luoshi_web.console.items import notes, views

app_name = "items"
urlpatterns = [
    path("", views.listed, name="list"),
    path("<int:pk>/", views.show, name="show"),
    path("<int:pk>/notes/", notes.write, name="write_note"),
]
