from django.urls import path

from luoshi_web.console.sayings import sentences, views, yearly

app_name = "sayings"
urlpatterns = [
    path("reports/", views.listed, name="list"),
    path("reports/<int:pk>/", views.show, name="show"),
    path("reports/<int:pk>/<int:entry>/", views.decide, name="decide"),
    path("sentences/", sentences.show, name="sentences"),
    path("sentences/<slug:ending>/", sentences.file, name="sentences_file"),
    path("yearly/<slug:report>/", yearly.show, name="yearly"),
    path("yearly/<slug:report>/<int:year>/<slug:key>/", yearly.behind, name="yearly_rows"),
    path("yearly/<slug:report>/<slug:ending>/", yearly.file, name="yearly_file"),
    path("<slug:register>/<int:year>/<slug:code>/<path:variant>/", views.behind, name="behind"),
]
