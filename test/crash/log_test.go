package crash_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"golang.org/x/mod/sumdb/tlog"
)

// The server is killed while its sequencer puts postings into the log, at whatever
// point it is: between leaves and tiles, or leaves and signature. What was signed
// and kept elsewhere before is continued by what is signed afterwards, and the books
// say what the log says.
func TestAKilledSequencerContinuesWhatItSigned(t *testing.T) {
	t.Parallel()
	dir, key := madeDir(t)
	s := open(t, dir, key)
	j := &journal{members: s.members(t, 16), first: map[string]string{}}
	var kept []signedLog
	unsigned := 0
	for round := range times(1, 15) {
		var count atomic.Int64
		stop := make(chan struct{})
		clients := j.press(s, fmt.Sprint("log", round), &count, stop)
		before := int64(0)
		if len(kept) > 0 {
			before = kept[len(kept)-1].size
		}
		until(t, "another checkpoint", func() bool {
			c, ok := s.checkpoint(t)
			if ok && c.size > before {
				kept = append(kept, c)
			}
			return ok && c.size > before
		})
		more := count.Load() + 40
		until(t, "40 more postings", func() bool { return count.Load() >= more })
		s.kill()
		close(stop)
		clients.Wait()
		if ask(t, dir, `SELECT (coalesce((SELECT max(first + entries) FROM ledger.leaf), 0) - (SELECT max(size) FROM ledger.checkpoint))::text`) != "0" {
			unsigned++
		}
		s = open(t, dir, key)
		for _, c := range kept {
			s.continues(t, c)
		}
	}
	t.Logf("%d kills, %d of them between leaves and signature", times(1, 15), unsigned)
	s.stop()
	holds(t, dir)
	for i, c := range kept {
		file := filepath.Join(t.TempDir(), fmt.Sprint(i))
		must(t, os.WriteFile(file, []byte(c.note), 0o600))
		var v struct {
			Breaches []struct{ Kind string }
			Leaves   int64
		}
		call(t, &v, "ledger", "verify", "--from", file, "--data", dir, "--json")
		if len(v.Breaches) > 0 || v.Leaves < c.size {
			t.Errorf("against the checkpoint of %d leaves: %+v", c.size, v)
		}
		call(t, &v, "ledger", "verify", "--from", file, "--member", j.members[0], "--data", dir, "--json")
		if len(v.Breaches) > 0 || v.Leaves == 0 {
			t.Errorf("of a member: %+v", v)
		}
	}
}

// signedLog is a checkpoint that somebody keeps.
type signedLog struct {
	note string
	size int64
	root tlog.Hash
}

func (s *shop) checkpoint(t *testing.T) (c signedLog, ok bool) {
	t.Helper()
	status, body := s.request("GET", "/ledger/checkpoint", "")
	if status != http.StatusOK {
		return c, false
	}
	return readSigned(t, string(body)), true
}

func readSigned(t *testing.T, note string) signedLog {
	t.Helper()
	lines := strings.Split(note, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(t, err)
	root, err := base64.StdEncoding.DecodeString(lines[2])
	must(t, err)
	return signedLog{note, size, tlog.Hash(root)}
}

// continues wants the log to be the continuation of one that was kept.
func (s *shop) continues(t *testing.T, c signedLog) {
	t.Helper()
	status, body := s.request("GET", fmt.Sprint("/ledger/checkpoint/consistency?from=", c.size), "")
	var proof struct {
		Checkpoint struct{ Note string }
		Path       []string
	}
	if status != http.StatusOK {
		t.Fatalf("proof of continuation: %d %s", status, body)
	}
	must(t, json.Unmarshal(body, &proof))
	now := readSigned(t, proof.Checkpoint.Note)
	var path tlog.TreeProof
	for _, text := range proof.Path {
		h, err := tlog.ParseHash(text)
		must(t, err)
		path = append(path, h)
	}
	if err := tlog.CheckTree(path, now.size, now.root, c.size, c.root); err != nil {
		t.Errorf("the log of %d leaves does not continue that of %d: %v", now.size, c.size, err)
	}
}
