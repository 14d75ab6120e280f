"""What every installation shares. Packages and why: docs/decisions/0013."""

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from luoshi_web.settings.environment import databases, environment, logs, mail

HERE = Path(__file__).resolve().parent.parent
SAID = environment()

SECRET_KEY = SAID.secret_key.get_secret_value() if SAID.secret_key else ""
DEBUG = False
ALLOWED_HOSTS = SAID.hosts

INSTALLED_APPS = [
    "luoshi_web.console",
    "luoshi_web.publication",
    "luoshi_web.registers",
    "luoshi_web.supervision",
    "luoshi_web.ledgerstore",
    "luoshi_web.accounts",
    "luoshi_web.jobs",
    "luoshi_web.audit",
    "luoshi_web.portal",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_filters",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "luoshi_web.console.traced.TraceMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "luoshi_web.console.bodies.BodyMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "luoshi_web.console.idle.IdleMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "luoshi_web.console.request.ActorMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "luoshi_web.urls"
WSGI_APPLICATION = "luoshi_web.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": sorted(HERE.glob("console/*/templates")),
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "luoshi_web.console.request.surroundings",
                "luoshi_web.console.request.single_sign_on",
            ],
        },
    },
]
FORM_RENDERER = "luoshi_web.console.renderer.FormRenderer"

DATABASES = databases(SAID)
PORTAL_DOWNLOADS = SAID.portal_downloads  # where it is set the jobs make the portal's files of all lines
DATABASE_ROUTERS = ["luoshi_web.portal.database.PortalRouter"]
# One for all processes, in the database: limits of codes and requests stand in it. Large, so that no flood pushes a limit out of it
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "luoshi_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
vars().update(mail(SAID))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = SAID.mail_from
GATEWAYS = SAID.gateways
OFFICE_ADDRESS = SAID.address.rstrip("/")
MEDIA_ROOT = SAID.data / "files"

# Who is who
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": SAID.password_length},
    },
    *(
        {"NAME": f"django.contrib.auth.password_validation.{name}"}
        for name in ("UserAttributeSimilarityValidator", "NumericPasswordValidator")
    ),
    *(
        {"NAME": f"luoshi_web.accounts.passwords.{name}"}
        for name in ("KindsValidator", "CommonHereValidator", "NotOneOfThoseBeforeValidator")
    ),
]
PASSWORD_DAYS = SAID.password_days
IDLE_MINUTES = SAID.idle_minutes
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "luoshi_web.console.login.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {
    "login_failed": False,  # axes counts failures, with a record that an auditor can read
    "login": "300/m/ip",  # a whole office may come from one address at nine in the morning
    "second_factor": "20/h/key",  # codes of one person, from whatever address: console/second_factor.py
}
OIDC = SAID.oidc
if OIDC is not None:
    INSTALLED_APPS += ["allauth.socialaccount", "allauth.socialaccount.providers.openid_connect"]
    SOCIALACCOUNT_ADAPTER = "luoshi_web.console.single_sign_on.SocialAdapter"
    SOCIALACCOUNT_STORE_TOKENS = False
    SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "house", "name": OIDC.name, "client_id": OIDC.client, "secret": OIDC.secret.get_secret_value(),
                    "settings": {"server_url": OIDC.issuer},
                }
            ],
        }
    }  # fmt: skip
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "luoshi_web.console.second_factor.LoginCodeForm",
    "reauthenticate": "luoshi_web.console.second_factor.AgainCodeForm",
}
MFA_TOTP_ISSUER = "落实 Luoshi"
ADMINISTRATORS_TOGETHER = frozenset(SAID.administrators_together)  # docs/protection.md
ADMINISTRATORS_WHY = SAID.administrators_why.strip()
SECOND_FACTOR_ROLES = frozenset(SAID.second_factor_roles)
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
KNOWN_BROWSER_COOKIE = "luoshi_browser"  # console/browser.py
AXES_FAILURE_LIMIT = 5
AXES_ENABLE_ACCESS_FAILURE_LOG = True  # kept until `export_logins --drop` has written them to a file
AXES_CLIENT_IP_CALLABLE = "luoshi_web.console.proxy.address_of"
AXES_USERNAME_CALLABLE = "luoshi_web.console.browser.counted_name"
AXES_WHITELIST_CALLABLE = "luoshi_web.console.browser.is_known"
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # else whoever keeps on asking keeps a name shut
AXES_COOLOFF_TIME = 0.5  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "console/locked_out.html"
AXES_RESET_ON_SUCCESS = True

# Languages: the words of each app lie in its own locale folder
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = sorted(HERE.glob("*/locale")) + sorted(HERE.glob("console/*/locale"))
LANGUAGE_COOKIE_NAME = "luoshi_language"
USE_I18N = USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
STATIC_ROOT = SAID.data / "static"
STATICFILES_DIRS = sorted(HERE.glob("console/*/static"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# No script or style of a page is inline, and nothing comes from elsewhere
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    },
}
if (
    OIDC is not None
):  # the form of the login page leads to the provider, and a browser follows no form further than this
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"].append("/".join(OIDC.issuer.split("/")[:3]))
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

# Uploads beyond this size go to a file at once; the limits of each kind of upload stand with its service
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 << 20
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 << 20
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_PERMISSIONS = 0o640

# Background work: docs/operations.md, docs/decisions/0015
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
JOBS_IN_WEB = SAID.database is None if SAID.jobs_in_web is None else SAID.jobs_in_web

LOGGING = logs(SAID)
BEHIND_PROXY = SAID.behind_proxy

OFFICE_NOW = SAID.now
OFFICE_DAYS = SAID.data / "days.toml"  # the district's own days off: docs/clocks.md
