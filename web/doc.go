// Package web carries the built faces of Habitué inside the program.
//
// The sources are an npm workspace beside this file: kit (tokens, texts, API
// client, formatting: what every face shares), console (staff, at a desk) and member
// (members, on their telephones, below /m). `npm run build` leaves each in its
// dist; the Go build embeds these folders as it finds them. A clone in which nobody
// ran npm holds only their .keep, so `go build ./...` and `go test ./...` need no Node; the
// server then asks [Console], learns that there is nothing to serve, and says so
// in words instead of answering 404.
package web
