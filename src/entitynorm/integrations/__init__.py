"""One module for each outside package that names may be resolved in; the package is imported with its module."""
