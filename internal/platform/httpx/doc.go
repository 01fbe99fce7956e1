// Package httpx is the HTTP machinery that any server of ours stands on; it
// knows no route and no business.
//
// Chain puts it around a handler, outermost first:
//
//	exchange     gives the request its id, which every answer and log line carries
//	access log   one line an answer, and the metrics; no query strings, no bodies
//	recover      a panic becomes an answer 500 and one logged stack
//	shed         more requests in flight than the bound: 503 and Retry-After at once,
//	             while those that were let in keep their speed
//	headers      nosniff, frame-ancestors, CSP, …
//	gzip         JSON, text and pages above a kilobyte
//
// What a refusal looks like is the caller's business: Chain is given one
// function that answers an error.
package httpx
