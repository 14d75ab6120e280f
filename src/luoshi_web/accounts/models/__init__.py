"""Facts: who may act, from which post, when."""

from luoshi_web.accounts.models.login import FactorStep, LoginTries
from luoshi_web.accounts.models.office import Office, OfficeName
from luoshi_web.accounts.models.person import Holding, Person
from luoshi_web.accounts.models.post import Charge, Post, Role, Secrecy

__all__ = [
    "Charge", "FactorStep", "Holding", "LoginTries", "Office", "OfficeName", "Person", "Post", "Role", "Secrecy",
]  # fmt: skip
