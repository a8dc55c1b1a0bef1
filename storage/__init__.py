"""What is remembered: tables, queries, the unit of work, inbox, outbox, journal, migrations."""
