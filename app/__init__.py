"""The command line and the app."""

import os

# The taggers multiply small matrices and several processes read side by side: threads would only wait for each other.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
