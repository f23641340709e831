"""The rules of the support contract in plain Python.

Standard library only: no Odoo, no database, no clock of its own ("now" is always handed in). Values
are immutable, instants are timezone-aware UTC in whole seconds, and wrong input raises a ValueError
that begins with the name of the field. Inside this folder imports are relative, because it is
loaded both as `odoo.addons.ecosire_support.core` and, by its own tests, as `core`.
"""
