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

// mirror is an independent monitor: it has the address, the public key and what it
// has mirrored, and knows nothing of the program but c2sp.org/tlog-tiles.
type mirror struct {
	posts
	key  string
	kept map[string][]byte
}

func (m *mirror) Height() int { return 8 }

func (m *mirror) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	data := make([][]byte, len(tiles))
	for i, tile := range tiles {
		// sumdb's path with the height taken out.
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		if m.kept[path] == nil {
			r := m.do("GET", "/api/v1/ledger/"+path, "", m.auth).want(200)
			if r.Header.Get("Content-Type") != "application/octet-stream" || !strings.Contains(r.Header.Get("Cache-Control"), "immutable") {
				m.t.Errorf("%s: %v", path, r.Header)
			}
			m.kept[path] = []byte(r.Body)
		}
		data[i] = m.kept[path]
	}
	return data, nil
}

func (m *mirror) SaveTiles([]tlog.Tile, [][]byte) {}

func (m *mirror) checkpoint() (ledger.Checkpoint, tlog.HashReader) {
	m.t.Helper()
	c, err := ledger.OpenCheckpoint(m.do("GET", "/api/v1/ledger/checkpoint", "", m.auth).want(200).Body+"\n", m.key)
	if err != nil {
		m.t.Fatal(err)
	}
	return c, tlog.TileHashReader(tlog.Tree{N: c.Size, Hash: c.Root}, m)
}

// The reader of tlog proves every tile against the root that was signed: a monitor
// mirrors the log, follows it, and notices when a hash of it is another.
func TestAMonitorMirrorsTheLogByItsTiles(t *testing.T) {
	t.Parallel()
	p := newPosts(t)
	post := func(from, n int) {
		for at := from; at < from+n; at += 100 {
			var items []string
			for k := at; k < min(at+100, from+n); k++ {
				items = append(items, fmt.Sprintf(`{"member_id":"MEMBER","key":"%d","reason":"earn","credits":[{"asset":"points","amount":1}]}`, k))
			}
			p.send("/postings/batch", `{"items":[`+strings.Join(items, ",")+`]}`).want(200)
		}
		if err := p.deps.Ledger.WriteLog(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	p.do("GET", "/api/v1/ledger/tile/0/000", "", p.auth).refused(404, "ledger.no_checkpoint")
	post(0, 7)
	m := &mirror{posts: p, kept: map[string][]byte{}}
	m.key = strings.TrimSpace(p.do("GET", "/api/v1/ledger/checkpoint/key", "", p.auth).want(200).Body)
	first, hashes := m.checkpoint()
	all := func(c ledger.Checkpoint, hashes tlog.HashReader) {
		t.Helper()
		for i := range c.Size {
			if _, err := tlog.ProveRecord(c.Size, i, hashes); err != nil {
				t.Fatalf("leaf %d of %d: %v", i, c.Size, err)
			}
		}
	}
	all(first, hashes)
	post(7, 700) // past several tiles, and a level more
	second, hashes := m.checkpoint()
	if first.Size != 14 || second.Size != 1414 {
		t.Fatalf("%d and %d leaves", first.Size, second.Size)
	}
	all(second, hashes)
	proof, err := tlog.ProveTree(second.Size, first.Size, hashes)
	if err != nil || tlog.CheckTree(proof, second.Size, second.Root, first.Size, first.Root) != nil {
		t.Errorf("the log does not continue: %v", err)
	}
	// Beyond what is signed, wider than it is, a level that is empty, no number, a
	// number spelt in another way, no level.
	for _, tile := range []string{"0/006", "0/005.p/135", "2/000.p/1", "0/abc", "0/0005", "-1/000"} {
		p.do("GET", "/api/v1/ledger/tile/"+tile, "", p.auth).refused(404, "ledger.no_such_tile")
	}
	m.kept["tile/0/000"][3] ^= 1
	if _, err := tlog.ProveRecord(second.Size, 3, hashes); err == nil {
		t.Error("a hash that is another goes unnoticed")
	}
	var origins struct {
		Items []struct{ Name, Key, Note string }
	}
	p.do("GET", "/api/v1/ledger/checkpoint/origins", "", p.auth).want(200).into(&origins)
	if len(origins.Items) != 1 || origins.Items[0].Name != second.Origin || origins.Items[0].Key != m.key ||
		!strings.HasPrefix(origins.Items[0].Note, second.Origin+"\nbegins\n") {
		t.Errorf("%+v", origins)
	}
}
