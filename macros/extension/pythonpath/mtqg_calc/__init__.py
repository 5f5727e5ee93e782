"""The buttons of LibreOffice Calc: the same words, marks and exchange with the engine as in Excel.

Only ``calc_book``, ``calc_cell``, ``calc_list`` and ``calc_screen`` know LibreOffice; the rest is plain
Python of the standard library, from version 3.8 on, because LibreOffice brings its own.
"""
