"""mtqg_xl: read, check, consolidate and write the annex workbooks of the National Target Programmes."""
