// Command habitue is the whole of Habitué (常客): the server, its demo, imports,
// checks, backups and the benches, as subcommands.
//
// Each file is one command and thin: it reads flags, calls internal/app, and
// puts what came of it into words. Every command
//
//   - ends with 0 when done, 1 when refused or failed, 2 when called wrongly;
//   - writes its result to standard output and everything else (progress, log,
//     errors) to standard error; with --json the result is exactly one document;
//   - speaks the reader's language (LC_ALL, LC_MESSAGES, LANG).
package main

import "os"

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
