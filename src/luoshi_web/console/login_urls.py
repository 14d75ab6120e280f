"""Login, logout, password and second factor: allauth's pages in our templates. Sign-up and e-mail management have no address."""

from allauth.account import views as account
from allauth.mfa.base import views as factor
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.urls import include, path
from django.views.decorators.cache import never_cache

from luoshi_web.console.login import PasswordChange
from luoshi_web.console.own_factor import Download, Renew, SetUp, Show, TakeAway, factor_asked

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", login_required(factor_asked(PasswordChange.as_view())), name="account_change_password"),
    path("2fa/", factor.index, name="mfa_index"),
    path("2fa/authenticate/", factor.authenticate, name="mfa_authenticate"),
    path("2fa/reauthenticate/", factor.reauthenticate, name="mfa_reauthenticate"),
    path("2fa/totp/activate/", factor_asked(SetUp.as_view()), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", factor_asked(TakeAway.as_view()), name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", never_cache(factor_asked(Show.as_view())), name="mfa_view_recovery_codes"),
    path("2fa/recovery-codes/generate/", factor_asked(Renew.as_view()), name="mfa_generate_recovery_codes"),
    path(
        "2fa/recovery-codes/download/", factor_asked(Download.as_view()), name="mfa_download_recovery_codes"
    ),
]
if settings.OIDC is not None:
    urlpatterns += [path("", include("allauth.socialaccount.providers.openid_connect.urls"))]
