"""The few functions that the command line, the add-in and scripts call."""

from __future__ import annotations

import os

from mtqg_xl.domain.findings import FileReport
from mtqg_xl.domain.submissions import Submission
from mtqg_xl.reading import read_submission
from mtqg_xl.reconcile import check_submission
