package secret

import (
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"habitue/internal/platform/errs"
)

// Variable is the environment variable that takes the place of a key file.
const Variable = "HABITUE_MASTER_KEY"

// fileSize bounds what is read as a key file; ours has a few hundred bytes.
const fileSize = 64 << 10

// bundle is the form of the key file.
type bundle struct {
	Note       string   `json:"note"`
	Version    int      `json:"version"`
	Masters    []keyRow `json:"master_keys"`
	Index      keyRow   `json:"index_key"`
	Generation int      `json:"index_generation"`
}

type keyRow struct {
	ID  string `json:"id"`
	Key []byte `json:"key"`
}

const note = "Keys of the personal data of one Habitue database. Keep a copy in a safe place apart from its backups: " +
	"without this file names, phones and e-mails are lost. The first master key is the current one."

// LoadOrCreate reads the bundle at path, or makes one there (mode 0600, its
// folder 0700) and reports that it did, so that the caller can say where it
// lies and that it must be backed up. Of two programs that start at once one
// creates, both get the same keys. Errors: ErrBroken, ErrExposed.
func LoadOrCreate(path string) (keys *Keys, created bool, err error) {
	keys, err = Load(path)
	if !errors.Is(err, ErrMissing) {
		return keys, false, err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, false, fmt.Errorf("make folder of keys: %w", err)
	}
	fresh := New()
	fresh.path = path
	switch err := create(path, fresh.encode()); {
	case errors.Is(err, fs.ErrExist):
		keys, err = Load(path)
		return keys, false, err
	case err != nil:
		return nil, false, fmt.Errorf("write keys: %w", err)
	}
	return fresh, true, nil
}

// Load reads the bundle at path. Errors: ErrMissing, ErrBroken, ErrExposed.
func Load(path string) (*Keys, error) {
	text, err := readKeyFile(path)
	if err != nil {
		return nil, err
	}
	keys, err := decode(text)
	if e := errs.Of(err); e != nil {
		return nil, e.With("path", path)
	}
	if keys != nil {
		keys.path = path
	}
	return keys, err
}

// Parse reads the value of the environment variable: base64 of a whole key
// file, or of 32 random bytes ("openssl rand -base64 32") from which both keys
// are derived. Errors: ErrBroken.
func Parse(value string) (*Keys, error) {
	raw, err := base64.StdEncoding.DecodeString(strings.TrimSpace(value))
	if err != nil {
		return nil, ErrBroken.With("variable", Variable, "why", "not base64")
	}
	if len(raw) == keySize {
		return assemble([][]byte{derive(raw, "master key")}, derive(raw, "index key"), 1), nil
	}
	keys, err := decode(raw)
	if e := errs.Of(err); e != nil {
		return nil, e.With("variable", Variable)
	}
	return keys, err
}

func derive(secret []byte, use string) []byte {
	key, err := hkdf.Key(sha256.New, secret, nil, "habitue "+use, keySize)
	if err != nil {
		panic("secret: " + err.Error()) // the sizes are ours
	}
	return key
}

func (k *Keys) encode() []byte {
	b := bundle{Note: note, Version: 1, Index: keyRow{fingerprint(k.index), k.index}, Generation: k.generation}
	for _, m := range *k.masters.Load() {
		b.Masters = append(b.Masters, keyRow{m.id, m.raw})
	}
	text, err := json.MarshalIndent(b, "", "  ")
	if err != nil {
		panic("secret: " + err.Error()) // plain strings and bytes
	}
	return append(text, '\n')
}

// decode refuses whatever is not exactly what encode wrote, or what staff made
// of it by adding a master key. Its errors quote nothing of the text.
func decode(text []byte) (*Keys, error) {
	var b bundle
	switch err := json.Unmarshal(text, &b); {
	case len(text) > fileSize:
		return nil, ErrBroken.With("why", "too large")
	case err != nil:
		return nil, ErrBroken.With("why", "not JSON")
	case b.Version != 1:
		return nil, ErrBroken.With("why", "unknown version")
	case len(b.Masters) == 0:
		return nil, ErrBroken.With("why", "no master key")
	case b.Generation < 1:
		return nil, ErrBroken.With("why", "no index generation")
	}
	var masters [][]byte
	for _, row := range append(b.Masters, b.Index) {
		if len(row.Key) != keySize || fingerprint(row.Key) != row.ID {
			return nil, ErrBroken.With("why", "a key is damaged", "key", len(masters))
		}
		masters = append(masters, row.Key)
	}
	return assemble(masters[:len(b.Masters)], b.Index.Key, b.Generation), nil
}

// create writes a file that appears whole or not at all, and never over another.
func create(path string, text []byte) error {
	temp, err := os.CreateTemp(filepath.Dir(path), ".keys-*") // mode 0600
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name())
	_, err = temp.Write(text)
	err = errors.Join(err, temp.Sync(), temp.Close())
	if err != nil {
		return err
	}
	if err := os.Link(temp.Name(), path); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(path))
}

// syncFolder makes the new name itself survive a power cut.
func syncFolder(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
