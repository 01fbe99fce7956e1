package api_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"habitue/internal/api"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// contractFile is what clients are generated from; see the root's api folder.
var contractFile = filepath.Join("..", "..", "api", "openapi.json")

// TestContract compares what the code serves with what was reviewed. The
// version of the program is left out: it changes with every commit.
func TestContract(t *testing.T) {
	t.Parallel()
	raw, err := json.Marshal(api.Operations(api.Deps{Version: "0"}).OpenAPI())
	if err != nil {
		t.Fatal(err)
	}
	var have bytes.Buffer
	if err := json.Indent(&have, raw, "", " "); err != nil {
		t.Fatal(err)
	}
	have.WriteByte('\n')
	if *update {
		if err := os.MkdirAll(filepath.Dir(contractFile), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(contractFile, have.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(contractFile)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(have.Bytes(), want) {
		t.Error("the contract differs from api/openapi.json; if that is meant: go test ./internal/api -run TestContract -update")
	}
}
