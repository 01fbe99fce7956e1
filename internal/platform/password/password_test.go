package password

import (
	"context"
	"errors"
	"strings"
	"testing"
)

var errBusy = errors.New("busy")

func TestHashIsItsPasswordsAndNobodyElses(t *testing.T) {
	t.Parallel()
	h := New(errBusy)
	ctx := t.Context()
	hash, err := h.Hash(ctx, "correct horse battery")
	if err != nil || !strings.HasPrefix(hash, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Fatal(hash, err)
	}
	for password, want := range map[string]bool{"correct horse battery": true, "correct horse batterY": false, "": false} {
		if ok, err := h.Verify(ctx, hash, password); err != nil || ok != want {
			t.Errorf("%q: %v %v", password, ok, err)
		}
	}
	if ok, err := h.Verify(ctx, "", "anything"); err != nil || ok {
		t.Error("nobody's hash was verified", err)
	}
}

func TestHashingIsBounded(t *testing.T) {
	t.Parallel()
	h := New(errBusy)
	release, running := make(chan struct{}), make(chan struct{})
	for range hashingAtOnce {
		go h.within(context.Background(), func() { running <- struct{}{}; <-release })
	}
	for range hashingAtOnce {
		<-running
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := h.within(ctx, func() { t.Error("a third ran beside two") }); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	h.waiting.Add(hashingWaiting)
	if err := h.within(t.Context(), func() {}); !errors.Is(err, errBusy) {
		t.Errorf("a full queue: %v", err)
	}
	close(release)
}

func FuzzDecodeHash(f *testing.F) {
	f.Add("$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$c3Vt")
	f.Add("$argon2id$v=19$m=-1,t=0,p=999$$")
	f.Fuzz(func(t *testing.T, encoded string) {
		p, err := decodeHash(encoded)
		if err == nil && (p.memory > 1<<20 || p.passes == 0 || p.threads == 0 || len(p.sum) == 0) {
			t.Fatalf("%q was read as %+v", encoded, p)
		}
	})
}
