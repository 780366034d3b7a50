"""One module a resolver: ``open(source, folder)`` gives a function from a mention to (row, score).

``make(source, folder)``, where there is one, writes the files that it opens. Rows count from 0; None is no answer.
"""
