// Package app is the one place that knows everyone. It opens what the program
// needs, builds the capabilities on it, and runs them; the commands of
// cmd/habitue are thin lines over what is here.
//
// wiring.go shows on one page who is built of what, who hears whom and what
// happens at intervals.
//
// Open brings up, in this order, and refuses with a reason when one of them
// cannot be trusted:
//
//	data folder ► PostgreSQL (private, or DATABASE_URL) ► migrations ► safety
//	► pools ► master keys ► capabilities ► default rules
//
// Serve adds listeners of notices, jobs and HTTP. At the end everything goes in
// the opposite order, each waiting for what it has in hand: no new connections,
// requests drained, listeners, jobs, pools, PostgreSQL.
//
// Three pools keep classes of work from starving one another: requests, imports,
// and jobs with notices. Each class has capabilities of its own over its pool.
// Ids are drawn over a fourth: whoever holds a transaction may need one, and must
// not wait for a connection that only others in the same situation could free.
//
// What the user is to know while this happens goes to Options.Tell as a code and
// parameters, like errors; the command puts it into words.
package app
