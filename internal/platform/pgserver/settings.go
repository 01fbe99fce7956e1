package pgserver

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// settings returns the cluster's postgresql.conf. It is written anew at each
// start, so that a larger machine or a newer program takes effect; what an
// operator wants otherwise goes to local.conf beside it and wins.
func settings(sockets string, memory, free uint64, smallShm bool, o Options) string {
	mb := func(bytes uint64) string { return fmt.Sprintf("%dMB", bytes>>20) }
	lines := [][2]string{
		{"listen_addresses", ""},
		{"unix_socket_directories", `"` + strings.ReplaceAll(sockets, `"`, `""`) + `"`},
		{"unix_socket_permissions", "0700"},
		{"max_connections", "100"},
		{"password_encryption", "scram-sha-256"},

		// The program and its column store need the larger part of the memory.
		{"shared_buffers", mb(between(memory/8, 64<<20, 4<<30))},
		{"effective_cache_size", mb(memory / 2)},
		{"work_mem", mb(between(memory/256, 4<<20, 64<<20))},
		{"maintenance_work_mem", mb(between(memory/32, 64<<20, 512<<20))},
		{"dynamic_shared_memory_type", map[bool]string{true: "mmap", false: "posix"}[smallShm]},

		// Nobody follows this server's log, so it is kept minimal; an import
		// writes far, and checkpoints should not chase it.
		{"wal_level", "minimal"},
		{"max_wal_senders", "0"},
		{"max_logical_replication_workers", "0"},
		{"min_wal_size", "128MB"},
		{"max_wal_size", mb(between(free/10, 256<<20, 4<<30))},
		{"checkpoint_timeout", "15min"},
		{"checkpoint_completion_target", "0.9"},

		{"random_page_cost", "1.1"},
		{"effective_io_concurrency", "32"},
		{"jit", "off"},
		{"autovacuum_naptime", "20s"},

		{"timezone", "UTC"},
		{"log_timezone", "UTC"},
		{"lc_messages", "C"},

		// The log may be read by more people than the data: statements and
		// details carry names and phone numbers.
		{"log_min_messages", "warning"},
		{"log_error_verbosity", "terse"},
		{"log_min_error_statement", "panic"},
		{"log_line_prefix", "%m [%p] "},
	}
	if o.NoSync {
		lines = append(lines, [2]string{"fsync", "off"}, [2]string{"synchronous_commit", "off"}, [2]string{"full_page_writes", "off"})
	}
	for _, name := range slices.Sorted(maps.Keys(o.Settings)) {
		lines = append(lines, [2]string{name, o.Settings[name]})
	}
	var b strings.Builder
	b.WriteString("# Written by habitue at each start. Your own settings: local.conf in this folder.\n")
	for _, l := range lines {
		fmt.Fprintf(&b, "%s = '%s'\n", l[0], strings.ReplaceAll(l[1], "'", "''"))
	}
	return b.String()
}

// access is the cluster's pg_hba.conf: the socket and the secret, nothing else.
const access = "# Written by habitue at each start.\nlocal all all scram-sha-256\n"

func between(n, low, high uint64) uint64 { return max(low, min(n, high)) }

// configure writes the settings into the cluster.
func (f *folder) configure(a account, sockets string, o Options) error {
	free, err := FreeBytes(f.path)
	if err != nil {
		return fmt.Errorf("read free space: %w", err)
	}
	conf := settings(sockets, memoryBytes(), free, smallSharedMemory(), o)
	if _, err := os.Stat(filepath.Join(f.cluster(), "local.conf")); err == nil {
		conf += "include 'local.conf'\n"
	}
	for name, text := range map[string]string{"postgresql.conf": conf, "pg_hba.conf": access} {
		path := filepath.Join(f.cluster(), name)
		if err := writeWhole(path, text, 0o600); err != nil {
			return notWritable(path, err)
		}
		if err := a.give(path); err != nil {
			return notWritable(path, err)
		}
	}
	return nil
}
