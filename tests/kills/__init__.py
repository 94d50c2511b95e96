"""Kills writers of a library with SIGKILL, at any moment, and looks at what is left.

    python -m tests.kills --kills 200 --seed 1

Each round forks a child that does one operation (ingest, remove, correct, undo, ingest of an internal document) on a
small library with a stand-in embedding model, real Chroma and real files; it is killed at a random moment, or as it is
about to rename, erase or bring a file to the disk. Another child then opens the library and tells its state, which must
be the one before or the one after; the next operation must work, and leave no word of a document that was removed.

A campaign forks its own process: it must be one of a single thread (a lock that another thread holds stays locked in
the child for ever), so that tests start it in a process of its own.
"""
