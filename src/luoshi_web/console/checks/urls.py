from django.urls import path

from luoshi_web.console.checks import closing, plans, verification

app_name = "checks"
urlpatterns = [
    path("", plans.listed, name="list"),
    path("plan/", plans.plan, name="plan"),
    path("plans/<int:pk>/", plans.show, name="show"),
    path("record/<int:pk>/", plans.record, name="record"),
    path("one/<int:pk>/", plans.one, name="one"),
    path("desk/", verification.desk, name="desk"),
    path("items/<int:pk>/", verification.tab, name="item"),
    path("items/<int:pk>/claim/", verification.claim, name="claim"),
    path("items/<int:pk>/withdraw-claim/", verification.withdraw_claim, name="withdraw_claim"),
    path("items/<int:pk>/verdict/", verification.verdict, name="verdict"),
    path("items/<int:pk>/look/", plans.look, name="look"),
    path("items/<int:pk>/sign-off/", closing.sign_off, name="sign_off"),
    path("items/<int:pk>/send-back/", closing.send_back, name="send_back"),
    path("items/<int:pk>/end/", closing.propose, name="end"),
    path("items/<int:pk>/reopen/", closing.take_up_again, name="reopen"),
    path("endings/<int:pk>/", closing.decide, name="decide"),
]
