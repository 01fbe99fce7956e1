package secret_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"habitue/internal/platform/secret"
)

func load(t *testing.T, path string) *secret.Keys {
	t.Helper()
	keys, _, err := secret.LoadOrCreate(path)
	if err != nil {
		t.Fatal(err)
	}
	return keys
}

// TestAnIndexKeyComesAndGoes goes through an exchange as far as the file goes, with two
// programs over it.
func TestAnIndexKeyComesAndGoes(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "keys", "master.json")
	one := load(t, path)
	two := load(t, path)
	phone, signing, lasting := one.Blind("phone", "1"), one.Signing("ledger log"), one.Lasting("evidence", "x")
	if generation, err := one.AddIndex(0); err != nil || generation != 2 {
		t.Fatalf("%d %v", generation, err)
	}
	if one.IndexGeneration() != 1 || !bytes.Equal(one.Blind("phone", "1"), phone) {
		t.Error("the new key is in use already")
	}
	if two.HasIndex(2) {
		t.Fatal("another program was told without asking")
	}
	fresh, err := two.Index(2) // which looks into the file
	if err != nil || bytes.Equal(fresh.Blind("phone", "1"), phone) {
		t.Fatalf("%v", err)
	}
	if err := errors.Join(two.UseIndex(2, 1), one.PromoteIndex(2), one.Learn()); err != nil {
		t.Fatal(err)
	}
	if two.IndexGeneration() != 2 || two.Former().Generation() != 1 || one.IndexGeneration() != 1 || one.Former() != nil {
		t.Error("which is in use is said by the file")
	}
	if !bytes.Equal(two.Blind("phone", "1"), fresh.Blind("phone", "1")) {
		t.Error("blinds under another key than the current one")
	}
	if late := load(t, path); late.IndexGeneration() != 2 {
		t.Error("who starts later begins with the old key")
	}
	if err := two.DropIndex(2); !errors.Is(err, secret.ErrInUse) {
		t.Errorf("the one in use: %v", err)
	}
	if err := two.UseIndex(3, 0); !errors.Is(err, secret.ErrUnknownKey) {
		t.Errorf("one that is not there: %v", err)
	}
	if err := errors.Join(two.UseIndex(2, 0), two.DropIndex(1)); err != nil {
		t.Fatal(err)
	}
	if generation, err := two.AddIndex(0); err != nil || generation != 3 {
		t.Errorf("a number comes again: %d %v", generation, err)
	}
	if generation, err := two.AddIndex(7); err != nil || generation != 8 {
		t.Errorf("a number that the database knew: %d %v", generation, err)
	}
	for _, k := range []*secret.Keys{one, two, load(t, path)} {
		if !k.Signing("ledger log").Equal(signing) || !bytes.Equal(k.Lasting("evidence", "x"), lasting) {
			t.Error("what lasts is another after the exchange")
		}
	}
	if _, err := one.Add(); err != nil {
		t.Fatal(err)
	}
	if got := load(t, path).IndexGenerations(); !slices.Equal(got, []int{2, 3, 8}) {
		t.Errorf("after a master key was added: %v", got)
	}
}

// TestSignaturesAreThoseOfTheFirstIndexKey compares with how they followed from it
// before there was a second one.
func TestSignaturesAreThoseOfTheFirstIndexKey(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "keys", "master.json")
	keys := load(t, path)
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Version int
		Index   struct{ Key []byte } `json:"index_key"`
	}
	if err := json.Unmarshal(text, &file); err != nil || file.Version != 1 {
		t.Fatalf("%v: %s", err, text)
	}
	seed, err := hkdf.Key(sha256.New, file.Index.Key, nil, "habitue signing ledger log", 32)
	if err != nil {
		t.Fatal(err)
	}
	if !keys.Signing("ledger log").Equal(ed25519.NewKeyFromSeed(seed)) {
		t.Error("the log is signed by another key than before")
	}
}

func TestNextIsTheVariableWithOneKeyMore(t *testing.T) {
	t.Parallel()
	raw := base64.StdEncoding.EncodeToString(bytes.Repeat([]byte{7}, 32))
	was, err := secret.Parse(raw)
	if err != nil {
		t.Fatal(err)
	}
	index, err := secret.Next(raw, true)
	if err != nil {
		t.Fatal(err)
	}
	both, err := secret.Next(index, false)
	if err != nil {
		t.Fatal(err)
	}
	keys, err := secret.Parse(both)
	if err != nil || !slices.Equal(keys.IndexGenerations(), []int{1, 2}) || len(keys.Masters()) != 2 || keys.Current() != was.Current() {
		t.Fatalf("%v %v %v", keys.IndexGenerations(), keys.Masters(), err)
	}
	if !bytes.Equal(keys.Blind("phone", "1"), was.Blind("phone", "1")) || !keys.Signing("x").Equal(was.Signing("x")) {
		t.Error("the first keys are others than before")
	}
	if _, err := secret.Next("", true); !errors.Is(err, secret.ErrBroken) {
		t.Errorf("without a variable: %v", err)
	}
	if _, err := keys.AddIndex(0); !errors.Is(err, secret.ErrFixed) {
		t.Errorf("keys of the environment: %v", err)
	}
}

func TestFilesOfTwoIndexKeysThatAreRefused(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "keys", "master.json")
	keys := load(t, path)
	if _, err := keys.AddIndex(0); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	good := string(text)
	for name, bad := range map[string]string{
		"a_generation_twice":         strings.Replace(good, `"generation": 2`, `"generation": 1`, 1),
		"no_generation":              strings.Replace(good, `"generation": 2`, `"generation": 0`, 1),
		"more_than_can_be_counted":   strings.Replace(good, `"generation": 2`, `"generation": 40000`, 1),
		"no_signing_key":             strings.Replace(good, `"signing_key"`, `"signing"`, 1),
		"no_index_keys":              strings.Replace(good, `"index_keys"`, `"others"`, 1),
		"it_is_of_a_later_program":   strings.Replace(good, `"version": 2`, `"version": 3`, 1),
		"it_says_it_is_of_the_first": strings.Replace(good, `"version": 2`, `"version": 1`, 1),
	} {
		if bad == good {
			t.Fatalf("%s changes nothing", name)
		}
		if _, err := secret.Parse(base64.StdEncoding.EncodeToString([]byte(bad))); !errors.Is(err, secret.ErrBroken) {
			t.Errorf("%s: %v", name, err)
		}
	}
	other := filepath.Join(t.TempDir(), "keys", "master.json")
	load(t, other)
	foreign, err := os.ReadFile(other)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, foreign, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := keys.Learn(); !errors.Is(err, secret.ErrBroken) || !slices.Equal(keys.IndexGenerations(), []int{1, 2}) {
		t.Errorf("the file of another installation: %v", err)
	}
}

func FuzzParse(f *testing.F) {
	raw := base64.StdEncoding.EncodeToString(make([]byte, 32))
	f.Add(raw)
	for _, index := range []bool{true, false} {
		next, err := secret.Next(raw, index)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(next)
	}
	f.Fuzz(func(t *testing.T, value string) {
		keys, err := secret.Parse(value)
		if err != nil {
			if !errors.Is(err, secret.ErrBroken) {
				t.Fatal(err)
			}
			return
		}
		if len(keys.IndexGenerations()) == 0 || keys.Proves(keys.Probe()) != nil {
			t.Fatalf("%q gives keys that do nothing", value)
		}
	})
}
