"""Facts: who may act, from which post, when."""

from luoshi_web.accounts.models.login import FactorStep, LoginTries, PastPassword
from luoshi_web.accounts.models.office import Office, OfficeName
from luoshi_web.accounts.models.person import Holding, Person
from luoshi_web.accounts.models.post import Charge, Post, Role, Secrecy
from luoshi_web.accounts.models.proposal import Proposal
from luoshi_web.accounts.models.token import Token

__all__ = [
    "Charge", "FactorStep", "Holding", "LoginTries", "Office", "OfficeName", "PastPassword", "Person", "Post", "Proposal", "Role", "Secrecy", "Token",
]  # fmt: skip
