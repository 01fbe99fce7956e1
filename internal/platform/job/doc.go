// Package job does at intervals what the calendar asks for: points that mature,
// tiers that are reviewed, keys that are swept.
//
//	jobs := job.New(db, metrics, log)
//	jobs.Every("ledger.settle_due", time.Minute, ledger.SettleDue)
//	jobs.Start(ctx)
//
// A job is a name and a function. Any number of processes may offer the same
// job: River, whose queue lies in the database, has one of them run it, and
// never twice at once. A job is told at least once per interval; what it does
// must be right when done again, and bounded, because its context ends after
// maxTime. It carries no data: it finds what is due by itself.
//
// What may take long waits in a queue of its own and has longTime; a process
// works off the queues that it names to Start.
//
// A run that fails is logged and counted, and the next interval is its retry. Of
// each job the latest run is on record. A run whose process was killed blocks its
// job until its time is over, or until a process that is Alone starts.
package job
