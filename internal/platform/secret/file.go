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
	"slices"
	"strings"

	"habitue/internal/platform/errs"
)

// Variable is the environment variable that takes the place of a key file.
const Variable = "HABITUE_MASTER_KEY"

// fileSize bounds what is read as a key file; ours has a few hundred bytes.
const fileSize = 64 << 10

// mostIndexes bounds the generations of index keys; the database counts them in 16 bits.
const mostIndexes = 1<<15 - 1

// bundle is the form of the key file. Version 1 has one index key, from which the
// signing key follows; version 2 has as many as there are and the signing key beside
// them. A program that knows version 1 only refuses the other instead of losing keys.
type bundle struct {
	Note       string     `json:"note"`
	Version    int        `json:"version"`
	Masters    []keyRow   `json:"master_keys"`
	Index      *keyRow    `json:"index_key,omitempty"`        // version 1
	Generation int        `json:"index_generation,omitempty"` // version 1
	Indexes    []indexRow `json:"index_keys,omitempty"`       // version 2
	Signing    *keyRow    `json:"signing_key,omitempty"`      // version 2
}

type keyRow struct {
	ID  string `json:"id"`
	Key []byte `json:"key"`
}

type indexRow struct {
	Generation int `json:"generation"`
	keyRow
}

const note = "Keys of the personal data of one Habitue database. Keep a copy in a safe place apart from its backups: " +
	"without this file names, phones and e-mails are lost. The first master key and the first index key are the current ones."

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
		index := derive(raw, "index key")
		return assemble([]master{masterOf(derive(raw, "master key"))}, []*Index{indexOf(1, index)}, signingOf(index)), nil
	}
	keys, err := decode(raw)
	if e := errs.Of(err); e != nil {
		return nil, e.With("variable", Variable)
	}
	return keys, err
}

// Next returns the value of the environment variable with one key more behind the
// others: a master key, or an index key. A program that starts with it knows both.
// Errors: ErrBroken.
func Next(value string, index bool) (string, error) {
	keys, err := Parse(value)
	if err != nil {
		return "", err
	}
	if index {
		generation := slices.Max(keys.IndexGenerations()) + 1
		list := append(slices.Clone(keys.Indexes()), indexOf(generation, random()))
		keys.indexes.Store(&list)
	} else {
		list := append(slices.Clone(*keys.masters.Load()), masterOf(random()))
		keys.masters.Store(&list)
	}
	return base64.StdEncoding.EncodeToString(keys.encode()), nil
}

func derive(secret []byte, use string) []byte {
	key, err := hkdf.Key(sha256.New, secret, nil, "habitue "+use, keySize)
	if err != nil {
		panic("secret: " + err.Error()) // the sizes are ours
	}
	return key
}

func rowOf(key []byte) keyRow { return keyRow{fingerprint(key), key} }

// whole reports whether the row has a key and its name.
func (r keyRow) whole() bool { return len(r.Key) == keySize && fingerprint(r.Key) == r.ID }

func (k *Keys) encode() []byte {
	b := bundle{Note: note, Version: 1}
	for _, m := range *k.masters.Load() {
		b.Masters = append(b.Masters, keyRow{m.id, m.raw})
	}
	if only := k.Indexes()[0]; len(k.Indexes()) == 1 && only.generation == 1 {
		index := rowOf(only.raw)
		b.Index, b.Generation = &index, 1
	} else {
		signing := rowOf(k.signing)
		b.Version, b.Signing = 2, &signing
		for _, x := range k.Indexes() {
			b.Indexes = append(b.Indexes, indexRow{x.generation, rowOf(x.raw)})
		}
	}
	text, err := json.MarshalIndent(b, "", "  ")
	if err != nil {
		panic("secret: " + err.Error()) // plain strings and bytes
	}
	return append(text, '\n')
}

// decode refuses whatever is not exactly what encode wrote, or what staff made
// of it by adding a master or an index key. Its errors quote nothing of the text.
func decode(text []byte) (*Keys, error) {
	var b bundle
	switch err := json.Unmarshal(text, &b); {
	case len(text) > fileSize:
		return nil, ErrBroken.With("why", "too large")
	case err != nil:
		return nil, ErrBroken.With("why", "not JSON")
	case b.Version != 1 && b.Version != 2:
		return nil, ErrBroken.With("why", "unknown version")
	case len(b.Masters) == 0:
		return nil, ErrBroken.With("why", "no master key")
	}
	var masters []master
	for i, row := range b.Masters {
		if !row.whole() {
			return nil, ErrBroken.With("why", "a key is damaged", "key", i)
		}
		masters = append(masters, masterOf(row.Key))
	}
	indexes, signing, err := b.indexes()
	if err != nil {
		return nil, err
	}
	return assemble(masters, indexes, signing), nil
}

// indexes reads the index keys and the signing key.
func (b bundle) indexes() (list []*Index, signing []byte, err error) {
	if b.Version == 1 {
		switch {
		case b.Generation != 1:
			return nil, nil, ErrBroken.With("why", "no index generation")
		case b.Index == nil || !b.Index.whole():
			return nil, nil, ErrBroken.With("why", "the index key is damaged")
		case len(b.Indexes) > 0 || b.Signing != nil:
			return nil, nil, ErrBroken.With("why", "index keys of two versions")
		}
		return []*Index{indexOf(1, b.Index.Key)}, signingOf(b.Index.Key), nil
	}
	switch {
	case len(b.Indexes) == 0:
		return nil, nil, ErrBroken.With("why", "no index key")
	case b.Index != nil || b.Generation != 0:
		return nil, nil, ErrBroken.With("why", "index keys of two versions")
	case b.Signing == nil || !b.Signing.whole():
		return nil, nil, ErrBroken.With("why", "the signing key is damaged")
	}
	seen := map[int]bool{}
	for _, row := range b.Indexes {
		if row.Generation < 1 || row.Generation > mostIndexes || seen[row.Generation] {
			return nil, nil, ErrBroken.With("why", "no index generation")
		}
		if !row.whole() {
			return nil, nil, ErrBroken.With("why", "an index key is damaged", "key", row.Generation)
		}
		seen[row.Generation] = true
		list = append(list, indexOf(row.Generation, row.Key))
	}
	return list, b.Signing.Key, nil
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
