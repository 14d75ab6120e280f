from django.urls import path

from luoshi_web.console.urging import approval, item, ladder, views

app_name = "urging"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("<int:pk>/", views.proposal, name="proposal"),
    path("<int:pk>/take/", views.take_it, name="take"),
    path("<int:pk>/skip/", views.skip_it, name="skip"),
    path("<int:pk>/hold/", views.hold_it, name="hold"),
    path("<int:pk>/answer/", item.answer_it, name="answer"),
    path("asked/", approval.asked, name="asked"),
    path("<int:pk>/decide/", approval.decide, name="decide"),
    path("history/", views.history, name="history"),
    path("ladder/", ladder.ladders, name="ladder"),
    path("ladder/new/", ladder.new, name="new_ladder"),
    path("item/<int:pk>/", item.shown, name="item"),
    path("item/<int:pk>/send/", item.by_hand, name="by_hand"),
]
