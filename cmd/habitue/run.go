package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"

	"habitue/internal/platform/errs"
)

// The ways in which a command ends.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
	exitNow    = 130 // somebody would not wait
)

// commands is the grammar.
type commands struct {
	settings

	Serve   serveCommand   `cmd:"" help:"Run the server."`
	Demo    demoCommand    `cmd:"" help:"Run the server with a sample retailer: 20 shops, 20,000 members, 300,000 orders."`
	Import  importCommand  `cmd:"" help:"Bring in a file of your own."`
	Check   checkCommand   `cmd:"" help:"Prove that the books are right: sums, balances, refunds, owners."`
	Backup  backupCommand  `cmd:"" help:"Write the whole database into one file, also while a server runs."`
	Restore restoreCommand `cmd:"" help:"Load a backup into an empty data folder or database."`
	Migrate migrateCommand `cmd:"" help:"Bring the database to this program's schema and stop."`
	Replica replicaCommand `cmd:"" help:"The columnar replica: how it stands, make it anew."`
	Ledger  ledgerCommand  `cmd:"" help:"The books: verify them against the signed Merkle log."`
	Keys    keysCommand    `cmd:"" help:"Keys of the personal data: show, exchange, destroy."`
	Admin   adminCommand   `cmd:"" help:"Accounts of staff and API keys."`
	Config  configCommand  `cmd:"" help:"Print the settings in force and where each came from; secrets stay hidden."`
	Bench   benchCommand   `cmd:"" help:"Measure this machine: imports, live orders."`
	Version versionCommand `cmd:"" help:"Print the version."`
}

const description = `Habitué (常客) knows a retailer's members, their points and tiers.

  habitue demo                                 look around in a sample retailer
  habitue serve --data DIR                     the real thing
  habitue import orders FILE --data DIR        bring in your own orders

Settings come from flags, HABITUE_… variables and a file (--config), in this order.`

// run is main without the process.
func run(args []string, in io.Reader, out, errOut io.Writer) int {
	s := &session{in: in, out: out, err: errOut, language: languageOf(os.Getenv)}
	var grammar commands
	parser, err := kong.New(&grammar, kong.Name("habitue"), kong.Description(description),
		kong.Vars{"fields": fieldNames(), "statement_fields": statementFieldNames()}, kong.Writers(out, errOut), kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true}))
	if err != nil {
		panic(err) // the grammar is ours
	}
	call, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintln(errOut, s.say("cli.usage", errs.Params("why", err.Error())...))
		return exitUsage
	}
	var stop func()
	s.ctx, stop = s.interruptible()
	defer stop()
	if s.config, err = grammar.load(call); err == nil {
		err = call.Run(s)
	}
	return s.end(err)
}

// interruptible returns a context that ends at the first Ctrl-C or SIGTERM, so
// that what is in hand is finished. The second ends the program at once.
func (s *session) interruptible() (context.Context, func()) {
	ctx, cancel := context.WithCancel(context.Background())
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
	go func() {
		<-signals
		s.tell("cli.stopping")
		cancel()
		<-signals
		os.Exit(exitNow)
	}()
	return ctx, func() { signal.Stop(signals); cancel() }
}
