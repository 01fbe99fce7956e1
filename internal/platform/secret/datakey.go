package secret

import "crypto/cipher"

// DataKey is the key of one owner. It lives in memory for as long as a page is
// being made.
type DataKey struct {
	raw  []byte
	aead cipher.AEAD
}

// Wrapped is a data key as it is stored.
type Wrapped struct {
	MasterKeyID string
	Key         []byte
}

// NewDataKey makes a data key for the owner and wraps it under the current
// master key. A wrapped key opens for its owner only.
func (k *Keys) NewDataKey(owner string) (*DataKey, Wrapped) {
	raw := random()
	m := k.current()
	return newDataKey(raw), Wrapped{m.id, m.aead.Seal(nil, nil, raw, wrapping(owner))}
}

// Unwrap opens a stored data key of the owner. A master key that is not known yet is
// looked for in the file, where a rotation may have put it. Errors: ErrUnknownKey, ErrSealed.
func (k *Keys) Unwrap(w Wrapped, owner string) (*DataKey, error) {
	m := k.find(w.MasterKeyID)
	if m == nil {
		return nil, ErrUnknownKey.With("key", w.MasterKeyID)
	}
	raw, err := m.aead.Open(nil, nil, w.Key, wrapping(owner))
	if err != nil || len(raw) != keySize {
		return nil, ErrSealed.With("owner", owner, "field", "data_key")
	}
	return newDataKey(raw), nil
}

// Rewrap wraps a stored data key of the owner under the current master key:
// one step of a rotation. What the key sealed is not touched.
func (k *Keys) Rewrap(w Wrapped, owner string) (Wrapped, error) {
	return k.RewrapTo(k.Current(), w, owner)
}

// RewrapTo is Rewrap under a master key that need not be the current one yet.
func (k *Keys) RewrapTo(key string, w Wrapped, owner string) (Wrapped, error) {
	m := k.find(key)
	if m == nil {
		return Wrapped{}, ErrUnknownKey.With("key", key)
	}
	data, err := k.Unwrap(w, owner)
	if err != nil {
		return Wrapped{}, err
	}
	return Wrapped{m.id, m.aead.Seal(nil, nil, data.raw, wrapping(owner))}, nil
}

func wrapping(owner string) []byte { return []byte("data key|" + owner) }

func newDataKey(raw []byte) *DataKey { return &DataKey{raw, aeadOf(raw)} }

// Seal encrypts text; place says where it is kept ("member|field|version").
func (d *DataKey) Seal(text, place string) []byte {
	return d.aead.Seal(nil, nil, []byte(text), []byte(place))
}

// Open decrypts what Seal made at the same place. Errors: ErrSealed, which
// names the place and never the content.
func (d *DataKey) Open(sealed []byte, place string) (string, error) {
	text, err := d.aead.Open(nil, nil, sealed, []byte(place))
	if err != nil {
		return "", ErrSealed.With("place", place)
	}
	return string(text), nil
}

// String keeps keys out of logs.
func (d *DataKey) String() string { return "secret.DataKey" }

// GoString keeps keys out of logs.
func (d *DataKey) GoString() string { return d.String() }

// Probe returns a proof of a master key that tells nothing of it, to be stored
// beside the data and compared by Proves.
func (k *Keys) Probe() Wrapped {
	_, probe := k.NewDataKey(probeOwner)
	return probe
}

// ProbeOf is Probe of a master key that is held. Errors: ErrUnknownKey.
func (k *Keys) ProbeOf(key string) (Wrapped, error) { return k.RewrapTo(key, k.Probe(), probeOwner) }

// Proves reports whether the bundle can open what the key of the probe wrapped.
// Errors: ErrUnknownKey, ErrSealed.
func (k *Keys) Proves(probe Wrapped) error {
	_, err := k.Unwrap(probe, probeOwner)
	return err
}

const probeOwner = "probe"
