"""The words for each act: code → what people read. A verb that is not here cannot be recorded.

Codes are ``object.deed``; sections follow the apps. A test holds that every verb recorded anywhere in the code stands here and is translated.
"""

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

VERBS: dict[str, StrOrPromise] = {
    # accounts
    "office.open": _("opened an office"),
    "office.change": _("changed an office"),
    "post.open": _("opened a post"),
    "post.change": _("changed a post"),
    "post.appoint": _("appointed to a post"),
    "post.vacate": _("ended the holding of a post"),
    "person.add": _("added a person"),
    "person.change": _("changed a person"),
    "login.unlock": _("lifted the lock of a login"),
    "login.drop": _("removed old records of logins, exported before"),
    "factor.set": _("set up a second factor"),
    "factor.remove": _("took a second factor away"),
    "codes.read": _("read recovery codes"),
    "codes.renew": _("made new recovery codes"),
    "proposal.make": _("proposed what a second person has to confirm"),
    "proposal.confirm": _("confirmed a proposal"),
    "proposal.refuse": _("refused a proposal"),
    "proposal.withdraw": _("withdrew a proposal"),
    "roster.bring_in": _("brought in a list of offices, posts and people"),
    # ledgerstore
    "copy.upload": _("uploaded a copy of a report"),
    "copy.read": _("read a copy"),
    "copy.refuse": _("could not read a copy"),
    "copy.again": _("had a copy read again"),
    "copy.confirm": _("confirmed place and year of a copy"),
    "entry.accept": _("accepted an entry"),
    "entry.accept_sure": _("accepted the sure entries together after a sample"),
    "entry.correct": _("corrected an entry"),
    "entry.split": _("split an entry"),
    "entry.merge": _("merged entries"),
    "entry.drop": _("dropped an entry"),
    "entry.add": _("added an entry by hand"),
    "entry.reopen": _("reopened an entry"),
    # supervision: split and assign
    "split.draft": _("drafted a split"),
    "split.issue": _("issued a split"),
    "item.draft": _("drafted an item"),
    "item.edit": _("changed a draft item"),
    "item.remove": _("removed a draft item"),
    "item.establish": _("established an item"),
    "item.approve": _("decided whether an item is established"),
    "item.alike": _("said what two items that ask the same are"),
    "item.assign": _("assigned an item"),
    "item.sign": _("signed for an item"),
    "item.return": _("returned an item"),
    "item.return_refused": _("refused a return"),
    "item.reassign": _("re-assigned an item"),
    "item.split": _("split an item further"),
    # clocks and changes
    "clock.suspend": _("suspended a time limit"),
    "clock.resume": _("resumed a time limit"),
    "clock.recount": _("recounted time limits"),
    "extension.ask": _("asked for an extension"),
    "extension.screen": _("screened an extension"),
    "extension.withdraw": _("withdrew a request for an extension"),
    "extension.decide": _("decided on an extension"),
    "change.ask": _("asked for a change of target"),
    "change.withdraw": _("withdrew a request for a change of target"),
    "change.decide": _("decided on a change of target"),
    # progress
    "progress.report": _("reported progress"),
    "progress.correct": _("corrected a progress report"),
    "evidence.attach": _("attached evidence"),
    "evidence.refuse": _("refused an uploaded file"),
    # lights
    "light.run": _("computed the lights of a day"),
    "light.judge": _("judged whether it can still be done"),
    "rule.put_in_force": _("put a rule in force"),
    # urging
    "urge.send": _("urged"),
    "urge.skip": _("skipped a proposed urging"),
    "urge.hold": _("held back a proposed urging"),
    "urge.ask": _("put an urging before the leader"),
    "urge.approve": _("approved an urging"),
    "urge.refuse": _("refused an urging"),
    "urge.run": _("ran the day's urging"),
    "urge.answer": _("answered an urging paper"),
    "message.read": _("read a message"),
    # verification and closing
    "completion.report": _("reported completion"),
    "completion.withdraw": _("withdrew a report of completion"),
    "check.plan": _("planned checks"),
    "check.record": _("recorded a check"),
    "verdict.give": _("gave a verdict"),
    "item.close": _("closed an item"),
    "closing.propose": _("proposed to end an item"),
    "closing.refuse": _("refused to end an item"),
    "item.merge": _("merged an item into another"),
    "item.withdraw": _("withdrew an item"),
    "item.reopen": _("reopened an item"),
    # appraisal
    "appraisal.open": _("opened an appraisal"),
    "appraisal.score": _("scored an appraisal"),
    "appraisal.publish": _("published an appraisal"),
    "appraisal.give": _("gave points by hand"),
    "appraisal.take_back": _("took back points given by hand"),
    "appraisal.discard": _("discarded an unpublished appraisal"),
    "appraisal.correct": _("published a corrected result"),
    "group.save": _("set a group of comparable offices"),
    "group.remove": _("removed a group of comparable offices"),
    "objection.raise": _("raised an objection"),
    "objection.decide": _("decided an objection"),
    # secrets
    "secret.read": _("read what is secret"),
    # papers
    "paper.issue": _("issued a paper"),
    "paper.withdraw": _("withdrew a paper"),
    # words on an item
    "note.instruction": _("wrote an instruction on an item"),
    "note.annotation": _("annotated an item"),
    # keys for programs
    "token.make": _("made a key for a program"),
    "token.revoke": _("took back a key for a program"),
    # the log itself
    "log.export": _("took the log away"),
    # kept files and backups
    "office.restore": _("brought the whole office back from a backup"),
    "file.not_whole": _("came upon a kept file that is not what was stored"),
    # work that runs by itself
    "job.reap": _("gave up a job whose worker died"),
    "job.fail": _("gave up a job that kept failing"),
    "job.again": _("tried a failed job again"),
}
