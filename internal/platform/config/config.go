package config

import (
	"fmt"
	"net"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// Config is all that an operator may choose. The tags name a setting: its name,
// what it means, and whether it is a secret.
type Config struct {
	Data        string   `name:"data" help:"data folder: private PostgreSQL, keys, spool files"`
	DatabaseURL string   `name:"database_url" also:"DATABASE_URL" secret:"yes" help:"a PostgreSQL of your own instead of the private one"`
	PGBin       string   `name:"pg_bin" help:"folder of the programs postgres and initdb for the private PostgreSQL"`
	MasterKey   string   `name:"master_key" secret:"yes" help:"keys of the personal data, in place of a key file"`
	KeyFile     string   `name:"key_file" help:"file of the keys of the personal data; by default in the data folder"`
	ErasureList string   `name:"erasure_list" help:"list of the members who were erased, which a restore reads; by default beside the key file"`
	LogKeyFile  string   `name:"ledger_key_file" help:"file of an Ed25519 key that signs the ledger's log, in place of one that follows from the keys of the personal data"`
	Listen      string   `name:"listen" help:"address to answer on"`
	Roles       []string `name:"roles" help:"what this process does: api, worker, analyst"`
	BehindProxy bool     `name:"behind_proxy" help:"a reverse proxy of ours sets X-Forwarded-For and -Proto"`
	MaxRequests int      `name:"max_requests" help:"requests answered at once; more are told to come back"`

	InteractiveConns int `name:"interactive_conns" help:"database connections for requests"`
	BulkConns        int `name:"bulk_conns" help:"database connections for imports"`
	JobConns         int `name:"job_conns" help:"database connections for jobs and notices"`

	Analytics      string `name:"analytics" help:"what answers analysis: replica, or postgres on a sharded installation"`
	ReplicaMemory  string `name:"replica_memory" help:"memory of the columnar replica, such as 1GiB"`
	ReplicaThreads int    `name:"replica_threads" help:"processors that the columnar replica uses; 0: all"`

	PaymentSandbox bool `name:"payment_sandbox" help:"offer a wallet that moves no money, to try payments with; never where real ones are sold to"`

	CodeDelivery string `name:"code_delivery" help:"how members get sign-in codes: log writes them to the log, for development only; empty: not at all"`

	PublicURL  string `name:"public_url" help:"address at which members reach the program, such as https://club.example.com; sign-in providers send them back there"`
	SignInFile string `name:"sign_in_file" help:"file of the providers by which members sign in, beside codes"`

	AgeOfConsent int `name:"age_of_consent" help:"age in years below which a guardian must agree that somebody joins, such as 14; 0: nobody is asked"`

	LogLevel  string `name:"log_level" help:"debug, info, warn or error"`
	LogFormat string `name:"log_format" help:"json, text, or auto: text on a terminal"`
}

// The roles that one process may have.
const (
	RoleAPI     = "api"     // answers requests
	RoleWorker  = "worker"  // hears notices and runs jobs
	RoleAnalyst = "analyst" // keeps the columnar replica
)

// What answers analysis.
const (
	AnalyticsReplica  = "replica"
	AnalyticsPostgres = "postgres"
)

// CodesToLog lets sign-in codes go to the log, where developers read them.
const CodesToLog = "log"

// Default is what holds where nobody chose otherwise. The data folder has no
// default here: where it lies depends on the machine, and the caller knows.
func Default() Config {
	return Config{
		Listen:           "127.0.0.1:8080",
		Roles:            []string{RoleAPI, RoleWorker, RoleAnalyst},
		MaxRequests:      256,
		InteractiveConns: 12,
		BulkConns:        4,
		JobConns:         8,
		Analytics:        AnalyticsReplica,
		ReplicaMemory:    "1GiB",
		LogLevel:         "info",
		LogFormat:        "auto",
	}
}

// Has reports whether the process has the role.
func (c Config) Has(role string) bool { return slices.Contains(c.Roles, role) }

// Validate refuses what could not work. Errors: ErrBadValue.
func (c Config) Validate() error {
	if _, _, err := net.SplitHostPort(c.Listen); err != nil {
		return badValue("listen", c.Listen, "host:port, such as 127.0.0.1:8080")
	}
	if len(c.Roles) == 0 {
		return badValue("roles", "", "at least one of api, worker, analyst")
	}
	for _, r := range c.Roles {
		if err := oneOf("roles", r, RoleAPI, RoleWorker, RoleAnalyst); err != nil {
			return err
		}
	}
	for _, n := range []struct {
		name     string
		value    int
		low, top int
	}{
		{"max_requests", c.MaxRequests, 1, 100_000},
		{"interactive_conns", c.InteractiveConns, 2, 1000},
		{"bulk_conns", c.BulkConns, 2, 100},
		// A listener holds one connection while its workers use others.
		{"job_conns", c.JobConns, 6, 1000},
		{"age_of_consent", c.AgeOfConsent, 0, 21},
		{"replica_threads", c.ReplicaThreads, 0, 1000},
	} {
		if n.value < n.low || n.value > n.top {
			return badValue(n.name, fmt.Sprint(n.value), fmt.Sprintf("a number from %d to %d", n.low, n.top))
		}
	}
	if err := oneOf("analytics", c.Analytics, AnalyticsReplica, AnalyticsPostgres); err != nil {
		return err
	}
	if n, err := Bytes(c.ReplicaMemory); err != nil || n < LeastReplica {
		return badValue("replica_memory", c.ReplicaMemory, "at least 128MiB, such as 512MiB or 2GiB")
	}
	if err := oneOf("code_delivery", c.CodeDelivery, "", CodesToLog); err != nil {
		return err
	}
	if err := c.validateSignIn(); err != nil {
		return err
	}
	if err := oneOf("log_level", c.LogLevel, "debug", "info", "warn", "error"); err != nil {
		return err
	}
	return oneOf("log_format", c.LogFormat, "auto", "text", "json")
}

// validateSignIn refuses an address to which no provider would send anybody back.
func (c Config) validateSignIn() error {
	if c.PublicURL == "" && c.SignInFile == "" {
		return nil
	}
	u, err := url.Parse(c.PublicURL)
	ip := net.ParseIP(strings.Trim(hostOf(u), "[]"))
	plain := err == nil && u.Scheme == "http" && (u.Hostname() == "localhost" || ip != nil && ip.IsLoopback())
	if err != nil || u.Host == "" || u.Path != "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil || u.Scheme != "https" && !plain {
		return badValue("public_url", c.PublicURL, "https:// and a host, without anything behind it")
	}
	return nil
}

func hostOf(u *url.URL) string {
	if u == nil {
		return ""
	}
	return u.Hostname()
}

// LeastReplica is the memory with which the replica can still sort and join by
// way of the disk.
const LeastReplica = 128 << 20

// Bytes reads an amount of memory: a whole number and its unit, MiB or GiB.
func Bytes(text string) (int64, error) {
	for unit, factor := range map[string]int64{"MiB": 1 << 20, "GiB": 1 << 30} {
		if digits, ok := strings.CutSuffix(text, unit); ok {
			n, err := strconv.ParseInt(strings.TrimSpace(digits), 10, 32)
			return n * factor, err
		}
	}
	return 0, fmt.Errorf("%q has neither MiB nor GiB behind it", text)
}

func oneOf(name, value string, words ...string) error {
	if slices.Contains(words, value) {
		return nil
	}
	return badValue(name, value, "one of "+strings.Join(words, ", "))
}
