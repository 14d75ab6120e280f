from django.urls import path

from luoshi_web.console.sayings import sentences, views

app_name = "sayings"
urlpatterns = [
    path("reports/", views.listed, name="list"),
    path("reports/<int:pk>/", views.show, name="show"),
    path("reports/<int:pk>/<int:entry>/", views.decide, name="decide"),
    path("sentences/", sentences.show, name="sentences"),
    path("sentences/<slug:ending>/", sentences.file, name="sentences_file"),
    path("<slug:register>/<int:year>/<slug:code>/<path:variant>/", views.behind, name="behind"),
]
