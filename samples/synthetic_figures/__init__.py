"""The synthetic province: figures of ten districts whose totals are the published ones of Cao Bằng.

The province totals of 2023 and of the plan for 2024 were published; the figures of the districts were not.
This package makes districts up so that the sums come out exactly: nothing in a district file is real.

Method. A total is split by largest remainder: every share gets the whole part of its quota, and the units
left over go to the largest fractions, so the shares are whole numbers and their sum is the total. Where a
share has a ceiling (disbursement never above the plan) shares over the ceiling are set to it and the rest
is split again. Decimals come in afterwards as transfers: what one district gains another one loses.
Housing starts from the number of houses, since the money follows from the norm. The communes of the rural
programme each get an order in which they meet the 19 criteria; all rows of the form are counts over these
communes, so its equalities hold by construction.

The first half of 2023 has all sixteen forms. Its plans are those of the year, its results a part of those of
the year. The form of a project repeats its line of the form of all projects, source by source, and shares the
money out over its contents; what one form tells of another is taken from the figures already put there. The
plan of 2024 lists the works of the poor districts one by one, as many and as dear as the form of works says.
"""
