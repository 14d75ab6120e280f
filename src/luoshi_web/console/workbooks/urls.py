from django.urls import path

from luoshi_web.console.workbooks import month, worklists

app_name = "workbooks"
urlpatterns = [
    path("month/", month.bring_in, name="month"),
    path("month/file/", month.file, name="month_file"),
    path("lists/", worklists.listed, name="worklists"),
    path("lists/<int:pk>/", worklists.show, name="worklist"),
    path("lists/<int:pk>/file/", worklists.file, name="worklist_file"),
    path("lists/<int:pk>/take/", worklists.take, name="worklist_take"),
    path("lists/<int:pk>/drop/", worklists.drop, name="worklist_drop"),
    path("lists/<int:pk>/hand-out/", worklists.hand_out, name="worklist_hand_out"),
]
