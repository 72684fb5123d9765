"""Lines of the log, with the secret keys of asks left out wherever they stand: in a path, in a message, in a traceback."""

import logging
import re

_KEY_OF_AN_ASK = re.compile(r"/s/[^/\s\"'?]+")


class QuietFormatter(logging.Formatter):
    """Formats as usual, then blots out the key in every address of an ask: whoever reads a log must not be able to answer."""

    def format(self, record: logging.LogRecord) -> str:
        """The line without keys."""
        return _KEY_OF_AN_ASK.sub("/s/…", super().format(record))
