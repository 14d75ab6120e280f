"""Why files and their rows are refused, and what is told of their cells, in sentences."""

from django.utils.translation import gettext_noop as _

from luoshi_web.audit.refusal import SENTENCES

SENTENCES.update(
    {
        # of a file
        "import_old_format": _("“%(name)s” is in Excel's old format (.xls). Open it and save it as .xlsx, then bring that in."),
        "import_not_a_table": _("“%(name)s” is no table that can be read: bring in XLSX or CSV."),
        "import_too_large": _("“%(name)s” is larger than 10 MB, 5,000 rows or 60 columns. Divide it."),
        "import_empty": _("“%(name)s” holds no row. Nothing was brought in."),
        "import_no_rows": _("No row can be entered. Say in which line the headings stand and what the columns mean."),
        "import_settled": _("This file was entered or put aside already."),
        "import_names_unknown": _("Say first which unit is meant by: %(names)s"),
        "import_wrong_rows": _("%(count)s rows are wrong. Put the file right, or say that they are left out."),
        "import_refused": _("Nothing was entered. %(rows)s"),
        "import_too_secret": _("What comes in from a file is at most internal; what is more secret is entered one by one."),
        "not_taken_over": _("Only what was filed from a list has a history that can be taken over."),
        # of a row: it is not entered
        "import_missing": _("The row does not say: %(column)s."),
        "import_twice": _("%(number)s stands in the file already (%(line)s)."),
        "import_serial_taken": _("%(number)s is another matter in the register already: give the list a column of numbers."),
        "import_other_year": _("%(day)s is not of %(year)s, the year of the list: bring the years in one by one."),
        "import_of_the_party": _("What the party's inspection found is confidential: enter it by hand."),
        "import_leads_nobody": _("The row names no unit of ours."),
        "import_protected": _("Its signatories asked for secrecy: enter it by hand."),
        # of a cell: it is told, or stays beside the matter as it stood
        "import_day": _("“%(text)s” is no day; it is left empty."),
        "import_month": _("“%(text)s” names a month and no day; it is left empty."),
        "import_year": _("“%(text)s” names no year; %(year)s is taken."),
        "import_to_come": _("%(day)s has not come; it is left empty."),
        "import_amount": _("“%(text)s” is no amount; it is left empty."),
        "import_no_unit": _("“%(text)s” has no unit: write 元, 万元 or 亿元 into the heading. It is left empty."),
        "import_rounded": _("“%(text)s” has more decimals than are kept; it is rounded."),
        "import_count": _("“%(text)s” is no whole number; it is left empty."),
        "import_yes": _("“%(text)s” is neither yes nor no; it is left empty."),
        "import_code": _("“%(text)s” is none of the words known here; it is left empty."),
        "import_long": _("It is longer than %(most)s characters and is cut."),
        "import_unit": _("“%(text)s” is no unit of ours; it is left out."),
        "import_differs": _("The register says %(there)s, the file “%(text)s”; the register stays as it is."),
        "import_further": _("The register says nothing yet, the file “%(text)s”: enter it on the matter's page."),
        "import_same_title": _("%(number)s of this year has the same title."),
        "import_no_day": _("“%(text)s” has no day, so it is not entered."),
        "import_no_unit_to_assign": _("Without a lead unit it is not assigned: “%(text)s” is not entered."),
        "import_no_reply": _("Without the day of the reply “%(text)s” is not entered."),
        "import_before": _("“%(text)s” lies before %(other)s; it is not entered."),
        "import_between": _("%(day)s lies not between the assignment and the reply; it is not entered."),
        "import_class": _("“%(text)s” is no class of this place; it is not entered."),
        "import_private": _("“%(text)s” does not say why; whether the reply is published stays undecided."),
        "import_nothing_promised": _("A day without a promise: “%(text)s” is not entered."),
        "import_not_rated": _("A day without a rating: “%(text)s” is not entered."),
        "import_first_day": _("The row does not say when it came in; %(day)s, its first day, is taken."),
        "import_received": _("The row does not say when the paper was received; its own day, %(day)s, is taken."),
        "import_no_amount": _("Without an amount the signing of “%(text)s” is not entered."),
        "import_unsigned": _("Without a signing with its day and amount “%(text)s” is not entered."),
        "import_step_missing": _("The step before it has no day: “%(text)s” is not entered."),
        "import_by_hand": _("“%(text)s” is not entered from a list: enter it on the matter's page."),
        "import_not_closed": _("It is not closed by its status: “%(text)s” is not entered."),
        "import_no_voucher": _("Without a voucher, what became of the money and the day of the closing, “%(text)s” is not entered."),
        "import_over_amount": _("“%(text)s” is more than was found; it is not entered."),
        "import_other_rates": _("Another office enters ratings: “%(text)s” is not entered."),
    }
)  # fmt: skip
