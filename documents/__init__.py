"""Paper: reads drafts, writes resolutions, minutes, tables and charts."""
