"""The theorems of ``derivations/`` are tests."""

pytest_plugins = ["initproofs.pytest_plugin"]
