// Package web carries the built faces of Habitué inside the program.
//
// The sources are an npm workspace beside this file: kit (tokens, texts, API
// client, formatting: what every face shares) and console (staff, at a desk).
// `npm run build` leaves the console in console/dist; the Go build embeds that
// folder as it finds it. A clone in which nobody ran npm holds only
// console/dist/.keep, so `go build ./...` and `go test ./...` need no Node; the
// server then asks [Console], learns that there is nothing to serve, and says so
// in words instead of answering 404.
package web
