// Package system is what an operator sees of the running program: which one it
// is, how its parts stand, and what proofs, comparisons and backups came to.
//
// It looks at the machinery (jobs, notices, pools, the replica) and owns one
// table, system.run: what was done to be sure of the data, when, and with what
// result. A run is begun, makes progress that others can watch, and is ended;
// one whose process was killed is cut off when the next of its kind begins, or
// when a process starts that is alone with its database.
//
//	run, err := s.Begin(ctx, system.Check, len(proofs))
//	err = run.Progress(ctx, 3)
//	err = run.End(ctx, system.Holds, results, nil)
package system
