"""Finds the tables of the forms on the sheets of a workbook, and which column and row each figure is in.

A page about it: ``docs/developers/binding.md``. The way is: planes (a sheet as it is seen, upright or on
its side), heads (headings and codes of one table), columns (one to one, or a question), rows, choosing
between forms, and pieces of one form that lie apart.
"""
