"""Paper: the only folder that knows ReportLab."""
