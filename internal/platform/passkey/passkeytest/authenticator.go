// Package passkeytest is an authenticator as somebody has one in his telephone, which
// tests can make lie.
package passkeytest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"testing"

	"habitue/internal/platform/passkey"
)

// What an authenticator says of the person before it.
const (
	present  = 1 << 0
	verified = 1 << 2
	attested = 1 << 6
)

// Authenticator holds one key. Its exported fields are what it says; a test changes
// them to have it say something else.
type Authenticator struct {
	Origin   string // where the browser is
	Site     string // for whom the key is
	Verified bool   // whether the person was asked who he is
	Framed   bool   // whether the page stands in another site's
	Ceremony string // "": the right one
	Counter  uint32 // of what it does next; 0: it does not count
	ID       []byte
	Handle   []byte // the account for which the key was made

	t   testing.TB
	key *ecdsa.PrivateKey
}

// New makes an authenticator with a key for a site.
func New(t testing.TB, origin, site string) *Authenticator {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	a := &Authenticator{Origin: origin, Site: site, Verified: true, Counter: 1, ID: make([]byte, 16), t: t, key: key}
	rand.Read(a.ID)
	return a
}

// Make says that the key was made, and counts.
func (a *Authenticator) Make(challenge []byte) passkey.Made {
	point, err := a.key.PublicKey.Bytes() // 4, x, y
	if err != nil {
		a.t.Fatal(err)
	}
	cose := []byte{0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20}
	cose = append(append(append(cose, point[1:33]...), 0x22, 0x58, 0x20), point[33:]...)
	data := append(a.data(attested), make([]byte, 16)...) // no model
	data = append(binary.BigEndian.AppendUint16(data, uint16(len(a.ID))), a.ID...)
	data = append(data, cose...)

	object := append([]byte{0xa3, 0x63}, "fmt"...)
	object = append(append(object, 0x64), "none"...)
	object = append(append(object, 0x67), "attStmt"...)
	object = append(object, 0xa0, 0x68)
	object = append(append(object, "authData"...), 0x59)
	object = append(binary.BigEndian.AppendUint16(object, uint16(len(data))), data...)
	a.count()
	return passkey.Made{ID: a.ID, Client: a.client("webauthn.create", challenge), Attestation: object}
}

// Sign signs a challenge, and counts.
func (a *Authenticator) Sign(challenge []byte) passkey.Shown {
	client, data := a.client("webauthn.get", challenge), a.data(0)
	hash := sha256.Sum256(client)
	signed := sha256.Sum256(append(data[:len(data):len(data)], hash[:]...))
	signature, err := ecdsa.SignASN1(rand.Reader, a.key, signed[:])
	if err != nil {
		a.t.Fatal(err)
	}
	a.count()
	return passkey.Shown{ID: a.ID, Client: client, Authenticator: data, Signature: signature, Handle: a.Handle}
}

func (a *Authenticator) count() {
	if a.Counter > 0 {
		a.Counter++
	}
}

func (a *Authenticator) client(ceremony string, challenge []byte) []byte {
	if a.Ceremony != "" {
		ceremony = a.Ceremony
	}
	raw, err := json.Marshal(map[string]any{"type": ceremony, "challenge": base64.RawURLEncoding.EncodeToString(challenge),
		"origin": a.Origin, "crossOrigin": a.Framed})
	if err != nil {
		a.t.Fatal(err)
	}
	return raw
}

func (a *Authenticator) data(flags byte) []byte {
	flags |= present
	if a.Verified {
		flags |= verified
	}
	site := sha256.Sum256([]byte(a.Site))
	return binary.BigEndian.AppendUint32(append(site[:], flags), a.Counter)
}
