package secret

import (
	"crypto/ed25519"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// LoadSigning reads an Ed25519 key of somebody's own, as PKCS #8 in PEM
// ("openssl genpkey -algorithm ed25519"). Errors: ErrMissing, ErrBroken, ErrExposed.
func LoadSigning(path string) (ed25519.PrivateKey, error) {
	text, err := readKeyFile(path)
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(text)
	if block == nil {
		return nil, ErrBroken.With("path", path, "why", "not PEM")
	}
	parsed, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, ErrBroken.With("path", path, "why", "not a PKCS #8 key")
	}
	key, is := parsed.(ed25519.PrivateKey)
	if !is {
		return nil, ErrBroken.With("path", path, "why", "not an Ed25519 key")
	}
	return key, nil
}

// readKeyFile reads a file of keys that nobody else may read or change.
func readKeyFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrMissing.With("path", path)
	}
	if err != nil {
		return nil, fmt.Errorf("open keys: %w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, fmt.Errorf("read keys: %w", err)
	}
	if !info.Mode().IsRegular() {
		return nil, ErrBroken.With("path", path, "why", "not a file")
	}
	// A group may read, as a mounted secret needs; nobody else may do anything.
	if mode := info.Mode().Perm(); mode&0o027 != 0 {
		return nil, ErrExposed.With("path", path, "mode", fmt.Sprintf("%04o", mode), "wanted", "0600")
	}
	text, err := io.ReadAll(io.LimitReader(f, fileSize+1))
	if err != nil {
		return nil, fmt.Errorf("read keys: %w", err)
	}
	return text, nil
}
