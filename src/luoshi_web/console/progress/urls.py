from django.urls import path

from luoshi_web.console.progress import previews, views

app_name = "progress"
urlpatterns = [
    path("", views.owed_now, name="owed"),
    path("items/<int:pk>/", views.of_item, name="item"),
    path("items/<int:pk>/report/", views.report_one, name="report"),
    path("updates/<int:pk>/correct/", views.correct_one, name="correct"),
    path("items/<int:pk>/files/", views.attach_files, name="attach"),
    path("files/<int:pk>/", views.download, name="file"),
    path("files/<int:pk>/look/", previews.shown, name="look"),
    path("files/<int:pk>/look.png", previews.drawn, name="drawn"),
]
