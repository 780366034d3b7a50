"""Bridges to outside packages, one small module each, imported only when used."""
