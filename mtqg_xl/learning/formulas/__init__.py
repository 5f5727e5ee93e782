"""What the formulas of a workbook mean, and how they are said in the notation of forms."""
