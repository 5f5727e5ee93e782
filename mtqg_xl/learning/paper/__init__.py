"""What stands on the sheet: where tables are, what their cells hold, what stands above them."""
