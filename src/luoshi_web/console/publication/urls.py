from django.urls import path

from luoshi_web.console.publication import of_item, strays, views

app_name = "publication"
urlpatterns = [
    path("", views.listed, name="list"),
    path("candidates/", views.candidates, name="candidates"),
    path("strays/", strays.listed, name="strays"),
    path("strays/close/", strays.close, name="close_strays"),
    path("strays/remove/", strays.remove, name="remove_strays"),
    path("strays/decide/", strays.decide, name="decide_strays"),
    path("strays/tell/", strays.tell, name="tell_portal"),
    path("strays/<slug:line>/", strays.line, name="stray_line"),
    path("propose/<slug:kind>/<int:pk>/", views.propose, name="propose"),
    path("item/<int:pk>/", of_item.propose_item, name="item"),
    path("<int:pk>/file/<slug:mark>/<int:number>.jpg", of_item.drawn, name="drawn"),
    path("<int:pk>/file/<slug:mark>/withdraw/", of_item.withdraw_file, name="withdraw_file"),
    path("<int:pk>/", views.show, name="show"),
    path("<int:pk>/check/", views.check, name="check"),
    path("<int:pk>/approve/", views.approve, name="approve"),
    path("<int:pk>/refuse/", views.refuse, name="refuse"),
    path("<int:pk>/withdraw/", views.withdraw, name="withdraw"),
]
