"""Why acts of this app are refused, in sentences: each part of the year has its own."""

from luoshi_web.audit.refusal import SENTENCES
from luoshi_web.supervision.appraisal.refusals import APPRAISAL
from luoshi_web.supervision.clocks.refusals import CLOCKS
from luoshi_web.supervision.closing.refusals import CLOSING
from luoshi_web.supervision.papers.refusals import SENTENCES as PAPERS
from luoshi_web.supervision.refusals_of_origin import ORIGIN
from luoshi_web.supervision.refusals_of_split import SPLIT
from luoshi_web.supervision.refusals_progress import SENTENCES as PROGRESS
from luoshi_web.supervision.urging.refusals import URGING
from luoshi_web.supervision.workbooks.refusals import WORKBOOKS

for sentences in (SPLIT, ORIGIN, CLOCKS, CLOSING, PAPERS, APPRAISAL, PROGRESS, URGING, WORKBOOKS):
    SENTENCES.update(sentences)
