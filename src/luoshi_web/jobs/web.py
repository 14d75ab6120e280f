"""The worker that lives in the web's process, where no other service is wanted. Why: docs/decisions/0015."""

import threading

from django.conf import settings

from luoshi_web.jobs.worker import Work

_started = threading.Lock()


def start_in_web() -> bool:
    """Begin one worker thread in this process, once, if ``settings.JOBS_IN_WEB`` says so. Whether one was begun.

    The thread is a daemon: a web server that ends does not wait for it, and what it held is put back like any dead worker's.
    """
    if not settings.JOBS_IN_WEB or not _started.acquire(blocking=False):
        return False
    work = Work(in_web=True)
    threading.Thread(target=work.run, args=(threading.Event(),), name="luoshi-jobs", daemon=True).start()
    return True
