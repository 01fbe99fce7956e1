package secret_test

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"habitue/internal/platform/secret"
)

func TestLoadOrCreate(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "keys", "master.json")
	first, created, err := secret.LoadOrCreate(path)
	if err != nil || !created {
		t.Fatalf("created %v, %v", created, err)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("file %v, %v", info.Mode(), err)
	}
	second, created, err := secret.LoadOrCreate(path)
	if err != nil || created {
		t.Fatalf("second start: created %v, %v", created, err)
	}
	if !same(first, second) {
		t.Fatal("the second start has other keys")
	}
	left, err := filepath.Glob(filepath.Join(filepath.Dir(path), ".keys-*"))
	if err != nil || len(left) > 0 {
		t.Fatalf("left behind %v, %v", left, err)
	}
}

func TestProgramsThatStartAtOnceShareOneBundle(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "master.json")
	all := make([]*secret.Keys, 16)
	var group sync.WaitGroup
	for i := range all {
		group.Go(func() { all[i], _, _ = secret.LoadOrCreate(path) })
	}
	group.Wait()
	for i, k := range all {
		if k == nil || !same(all[0], k) {
			t.Fatalf("program %d has keys of its own: %v", i, k)
		}
	}
}

func TestKeyFilesThatAreRefused(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "master.json")
	if _, _, err := secret.LoadOrCreate(path); err != nil {
		t.Fatal(err)
	}
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	key := good[bytes.Index(good, []byte(`"key": "`))+8]
	damaged := bytes.Replace(good, []byte(`"key": "`+string(key)), []byte(`"key": "`+string(key^1)), 1)
	for _, c := range []struct {
		name string
		text []byte
		mode os.FileMode
		want error
	}{
		{"others_may_read_it", good, 0o644, secret.ErrExposed},
		{"its_group_may_write_it", good, 0o660, secret.ErrExposed},
		{"it_is_empty", nil, 0o600, secret.ErrBroken},
		{"it_is_cut_off", good[:len(good)/2], 0o600, secret.ErrBroken},
		{"one_character_of_a_key_changed", damaged, 0o600, secret.ErrBroken},
		{"it_has_no_master_key", []byte(`{"version":1,"index_generation":1}`), 0o600, secret.ErrBroken},
		{"it_is_of_a_later_program", []byte(`{"version":2}`), 0o600, secret.ErrBroken},
		{"it_is_another_file", bytes.Repeat([]byte("x"), 1<<20), 0o600, secret.ErrBroken},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "master.json")
			if err := os.WriteFile(path, c.text, 0o600); err != nil {
				t.Fatal(err)
			}
			if err := os.Chmod(path, c.mode); err != nil {
				t.Fatal(err)
			}
			_, created, err := secret.LoadOrCreate(path)
			if !errors.Is(err, c.want) || created {
				t.Fatalf("created %v, error %v; want %v", created, err, c.want)
			}
			if !strings.Contains(err.Error(), path) {
				t.Errorf("the error does not name the file: %v", err)
			}
			if now, _ := os.ReadFile(path); !bytes.Equal(now, c.text) {
				t.Error("the refused file was changed")
			}
		})
	}
	t.Run("a_folder_lies_in_its_place", func(t *testing.T) {
		t.Parallel()
		if _, err := secret.Load(t.TempDir()); !errors.Is(err, secret.ErrBroken) {
			t.Fatal(err)
		}
	})
}

func TestParse(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "master.json")
	file, _, err := secret.LoadOrCreate(path)
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	raw := make([]byte, 32)
	rand.Read(raw)
	t.Run("a_whole_key_file", func(t *testing.T) {
		t.Parallel()
		keys, err := secret.Parse(base64.StdEncoding.EncodeToString(text) + "\n")
		if err != nil || !same(file, keys) {
			t.Fatalf("%v, %v", keys, err)
		}
	})
	t.Run("32_random_bytes_give_the_same_keys_each_time", func(t *testing.T) {
		t.Parallel()
		value := base64.StdEncoding.EncodeToString(raw)
		one, err := secret.Parse(value)
		if err != nil {
			t.Fatal(err)
		}
		two, err := secret.Parse(value)
		if err != nil || !same(one, two) {
			t.Fatalf("%v, %v", two, err)
		}
	})
	for name, value := range map[string]string{
		"nothing": "", "a_password": "correct horse", "too_short": base64.StdEncoding.EncodeToString(raw[:16]),
	} {
		t.Run(name+"_is_refused", func(t *testing.T) {
			t.Parallel()
			if _, err := secret.Parse(value); !errors.Is(err, secret.ErrBroken) {
				t.Fatal(err)
			}
		})
	}
}

// same tells whether two bundles hold the same keys, by what they do.
func same(a, b *secret.Keys) bool {
	return b.Proves(a.Probe()) == nil && a.Proves(b.Probe()) == nil && bytes.Equal(a.Blind("k", "v"), b.Blind("k", "v"))
}
