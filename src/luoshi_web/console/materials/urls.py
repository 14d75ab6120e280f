from django.urls import path

from luoshi_web.console.materials import views

app_name = "materials"
urlpatterns = [
    path("<int:pk>/", views.of_matter, name="list"),
    path("<int:pk>/put/", views.put_in, name="put"),
    path("<int:pk>/all.zip", views.together, name="together"),
    path("files/<int:pk>/", views.download, name="file"),
    path("files/<int:pk>/look/", views.shown, name="look"),
    path("files/<int:pk>/look.png", views.drawn, name="drawn"),
]
