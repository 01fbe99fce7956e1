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
	"slices"
	"sync"
	"sync/atomic"
)

const (
	keySize   = 32 // AES-256
	blindSize = 16 // 128 bits: no two values of one installation collide
)

// Keys is the bundle of master keys and the index key. It is safe for
// concurrent use and shows nothing of itself when printed. The master keys of one
// that was read from a file may change while it is in use; see Learn.
type Keys struct {
	masters    atomic.Pointer[[]master] // the first is current
	index      []byte
	generation int
	hmacs      sync.Pool

	path     string // of the file; empty where there is none
	changing sync.Mutex
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
	list := make([]master, len(masters))
	for i, raw := range masters {
		list[i] = masterOf(raw)
	}
	k.masters.Store(&list)
	k.hmacs.New = func() any { return hmac.New(sha256.New, index) }
	return k
}

func masterOf(raw []byte) master { return master{fingerprint(raw), raw, aeadOf(raw)} }

// Current returns the id of the master key that wraps new data keys.
func (k *Keys) Current() string { return k.current().id }

func (k *Keys) current() *master { return &(*k.masters.Load())[0] }

// Masters lists the ids of the master keys, the current one first.
func (k *Keys) Masters() []string {
	list := *k.masters.Load()
	ids := make([]string, len(list))
	for i, m := range list {
		ids[i] = m.id
	}
	return ids
}

// Has reports whether the bundle holds the master key of that id.
func (k *Keys) Has(id string) bool { return k.master(id) != nil }

// IndexGeneration tells which index key made the blind indexes; a rotation raises it.
func (k *Keys) IndexGeneration() int { return k.generation }

// String keeps keys out of logs.
func (k *Keys) String() string { return "secret.Keys(" + k.Current() + ")" }

// GoString keeps keys out of logs.
func (k *Keys) GoString() string { return k.String() }

func (k *Keys) master(id string) *master {
	list := *k.masters.Load()
	if i := slices.IndexFunc(list, func(m master) bool { return m.id == id }); i >= 0 {
		return &list[i]
	}
	return nil
}

// find is master; one that is not known yet is looked for in the file.
func (k *Keys) find(id string) *master {
	m := k.master(id)
	if m == nil && k.Learn() == nil {
		m = k.master(id)
	}
	return m
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
