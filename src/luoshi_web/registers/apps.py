from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "luoshi_web.registers"
    label = "registers"

    def ready(self) -> None:
        """The app's rights and sentences are known before the first request, and what the log and the night do with matters."""
        from luoshi_web.registers import refusals  # noqa: F401
        from luoshi_web.registers.cases import awaited as _days_of_cases  # noqa: F401
        from luoshi_web.registers.cases import lapses as _lapses_of_cases  # noqa: F401
        from luoshi_web.registers.cases import refusals as _cases  # noqa: F401
        from luoshi_web.registers.cases import rights as _of_cases  # noqa: F401
        from luoshi_web.registers.cases import told as _told_of_cases  # noqa: F401
        from luoshi_web.registers.collective import awaited as _days_of_collective  # noqa: F401
        from luoshi_web.registers.collective import refusals as _collective  # noqa: F401
        from luoshi_web.registers.collective import rights as _of_collective  # noqa: F401
        from luoshi_web.registers.decisions import awaited as _days_of_decisions  # noqa: F401
        from luoshi_web.registers.decisions import refusals as _decisions  # noqa: F401
        from luoshi_web.registers.decisions import rights as _of_decisions  # noqa: F401
        from luoshi_web.registers.decisions import told as _told_of_decisions  # noqa: F401
        from luoshi_web.registers.documents import awaited as _days_of_documents  # noqa: F401
        from luoshi_web.registers.documents import lapses as _lapses  # noqa: F401
        from luoshi_web.registers.documents import refusals as _documents  # noqa: F401
        from luoshi_web.registers.documents import rights as _of_documents  # noqa: F401
        from luoshi_web.registers.documents import told as _told  # noqa: F401
        from luoshi_web.registers.findings import awaited as _days_of_findings  # noqa: F401
        from luoshi_web.registers.findings import refusals as _findings  # noqa: F401
        from luoshi_web.registers.findings import rights as _of_findings  # noqa: F401
        from luoshi_web.registers.findings import told as _told_of_findings  # noqa: F401
        from luoshi_web.registers.funds import awaited as _days_of_funds  # noqa: F401
        from luoshi_web.registers.funds import lapses as _at_the_end_of_funds  # noqa: F401
        from luoshi_web.registers.funds import refusals as _funds  # noqa: F401
        from luoshi_web.registers.funds import rights as _of_funds  # noqa: F401
        from luoshi_web.registers.importing import refusals as _importing  # noqa: F401
        from luoshi_web.registers.importing import rights as _of_imports  # noqa: F401
        from luoshi_web.registers.matters import refusals as _meetings  # noqa: F401
        from luoshi_web.registers.matters.clearance import open_in_log
        from luoshi_web.registers.matters.models import Matter
        from luoshi_web.registers.matters.papers import refusals as _papers  # noqa: F401
        from luoshi_web.registers.matters.papers.models import PaperDraft
        from luoshi_web.registers.matters.papers.selectors import drafts_in_log
        from luoshi_web.registers.projects import awaited as _days_of_projects  # noqa: F401
        from luoshi_web.registers.projects import refusals as _projects  # noqa: F401
        from luoshi_web.registers.projects import rights as _of_projects  # noqa: F401
        from luoshi_web.registers.projects import told as _told_of_projects  # noqa: F401
        from luoshi_web.registers.proposals import awaited as _days_of_proposals  # noqa: F401
        from luoshi_web.registers.proposals import lapses, rights, told  # noqa: F401
        from luoshi_web.registers.proposals.papers import kinds as _of_papers  # noqa: F401
        from luoshi_web.registers.reports import refusals as _reports  # noqa: F401
        from luoshi_web.registers.reports import rights as _of_reports  # noqa: F401
        from luoshi_web.supervision.selectors.log import opens
        from luoshi_web.supervision.services.secret import is_secret

        is_secret(Matter)
        is_secret(PaperDraft)
        opens("matter", open_in_log)
        opens("paperdraft", drafts_in_log)
