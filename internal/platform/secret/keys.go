package secret

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"sync"
)

const (
	keySize   = 32 // AES-256
	blindSize = 16 // 128 bits: no two values of one installation collide
)

// Keys is the bundle of master keys and the index key. It is safe for
// concurrent use and shows nothing of itself when printed.
type Keys struct {
	masters    []master // the first is current
	index      []byte
	generation int
	hmacs      sync.Pool
}

type master struct {
	id   string
	raw  []byte
	aead cipher.AEAD
}

// New makes a bundle of fresh keys.
func New() *Keys { return assemble([][]byte{random()}, random(), 1) }

func assemble(masters [][]byte, index []byte, generation int) *Keys {
	k := &Keys{index: index, generation: generation}
	for _, raw := range masters {
		k.masters = append(k.masters, master{fingerprint(raw), raw, aeadOf(raw)})
	}
	k.hmacs.New = func() any { return hmac.New(sha256.New, index) }
	return k
}

// Current returns the id of the master key that wraps new data keys.
func (k *Keys) Current() string { return k.masters[0].id }

// Has reports whether the bundle holds the master key of that id.
func (k *Keys) Has(id string) bool { return k.master(id) != nil }

// IndexGeneration tells which index key made the blind indexes; a rotation raises it.
func (k *Keys) IndexGeneration() int { return k.generation }

// String keeps keys out of logs.
func (k *Keys) String() string { return "secret.Keys(" + k.Current() + ")" }

// GoString keeps keys out of logs.
func (k *Keys) GoString() string { return k.String() }

func (k *Keys) master(id string) *master {
	for i := range k.masters {
		if k.masters[i].id == id {
			return &k.masters[i]
		}
	}
	return nil
}

// Blind returns the index under which a folded value of one kind is found.
// The same text under another kind has another index.
func (k *Keys) Blind(kind, folded string) []byte {
	h := k.hmacs.Get().(hash.Hash)
	defer k.hmacs.Put(h)
	h.Reset()
	h.Write([]byte(kind))
	h.Write([]byte{0}) // no kind contains it, so no two pairs read alike
	h.Write([]byte(folded))
	return h.Sum(nil)[:blindSize:blindSize]
}

// Signing returns the Ed25519 key by which this installation signs what others
// keep. It follows from the index key: whoever has the one has the other.
func (k *Keys) Signing(use string) ed25519.PrivateKey {
	return ed25519.NewKeyFromSeed(derive(k.index, "signing "+use))
}

// fingerprint names a key without telling anything of it.
func fingerprint(key []byte) string {
	sum := sha256.Sum256(append([]byte("habitue key id\x00"), key...))
	return hex.EncodeToString(sum[:6])
}

func random() []byte {
	key := make([]byte, keySize)
	rand.Read(key) // never fails: the program ends where there is no randomness
	return key
}

// aeadOf returns AES-256-GCM that puts a random nonce before what it seals.
// One key may seal 2^32 texts under random nonces; a master key that wrapped
// that many members is due for rotation.
func aeadOf(key []byte) cipher.AEAD {
	block, err := aes.NewCipher(key)
	if err != nil {
		panic("secret: " + err.Error()) // the size is ours
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		panic("secret: " + err.Error())
	}
	return aead
}
