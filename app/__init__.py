"""The command line and the app."""

import claims  # noqa: F401  before NumPy is imported: it bounds the threads that NumPy takes
