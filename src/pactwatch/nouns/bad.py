"""What is said of bad input."""


class Bad(Exception):
    """Bad input. The message is one line: what, where, how to mend it. The command line exits with 2."""
