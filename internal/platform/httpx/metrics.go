package httpx

import (
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Metrics are the figures of a server, in Prometheus' names with units.
type Metrics struct {
	// Registry takes the collectors of other parts too.
	Registry *prometheus.Registry

	requests *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
	inFlight prometheus.Gauge
	shed     prometheus.Counter
	panics   prometheus.Counter
}

// NewMetrics returns metrics with a registry of their own, so that two servers
// in one process (as in tests) do not meet.
func NewMetrics() *Metrics {
	m := &Metrics{
		Registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "habitue_http_requests_total", Help: "Requests answered, by route, method and status."},
			[]string{"route", "method", "status"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "habitue_http_request_duration_seconds", Help: "Time from request to answer, by route and method.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10}},
			[]string{"route", "method"}),
		inFlight: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "habitue_http_requests_in_flight", Help: "Requests being answered now."}),
		shed: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "habitue_http_requests_shed_total", Help: "Requests refused because too many were in flight."}),
		panics: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "habitue_http_panics_total", Help: "Handlers that panicked."}),
	}
	m.Registry.MustRegister(m.requests, m.seconds, m.inFlight, m.shed, m.panics,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// Handler serves the metrics.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.Registry, promhttp.HandlerOpts{})
}

func (m *Metrics) began() { m.inFlight.Inc() }

// knownMethods bounds the values of the label: a client may invent methods.
var knownMethods = map[string]bool{"GET": true, "HEAD": true, "POST": true, "PUT": true, "PATCH": true, "DELETE": true, "OPTIONS": true}

func (m *Metrics) ended(route, method string, status int, took time.Duration) {
	m.inFlight.Dec()
	if !knownMethods[method] {
		method = "other"
	}
	if route == "" {
		route = "other"
	}
	m.requests.WithLabelValues(route, method, strconv.Itoa(status)).Inc()
	m.seconds.WithLabelValues(route, method).Observe(took.Seconds())
}
