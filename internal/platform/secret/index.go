package secret

import (
	"crypto/ed25519"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"hash"
	"slices"
	"sync"
)

// Index is one index key: by it a folded value is found whose text is not kept.
type Index struct {
	generation int
	raw        []byte
	hmacs      sync.Pool
}

func indexOf(generation int, raw []byte) *Index {
	x := &Index{generation: generation, raw: raw}
	x.hmacs.New = func() any { return hmac.New(sha256.New, raw) }
	return x
}

// Generation is the number of the index key: 1, and one more for each that came after.
func (x *Index) Generation() int { return x.generation }

// Blind returns the index under which a folded value of one kind is found.
// The same text under another kind has another index.
func (x *Index) Blind(kind, folded string) []byte {
	h := x.hmacs.Get().(hash.Hash)
	defer x.hmacs.Put(h)
	h.Reset()
	return sumOf(h, kind, folded)[:BlindSize:BlindSize]
}

func sumOf(h hash.Hash, kind, folded string) []byte {
	h.Write([]byte(kind))
	h.Write([]byte{0}) // no kind contains it, so no two pairs read alike
	h.Write([]byte(folded))
	return h.Sum(nil)
}

// String keeps keys out of logs.
func (x *Index) String() string { return "secret.Index" }

// GoString keeps keys out of logs.
func (x *Index) GoString() string { return x.String() }

// Indexes are the index keys that are held, the current one first.
func (k *Keys) Indexes() []*Index { return *k.indexes.Load() }

// Index returns the index key of a generation. One that is not known yet is looked for
// in the file, where an exchange may have put it. Errors: ErrUnknownKey.
func (k *Keys) Index(generation int) (*Index, error) {
	x := k.indexKey(generation)
	if x == nil && k.Learn() == nil {
		x = k.indexKey(generation)
	}
	if x == nil {
		return nil, ErrUnknownKey.With("key", generation)
	}
	return x, nil
}

// Former is the index key under which people are found beside the current one, while it
// is exchanged; nil: none.
func (k *Keys) Former() *Index { return k.indexKey(int(k.former.Load())) }

// HasIndex reports whether the bundle holds the index key of a generation.
func (k *Keys) HasIndex(generation int) bool { return k.indexKey(generation) != nil }

func (k *Keys) indexKey(generation int) *Index {
	list := k.Indexes()
	if i := slices.IndexFunc(list, func(x *Index) bool { return x.generation == generation }); i >= 0 {
		return list[i]
	}
	return nil
}

// IndexGeneration tells which index key makes the blind indexes of what is new.
func (k *Keys) IndexGeneration() int { return k.Indexes()[0].generation }

// IndexGenerations lists the index keys that are held, the current one first.
func (k *Keys) IndexGenerations() []int {
	list := k.Indexes()
	generations := make([]int, len(list))
	for i, x := range list {
		generations[i] = x.generation
	}
	return generations
}

// Blind is Blind of the current index key.
func (k *Keys) Blind(kind, folded string) []byte { return k.Indexes()[0].Blind(kind, folded) }

// Signing returns the Ed25519 key by which this installation signs what others
// keep. It follows from the signing key, which is never exchanged: whoever kept a
// signature can check it for as long as he likes.
func (k *Keys) Signing(use string) ed25519.PrivateKey {
	return ed25519.NewKeyFromSeed(expand(k.signing, "signing "+use))
}

// Lasting is a keyed hash for what must be recognised for longer than an index key
// lives and is of no use for finding anybody: invitations, evidence. It follows from the
// signing key, and is longer than a blind index, so that the two cannot be confused.
func (k *Keys) Lasting(kind, text string) []byte {
	return sumOf(hmac.New(sha256.New, k.lasting), kind, text)[:lastingSize:lastingSize]
}

// signingOf is the signing key that belongs to the first index key: what is extracted of
// it and nothing by which it could be found. Before there was a second index key,
// signatures followed from the first by this very step.
func signingOf(index []byte) []byte {
	key, err := hkdf.Extract(sha256.New, index, nil)
	if err != nil {
		panic("secret: " + err.Error()) // the sizes are ours
	}
	return key
}

func expand(extracted []byte, use string) []byte {
	key, err := hkdf.Expand(sha256.New, extracted, "habitue "+use, keySize)
	if err != nil {
		panic("secret: " + err.Error())
	}
	return key
}
