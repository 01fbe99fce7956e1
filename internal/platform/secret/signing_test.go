package secret_test

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"habitue/internal/platform/secret"
)

func TestASigningKeyOfOnesOwn(t *testing.T) {
	t.Parallel()
	_, ours, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	curve, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	write := func(key any, mode os.FileMode) string {
		der, err := x509.MarshalPKCS8PrivateKey(key)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "log.pem")
		if err := os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}), mode); err != nil {
			t.Fatal(err)
		}
		return path
	}
	text := filepath.Join(t.TempDir(), "text")
	if err := os.WriteFile(text, []byte("no key"), 0o600); err != nil {
		t.Fatal(err)
	}
	if key, err := secret.LoadSigning(write(ours, 0o600)); err != nil || !key.Equal(ours) {
		t.Errorf("%v", err)
	}
	for name, c := range map[string]struct {
		path string
		want error
	}{
		"another_kind_of_key":   {write(curve, 0o600), secret.ErrBroken},
		"what_is_no_key":        {text, secret.ErrBroken},
		"others_may_read_it":    {write(ours, 0o644), secret.ErrExposed},
		"there_is_no_such_file": {filepath.Join(t.TempDir(), "none"), secret.ErrMissing},
	} {
		if _, err := secret.LoadSigning(c.path); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
