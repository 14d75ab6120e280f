"""Login, logout, password and second factor: allauth's pages in our templates. Sign-up and e-mail management have no address."""

from allauth.account import views as account
from django.contrib.auth.decorators import login_required
from django.urls import include, path

from luoshi_web.console.login import PasswordChange

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", login_required(PasswordChange.as_view()), name="account_change_password"),
    path("2fa/", include("allauth.mfa.urls")),
]
