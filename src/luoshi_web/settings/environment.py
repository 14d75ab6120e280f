"""What a machine may say through its environment, each name with ``LUOSHI_`` before it, checked before anything starts."""

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from luoshi_web.settings.gateways import Gateway, Oidc

Role = Literal["supervision", "leader", "officer", "head", "auditor", "administrator", "security"]
"""As ``accounts.models.Role``, which cannot be imported before the settings are there; a test holds the two together."""


class Environment(BaseSettings):
    """``LUOSHI_SECRET_KEY``, ``LUOSHI_DATABASE`` and the rest; a wrong value stops the start with its name."""

    model_config = SettingsConfigDict(env_prefix="LUOSHI_", extra="ignore", frozen=True)

    secret_key: SecretStr | None = Field(
        None, min_length=32, description="signs sessions; at least 32 characters"
    )
    hosts: list[str] = Field(
        default_factory=list, description='names the site answers to, as JSON: ["office.example"]'
    )
    data: Path = Field(
        Path("build/office"), description="folder of the SQLite file, evidence and outgoing mail"
    )
    database: str | None = Field(
        None, description="postgresql://user:password@host:5432/name; SQLite in `data` where unset"
    )
    portal_database: str | None = Field(
        None,
        description="postgresql://… or the path of a SQLite file: the portal's tables in a database of their own; with the office's where unset",
    )
    portal_downloads: Path | None = Field(
        None,
        description="folder of the portal's files of all lines, which the office's jobs then make; else a timer of the portal's",
    )
    mail: str | None = Field(
        None, description="smtp://user:password@host:25; files in `data`/mail where unset"
    )
    address: str = Field("", description="of the office's pages, for letters: https://office.example")
    mail_from: str = "luoshi@localhost"
    now: datetime | None = Field(
        None, description="a fixed moment instead of the machine's clock, for demonstrations and tests"
    )
    jobs_in_web: bool | None = Field(
        None,
        description="the pages' process does the background jobs; where unset: on SQLite, not on PostgreSQL",
    )
    second_factor_roles: list[Role] = Field(
        default_factory=list,
        description='roles that cannot work without a second factor, as JSON: ["administrator", "leader"]',
    )
    gateways: list[Gateway] = Field(
        default_factory=list, description="where reminders go besides, as JSON: docs/operations.md"
    )
    oidc: Oidc | None = Field(None, description="single sign-on, as JSON: docs/administration.md")
    log: Path | None = Field(
        None, description="a file for the log beside standard error; rotated by the system (logrotate)"
    )
    idle_minutes: int = Field(30, ge=5, le=720, description="a session that is not used for so long ends")
    password_length: int = Field(10, ge=8, le=64, description="signs that a chosen password needs at least")
    password_days: int = Field(
        0, ge=0, le=730, description="days after which a password has to be changed; 0: never. At level 3: 90"
    )
    administrators_together: list[Literal["administrator", "security", "auditor"]] = Field(
        default_factory=list,
        description='administrators that one person may be at a time, as JSON: ["administrator", "security"]; with `administrators_why`',
    )
    administrators_why: str = Field(
        "",
        description="why system, security and audit administrator are not three people here; shown on the pages",
    )
    behind_proxy: bool = Field(
        False, description="a proxy ends TLS, sets X-Forwarded-Proto and adds to X-Forwarded-For"
    )


@cache
def environment() -> Environment:
    """Read once a process."""
    return Environment()


def database(said: Environment) -> dict[str, Any]:
    """Django's ``DATABASES["default"]``."""
    return (
        _named(said.database, "LUOSHI_DATABASE") if said.database else _sqlite(said.data / "office.sqlite3")
    )


def databases(said: Environment) -> dict[str, dict[str, Any]]:
    """Django's ``DATABASES``: the office's, and the portal's where it has one of its own. Two names of one database are one."""
    office = database(said)
    if not said.portal_database:
        return {"default": office}
    portal = portal_database(said.portal_database)
    same = all(
        str(office.get(name, "")) == str(portal.get(name, "")) for name in ("ENGINE", "NAME", "HOST", "PORT")
    )
    return {"default": office} if same else {"default": office, "portal": portal}


def portal_database(said: str) -> dict[str, Any]:
    """``postgresql://…``, or the path of a SQLite file; anything else stops the start with a sentence."""
    if "://" in said:
        return _named(said, "LUOSHI_PORTAL_DATABASE")
    if not Path(said).suffix or Path(said).is_dir():
        raise ValueError(
            "LUOSHI_PORTAL_DATABASE: a postgresql:// address, or the path of a file: /var/lib/luoshi/portal.sqlite3"
        )
    return _sqlite(Path(said).absolute())


def _sqlite(path: Path) -> dict[str, Any]:
    """SQLite takes its write lock when a transaction begins: one that reads first and writes later would otherwise be refused
    with "database is locked" instead of waiting.
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;",
        },
    }


def _named(address: str, variable: str) -> dict[str, Any]:
    url = urlsplit(address)
    if url.scheme not in {"postgresql", "postgres"} or not url.path.strip("/"):
        raise ValueError(f"{variable}: a postgresql:// address with the name of a database is needed")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": url.path.strip("/"),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": url.hostname or "",
        "PORT": url.port or "",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        # To compile a question that fills a page takes longer than to answer it: rates of 4,000 proposals 2.6 s with it
        "OPTIONS": {"options": "-c jit=off"},
    }


def logs(said: Environment) -> dict[str, Any]:
    """Django's ``LOGGING``: every line with the request that it is of, to standard error; faults are counted in the database too.

    Without this Django mails tracebacks to ``ADMINS`` alone, of whom there are none: 1,447 faults left not one line.
    """
    told = ["stream", "faults", *(["file"] if said.log else [])]
    line = {"filters": ["request"], "formatter": "line"}
    file = (
        {"file": line | {"class": "logging.handlers.WatchedFileHandler", "filename": said.log}}
        if said.log
        else {}
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request": {"()": "luoshi_web.jobs.faults.WithRequest"}},
        "formatters": {
            "line": {"format": "{asctime} {levelname} [{request_name}] {name}: {message}", "style": "{"}
        },
        "handlers": {
            "stream": line | {"class": "logging.StreamHandler"},
            "faults": {"class": "luoshi_web.jobs.faults.FaultHandler", "level": "ERROR"},
        }
        | file,
        "root": {"handlers": told, "level": "WARNING"},
        "loggers": {
            name: {"handlers": [], "level": "WARNING", "propagate": True} for name in ("django", "luoshi_web")
        },
    }


def mail(said: Environment) -> dict[str, Any]:
    """Django's ``EMAIL_*`` settings: letters lie as files until a server is named, so that none goes out by accident."""
    if said.mail is None:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": said.data / "mail",
        }
    url = urlsplit(said.mail)
    if url.scheme not in {"smtp", "smtps"} or not url.hostname:
        raise ValueError("LUOSHI_MAIL: an smtp:// or smtps:// address is needed")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": url.hostname,
        "EMAIL_PORT": url.port or (465 if url.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(url.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(url.password or ""),
        "EMAIL_USE_SSL": url.scheme == "smtps",
        "EMAIL_TIMEOUT": 20,
    }
