"""What a report is: amounts, periods, units, forms, submissions, findings. Knows no file and no library."""
