package passkey

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/url"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/protocol/webauthncose"
)

// ErrRefused says that what a browser brought proves nothing.
var ErrRefused = errors.New("passkey: refused")

// Algorithms are those that a key may have, the preferred first: ES256, EdDSA, RS256,
// as COSE numbers them.
var Algorithms = []int{int(webauthncose.AlgES256), int(webauthncose.AlgEdDSA), int(webauthncose.AlgRS256)}

// Site is where keys are good. The zero Site is nowhere.
type Site struct {
	ID     string // the host, by which authenticators keep keys apart
	Origin string // where alone a browser may ask for them
}

// At returns the site at an address. There is none at an address that browsers give
// no keys to: plain http but on localhost, and bare numbers.
func At(address string) Site {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || net.ParseIP(u.Hostname()) != nil {
		return Site{}
	}
	if u.Scheme != "https" && (u.Scheme != "http" || u.Hostname() != "localhost") {
		return Site{}
	}
	return Site{ID: u.Hostname(), Origin: u.Scheme + "://" + u.Host}
}

// Exists reports whether there is a site.
func (s Site) Exists() bool { return s.ID != "" }

// Made is what a browser brings of a key that was made.
type Made struct {
	ID          []byte // of the key
	Client      []byte // what the browser says of the ceremony, as JSON
	Attestation []byte // what the authenticator says of the key, as CBOR
}

// Shown is what a browser brings of a key that signed.
type Shown struct {
	ID            []byte
	Client        []byte
	Authenticator []byte // what the authenticator says of the ceremony
	Signature     []byte
	Handle        []byte
}

// Credential is a key of somebody's: the public half of it.
type Credential struct {
	ID      []byte
	Key     []byte // as COSE writes it
	Counter uint32
}

// Challenge reads which challenge a browser says was signed. Whether it was is another
// matter. Errors: ErrRefused.
func Challenge(client []byte) ([]byte, error) {
	var said struct {
		Challenge string `json:"challenge"`
	}
	if err := json.Unmarshal(client, &said); err != nil {
		return nil, fmt.Errorf("%w: read the client data: %w", ErrRefused, err)
	}
	raw, err := base64.RawURLEncoding.Strict().DecodeString(said.Challenge)
	if err != nil {
		return nil, fmt.Errorf("%w: read the challenge: %w", ErrRefused, err)
	}
	return raw, nil
}

// Make judges a key that was made in answer to a challenge. Errors: ErrRefused.
func (s Site) Make(challenge []byte, m Made) (Credential, error) {
	if !s.Exists() {
		return Credential{}, ErrRefused
	}
	parsed, err := protocol.CredentialCreationResponse{
		PublicKeyCredential: credential(m.ID),
		AttestationResponse: protocol.AuthenticatorAttestationResponse{
			AuthenticatorResponse: protocol.AuthenticatorResponse{ClientDataJSON: m.Client}, AttestationObject: m.Attestation,
		},
	}.Parse()
	if err != nil {
		return Credential{}, refused(err)
	}
	// Browsers that are asked for no statement about the maker send none, or one by the
	// key itself; the parsers of all others stay unused.
	if format := protocol.AttestationFormat(parsed.Response.AttestationObject.Format); format != protocol.AttestationFormatNone && format != protocol.AttestationFormatPacked {
		return Credential{}, fmt.Errorf("%w: statement of the form %.20q", ErrRefused, format)
	}
	if _, err := parsed.Verify(text(challenge), s.ID, s.origins(), nil, nil, protocol.TopOriginExplicitVerificationMode, false, true, true, nil,
		parameters(), protocol.AttestationPolicy{}, protocol.SignaturePolicy{}); err != nil {
		return Credential{}, refused(err)
	}
	data := parsed.Response.AttestationObject.AuthData
	if _, err := webauthncose.ParsePublicKey(data.AttData.CredentialPublicKey); err != nil {
		return Credential{}, refused(err)
	}
	return Credential{ID: data.AttData.CredentialID, Key: data.AttData.CredentialPublicKey, Counter: data.Counter}, nil
}

// Check judges a signature of a key under a challenge, and returns how far the key has
// counted. Whether that is further than before is the caller's to judge, who knows of
// signatures that came meanwhile. Errors: ErrRefused.
func (s Site) Check(challenge []byte, c Credential, shown Shown) (counter uint32, err error) {
	if !s.Exists() || string(c.ID) != string(shown.ID) {
		return 0, ErrRefused
	}
	parsed, err := protocol.CredentialAssertionResponse{
		PublicKeyCredential: credential(shown.ID),
		AssertionResponse: protocol.AuthenticatorAssertionResponse{
			AuthenticatorResponse: protocol.AuthenticatorResponse{ClientDataJSON: shown.Client},
			AuthenticatorData:     shown.Authenticator, Signature: shown.Signature, UserHandle: shown.Handle,
		},
	}.Parse()
	if err != nil {
		return 0, refused(err)
	}
	err = parsed.Verify(text(challenge), s.ID, "", s.origins(), nil, nil, protocol.TopOriginExplicitVerificationMode, false, true, true,
		c.Key, protocol.SignaturePolicy{})
	if err != nil {
		return 0, refused(err)
	}
	return parsed.Response.AuthenticatorData.Counter, nil
}

// Further reports whether a key that had counted to before may now say now. One that
// does not count says nought each time; one that counts never stands still or goes
// back, unless there are two of it.
func Further(before, now uint32) bool { return now > before || now == 0 && before == 0 }

func (s Site) origins() []string { return []string{s.Origin} }

func credential(id []byte) protocol.PublicKeyCredential {
	return protocol.PublicKeyCredential{Credential: protocol.Credential{ID: text(id), Type: string(protocol.PublicKeyCredentialType)}, RawID: id}
}

func parameters() []protocol.CredentialParameter {
	list := make([]protocol.CredentialParameter, len(Algorithms))
	for i, a := range Algorithms {
		list[i] = protocol.CredentialParameter{Type: protocol.PublicKeyCredentialType, Algorithm: webauthncose.COSEAlgorithmIdentifier(a)}
	}
	return list
}

func text(raw []byte) string { return base64.RawURLEncoding.EncodeToString(raw) }

func refused(err error) error { return fmt.Errorf("%w: %w", ErrRefused, err) }
