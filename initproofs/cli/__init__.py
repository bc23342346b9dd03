"""``initproofs COMMAND …``: words of a command line go in, an exit status comes out.

What is asked for first (``--help``, ``--version``) is answered here, before anything is imported;
all else is the business of ``run``.
"""

import sys

HELP = """\
usage: initproofs COMMAND …

Checks notes on weight initialisation: every claim gets a verdict, with its reasons.

commands:
  check PATH…     judge every claim of the notes
  report PATH…    a page to read: the notes with their verdicts beside them
  read PATH…      show how every formula of the notes is read
  simulate …      theory beside measurement, for random networks of given widths
  prove [NAME…]   our own theorems, proved again: by what method, evidence and in what time
  explain KIND    what a kind of claim means, with examples; explain pytest: notes as tests

options:
  -h, --help      this help; initproofs COMMAND --help says more
  --version       which initproofs this is

exit status:
  0    nothing at or above --fail-on (refuted, unless you say otherwise)
  1    something
  2    usage, configuration or unreadable input; every readable note is still checked
  101  a defect of initproofs itself
"""


def main(argv: list[str] | None = None) -> int:
    """Run one command line and answer with its exit status."""
    words = sys.argv[1:] if argv is None else argv
    if not words or words[0] in ("-h", "--help"):
        print(HELP, end="", file=sys.stdout if words else sys.stderr)
        return 0 if words else 2
    if words[0] == "--version":
        from importlib.metadata import version

        print(f"initproofs {version('initproofs')}")
        return 0
    from .run import run

    return run(words)
