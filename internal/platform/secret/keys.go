package secret

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"sync"
	"sync/atomic"
)

// BlindSize is how long a blind index is: 128 bits, so that no two values of one
// installation collide.
const BlindSize = 16

const (
	keySize     = 32 // AES-256
	lastingSize = 24
)

// Keys is the bundle of master keys, index keys and the signing key. It is safe for
// concurrent use and shows nothing of itself when printed. The master and index keys of
// one that was read from a file may change while it is in use; see Learn.
type Keys struct {
	masters atomic.Pointer[[]master] // the first is current
	indexes atomic.Pointer[[]*Index] // the first is current
	former  atomic.Int64             // generation under which people are found as well; 0: none
	signing []byte
	lasting []byte // follows from it

	path     string // of the file; empty where there is none
	changing sync.Mutex
}

type master struct {
	id   string
	raw  []byte
	aead cipher.AEAD
}

// New makes a bundle of fresh keys.
func New() *Keys {
	index := random()
	return assemble([]master{masterOf(random())}, []*Index{indexOf(1, index)}, signingOf(index))
}

func assemble(masters []master, indexes []*Index, signing []byte) *Keys {
	k := &Keys{signing: signing, lasting: expand(signing, "lasting")}
	k.masters.Store(&masters)
	k.indexes.Store(&indexes)
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
