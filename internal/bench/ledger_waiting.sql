-- Whether postings still wait for the log.
SELECT EXISTS (SELECT FROM ledger.outbox WHERE NOT lost)
