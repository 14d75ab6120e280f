from django.urls import path

from luoshi_web.console.items import notes, views

app_name = "items"
urlpatterns = [
    path("", views.listed, name="list"),
    path("<int:pk>/", views.show, name="show"),
    path("text/<int:pk>/settle/", views.text_settled, name="text_settled"),
    path("<int:pk>/notes/", notes.write, name="write_note"),
]
