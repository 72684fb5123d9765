"""The web server's way in. With ENTRAIDE_WORKS=yes (`entraide serve` says so) a worker runs beside it in the same process."""

import os
import threading

from django.core.wsgi import get_wsgi_application

from entraide.console.work import work
from entraide.logic.reading.meaning import warm_up

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "entraide.config.settings")

application = get_wsgi_application()

# Pages are served at once; the reader's weights load meanwhile.
if os.environ.pop("ENTRAIDE_WORKS", "no") == "yes":
    threading.Thread(target=work, kwargs={"stop": threading.Event()}, name="worker", daemon=True).start()
else:
    threading.Thread(target=warm_up, name="warm-up", daemon=True).start()
