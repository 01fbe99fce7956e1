// Package password hashes passwords with argon2id, few at a time, and takes as long
// where there is none to compare with.
package password

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"
	"sync/atomic"

	"golang.org/x/crypto/argon2"
)

// The cost of a hash: OWASP's first choice for argon2id.
const (
	argonMemoryKiB = 19 << 10
	argonPasses    = 2
	argonThreads   = 1
	saltBytes      = 16
	hashBytes      = 32
)

const (
	hashingAtOnce  = 2  // each takes 19 MiB and a processor
	hashingWaiting = 16 // more than that is an attack or a stampede
)

// Hasher hashes and verifies passwords, few at a time.
type Hasher struct {
	busy    error
	slots   chan struct{}
	waiting atomic.Int32
	dummy   string // verified against where there is no account, to take the same time
}

// New returns a hasher, which fails with busy where too many wait.
func New(busy error) *Hasher {
	var salt [saltBytes]byte
	rand.Read(salt[:])
	return &Hasher{
		busy:  busy,
		slots: make(chan struct{}, hashingAtOnce),
		dummy: encodeHash(argonMemoryKiB, argonPasses, argonThreads, salt[:], make([]byte, hashBytes)),
	}
}

// Hash returns the hash of a new password, in the PHC string format.
func (h *Hasher) Hash(ctx context.Context, password string) (string, error) {
	var salt [saltBytes]byte
	rand.Read(salt[:])
	var sum []byte
	err := h.within(ctx, func() {
		sum = argon2.IDKey([]byte(password), salt[:], argonPasses, argonMemoryKiB, argonThreads, hashBytes)
	})
	if err != nil {
		return "", err
	}
	return encodeHash(argonMemoryKiB, argonPasses, argonThreads, salt[:], sum), nil
}

// Verify reports whether the password made the hash; an empty hash is nobody's
// and costs as much as any other.
func (h *Hasher) Verify(ctx context.Context, encoded, password string) (bool, error) {
	nobody := encoded == ""
	if nobody {
		encoded = h.dummy
	}
	p, err := decodeHash(encoded)
	if err != nil {
		return false, err
	}
	var same bool
	err = h.within(ctx, func() {
		sum := argon2.IDKey([]byte(password), p.salt, p.passes, p.memory, p.threads, uint32(len(p.sum)))
		same = subtle.ConstantTimeCompare(sum, p.sum) == 1
	})
	return same && !nobody, err
}

// within waits for a slot and runs work in it.
func (h *Hasher) within(ctx context.Context, work func()) error {
	if h.waiting.Add(1) > hashingWaiting+hashingAtOnce {
		h.waiting.Add(-1)
		return h.busy
	}
	defer h.waiting.Add(-1)
	select {
	case h.slots <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-h.slots }()
	work()
	return nil
}

type hashParts struct {
	memory, passes uint32
	threads        uint8
	salt, sum      []byte
}

func encodeHash(memory, passes uint32, threads uint8, salt, sum []byte) string {
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s",
		argon2.Version, memory, passes, threads, b64.EncodeToString(salt), b64.EncodeToString(sum))
}

func decodeHash(encoded string) (p hashParts, err error) {
	parts := strings.Split(encoded, "$")
	if len(parts) != 6 || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return p, fmt.Errorf("read password hash: not argon2id")
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &p.memory, &p.passes, &p.threads); err != nil {
		return p, fmt.Errorf("read password hash: %w", err)
	}
	b64 := base64.RawStdEncoding
	if p.salt, err = b64.DecodeString(parts[4]); err == nil {
		p.sum, err = b64.DecodeString(parts[5])
	}
	if err != nil || len(p.sum) == 0 || p.passes == 0 || p.threads == 0 || p.memory > 1<<20 {
		return p, fmt.Errorf("read password hash: broken")
	}
	return p, nil
}
