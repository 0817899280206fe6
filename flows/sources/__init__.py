"""Readers: files, feeds, archives and pages become articles, or refusals that say where and why.

``files.read_paths(paths, rules)`` is the way in for what lies on this machine, ``web`` for what does not. What they yield
is in ``items``: an ``Article``, a ``Refused`` (one clear reason) or a ``Note`` (kept, but look at it).
"""
