"""The sealed audit log: records that can be written but not read here, and a log that shows
when it was changed. The format is docs/audit-format.md."""
