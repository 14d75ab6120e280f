from django.urls import path

from luoshi_web.console.papers import views

app_name = "papers"
urlpatterns = [
    path("", views.listed, name="list"),
    path("make/", views.make, name="make"),
    path("make/<slug:ending>/", views.draft, name="draft"),
    path("<int:pk>/", views.show, name="show"),
    path("<int:pk>/withdraw/", views.withdrawn, name="withdraw"),
    path("<int:pk>/<slug:ending>/", views.file, name="file"),
]
