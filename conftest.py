"""The theorems of ``derivations/`` are tests."""

pytest_plugins = ["initproofs.pytest_plugin"]
LONG = 60


def pytest_make_parametrize_id(val):
    """The name of a test travels between workers: of a long text it has the beginning only."""
    if isinstance(val, str | bytes) and len(val) > LONG:
        start = val[:LONG]
        return start.decode("latin1") if isinstance(start, bytes) else start
    return None
