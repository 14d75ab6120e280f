"""How gunicorn serves the office: ``gunicorn -c python:luoshi_web.serving luoshi_web.wsgi``. What may differ is in the environment.

Threads, not single workers: whoever sends slowly holds one of many threads, where four held four workers and nobody else was answered.
Against many of them stands the proxy in front, which hands on only what has come whole: docs/operations.md.
"""

import os

bind = os.environ.get("LUOSHI_BIND", "127.0.0.1:8000")
worker_class = "gthread"
workers = int(os.environ.get("LUOSHI_WORKERS", "2" if os.environ.get("LUOSHI_DATABASE") else "1"))
threads = int(os.environ.get("LUOSHI_THREADS", "16"))
timeout = 120  # a paper of 400 rows takes 3 s, a workbook of evidence 40 at most
graceful_timeout = 30
keepalive = 5
backlog = 256
limit_request_line = 4094
limit_request_fields = 50
limit_request_field_size = 8190
forwarded_allow_ips = "127.0.0.1"  # the office itself reads the proxy's headers: LUOSHI_BEHIND_PROXY
accesslog = "-" if os.environ.get("LUOSHI_ACCESS_LOG") else None
access_log_format = '%(t)s %(h)s "%(r)s" %(s)s %(b)s %(M)sms %({x-request-id}o)s'
errorlog = "-"
