"""Text in, understood claims out: who said what, how, when, and which position it takes.

Pure: no network, no database, no clock, no randomness. The same text gives the same claims.
"""

import os

# The networks multiply small matrices and several processes read side by side: threads would only wait for each other,
# and would add up sums in another order on another machine. NumPy reads these when it is first imported.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
