"""Readers: files, feeds, archives and pages become articles, or refusals that say where and why.

``files.read_paths(paths, rules)`` is the way in for what lies on this machine, ``declared.read_source`` for what the
configuration names. What they yield is in ``items``: a ``Read`` article, a ``Refused`` record with one clear reason, or
a ``Note`` on an article that is kept.
"""
