package api_test

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/tlog"

	"habitue/internal/ledger"
)

// TestAPostingIsProvedByWhatTheAPIGives verifies as a stranger would: from the
// answers alone.
func TestAPostingIsProvedByWhatTheAPIGives(t *testing.T) {
	t.Parallel()
	p := newPosts(t)
	body := `{"member_id":"MEMBER","key":"%d","reason":"earn","credits":[{"asset":"points","amount":120}]}`
	p.send("/postings", fmt.Sprintf(body, 0)).want(201)
	p.do("GET", "/api/v1/ledger/checkpoint", "", p.auth).refused(404, "ledger.no_checkpoint")
	writeLog := func() {
		if err := p.deps.Ledger.WriteLog(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	writeLog()
	earlier := p.do("GET", "/api/v1/ledger/checkpoint", "", p.auth).want(200).Body
	for k := 1; k < 6; k++ {
		p.send("/postings", fmt.Sprintf(body, k)).want(201)
	}
	var posted struct{ ID string }
	p.send("/postings", fmt.Sprintf(body, 6)).want(201).into(&posted)
	proof := "/api/v1/members/" + p.member + "/postings/" + posted.ID + "/proof"
	p.do("GET", proof, "", p.auth).refused(404, "ledger.not_logged")
	writeLog()
	var got struct {
		Checkpoint struct{ Note, Key, Root string }
		Leaves     []struct {
			Index      int64
			Text, Hash string
			Path       []string
		}
	}
	p.do("GET", proof, "", p.auth).want(200).into(&got)
	c, err := ledger.OpenCheckpoint(got.Checkpoint.Note, got.Checkpoint.Key)
	if err != nil || len(got.Leaves) != 2 || c.Size != 14 {
		t.Fatalf("%v, %+v", err, got)
	}
	for _, l := range got.Leaves {
		if err := tlog.CheckRecord(hashes(t, l.Path), c.Size, c.Root, l.Index, tlog.RecordHash([]byte(l.Text))); err != nil {
			t.Error(err)
		}
		forged := strings.Replace(l.Text, "120", "121", 1)
		if tlog.CheckRecord(hashes(t, l.Path), c.Size, c.Root, l.Index, tlog.RecordHash([]byte(forged))) == nil {
			t.Error("another amount is proved by the same path")
		}
	}
	key := strings.TrimSpace(p.do("GET", "/api/v1/ledger/checkpoint/key", "", p.auth).want(200).Body)
	was, err := ledger.OpenCheckpoint(earlier+"\n", key)
	if err != nil {
		t.Fatal(err)
	}
	var path struct{ Path []string }
	p.do("GET", fmt.Sprintf("/api/v1/ledger/checkpoint/consistency?from=%d", was.Size), "", p.auth).want(200).into(&path)
	if err := tlog.CheckTree(hashes(t, path.Path), c.Size, c.Root, was.Size, was.Root); err != nil {
		t.Error(err)
	}
	p.do("GET", "/api/v1/ledger/checkpoint/consistency?from=15", "", p.auth).refused(404, "ledger.beyond_log")
	p.do("GET", strings.Replace(proof, posted.ID, "5", 1), "", p.auth).refused(404, "ledger.no_such_posting")
}

func hashes(t *testing.T, texts []string) []tlog.Hash {
	t.Helper()
	var list []tlog.Hash
	for _, text := range texts {
		h, err := tlog.ParseHash(text)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, h)
	}
	return list
}
