package ledger_test

import (
	"bytes"
	"crypto/ed25519"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"habitue/internal/ledger"
)

var update = flag.Bool("update", false, "rewrite the vectors that the console's verifier is tested with")

// vectors are trees, proofs and a signed checkpoint as the Go side makes them.
// The console verifies in the browser with code of its own; its tests read them.
type vectors struct {
	Leaves     []string     `json:"leaves"` // texts
	Roots      []string     `json:"roots"`  // of the first 1, 2, 3 … leaves
	Inclusions []included   `json:"inclusions"`
	Continuing []continuing `json:"continuing"`
	Key        string       `json:"key"`
	Note       string       `json:"note"` // of all leaves
}

type included struct {
	Size  int64    `json:"size"`
	Index int64    `json:"index"`
	Path  []string `json:"path"`
}

type continuing struct {
	From int64    `json:"from"`
	Size int64    `json:"size"`
	Path []string `json:"path"`
}

// vectorLeaves goes beyond a power of two, so that trees of every shape occur.
const vectorLeaves = 13

const vectorFile = "testdata/log_vectors.json"

func TestTheVectorsOfTheConsole(t *testing.T) {
	t.Parallel()
	made := makeVectors(t)
	text, err := json.MarshalIndent(made, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	text = append(text, '\n')
	if *update {
		if err := os.WriteFile(vectorFile, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := os.ReadFile(vectorFile)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(kept, text) {
		t.Errorf("%s is not what is made today; if it should be: go test ./internal/ledger -run Vectors -update", vectorFile)
	}
	if c, err := ledger.OpenCheckpoint(made.Note, made.Key); err != nil || c.Size != vectorLeaves || c.Root.String() != made.Roots[vectorLeaves-1] {
		t.Errorf("the checkpoint reads as %+v, %v", c, err)
	}
}

func makeVectors(t *testing.T) (v vectors) {
	t.Helper()
	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		list := make([]tlog.Hash, len(indexes))
		for i, at := range indexes {
			list[i] = stored[at]
		}
		return list, nil
	})
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	for size := int64(1); size <= vectorLeaves; size++ {
		text := fmt.Sprintf("habitue.ledger.entry/1\nmember 7\nposting %d\n", size)
		hashes, err := tlog.StoredHashes(size-1, []byte(text), reader)
		must(err)
		stored = append(stored, hashes...)
		root, err := tlog.TreeHash(size, reader)
		must(err)
		v.Leaves, v.Roots = append(v.Leaves, text), append(v.Roots, root.String())
		for index := range size {
			path, err := tlog.ProveRecord(size, index, reader)
			must(err)
			v.Inclusions = append(v.Inclusions, included{size, index, texts(path)})
			tree, err := tlog.ProveTree(size, index+1, reader)
			must(err)
			v.Continuing = append(v.Continuing, continuing{index + 1, size, texts(tree)})
		}
	}
	v.Key, v.Note = signVectors(t, fmt.Sprintf("habitue-ledger-vectors\n%d\n%s\n", vectorLeaves, v.Roots[vectorLeaves-1]))
	return v
}

// signVectors signs with a key that is no secret, always the same.
func signVectors(t *testing.T, text string) (key, signed string) {
	t.Helper()
	const name = "habitue-ledger-vectors"
	seed := bytes.Repeat([]byte{7}, ed25519.SeedSize)
	private, key, err := note.GenerateKey(bytes.NewReader(slices.Concat(seed, seed)), name)
	if err != nil {
		t.Fatal(err)
	}
	signer, err := note.NewSigner(private)
	if err != nil {
		t.Fatal(err)
	}
	msg, err := note.Sign(&note.Note{Text: text}, signer)
	if err != nil || !strings.HasPrefix(key, name+"+") {
		t.Fatalf("%s, %v", key, err)
	}
	return key, string(msg)
}

func texts(path []tlog.Hash) []string {
	list := make([]string, len(path))
	for i, h := range path {
		list[i] = h.String()
	}
	return list
}
