package passkey_test

import (
	"errors"
	"testing"

	"habitue/internal/platform/passkey"
	"habitue/internal/platform/passkey/passkeytest"
)

const origin = "https://club.example.com"

var (
	site      = passkey.At(origin)
	challenge = []byte("a challenge of this very minute.")
)

func TestWhereASiteIs(t *testing.T) {
	t.Parallel()
	for address, id := range map[string]string{
		"https://club.example.com": "club.example.com", "https://club.example.com:8443": "club.example.com", "http://localhost:8080": "localhost", "https://localhost": "localhost",
		"http://club.example.com": "", "http://127.0.0.1:8080": "", "https://127.0.0.1": "", "https://[::1]:443": "", "": "", "club.example.com": "", "://": "",
	} {
		if got := passkey.At(address); got.ID != id || got.Exists() != (id != "") {
			t.Errorf("at %q: %q, want %q", address, got.ID, id)
		}
	}
}

func TestAKeyThatIsMadeAndSigns(t *testing.T) {
	t.Parallel()
	a := passkeytest.New(t, origin, site.ID)
	made, err := site.Make(challenge, a.Make(challenge))
	if err != nil {
		t.Fatal(err)
	}
	if string(made.ID) != string(a.ID) || made.Counter != 1 || len(made.Key) == 0 {
		t.Errorf("made %+v", made)
	}
	shown := a.Sign(challenge)
	if said, err := passkey.Challenge(shown.Client); err != nil || string(said) != string(challenge) {
		t.Errorf("the challenge is %q, %v", said, err)
	}
	if counter, err := site.Check(challenge, made, shown); err != nil || counter != 2 {
		t.Errorf("counted to %d, %v", counter, err)
	}
	if counter, err := site.Check(challenge, made, a.Sign(challenge)); err != nil || counter != 3 {
		t.Errorf("counted to %d, %v", counter, err)
	}
	if _, err := (passkey.Site{}).Check(challenge, made, shown); !errors.Is(err, passkey.ErrRefused) {
		t.Errorf("nowhere: %v", err)
	}
	if _, err := (passkey.Site{}).Make(challenge, a.Make(challenge)); !errors.Is(err, passkey.ErrRefused) {
		t.Errorf("nowhere: %v", err)
	}
}

// Whatever an authenticator or a page says that is not so is refused, both when a key
// is made and when it signs.
func TestWhatIsNotSoIsRefused(t *testing.T) {
	t.Parallel()
	lies := map[string]func(*passkeytest.Authenticator){
		"another origin":            func(a *passkeytest.Authenticator) { a.Origin = "https://club.example.net" },
		"plain http":                func(a *passkeytest.Authenticator) { a.Origin = "http://club.example.com" },
		"another port":              func(a *passkeytest.Authenticator) { a.Origin += ":8443" },
		"a site below":              func(a *passkeytest.Authenticator) { a.Origin = "https://evil.club.example.com" },
		"no origin":                 func(a *passkeytest.Authenticator) { a.Origin = "" },
		"another site's key":        func(a *passkeytest.Authenticator) { a.Site = "example.net" },
		"nobody was asked":          func(a *passkeytest.Authenticator) { a.Verified = false },
		"within another site":       func(a *passkeytest.Authenticator) { a.Framed = true },
		"another kind of ceremony":  func(a *passkeytest.Authenticator) { a.Ceremony = "payment.get" },
		"the other kind, creating":  func(a *passkeytest.Authenticator) { a.Ceremony = "webauthn.get" },
		"the other kind, asserting": func(a *passkeytest.Authenticator) { a.Ceremony = "webauthn.create" },
	}
	for name, lie := range lies {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			honest := passkeytest.New(t, origin, site.ID)
			made, err := site.Make(challenge, honest.Make(challenge))
			if err != nil {
				t.Fatal(err)
			}
			lie(honest)
			if _, err := site.Make(challenge, honest.Make(challenge)); honest.Ceremony != "webauthn.create" && !errors.Is(err, passkey.ErrRefused) {
				t.Errorf("making: %v", err)
			}
			if _, err := site.Check(challenge, made, honest.Sign(challenge)); honest.Ceremony != "webauthn.get" && !errors.Is(err, passkey.ErrRefused) {
				t.Errorf("signing: %v", err)
			}
		})
	}
}

func TestASignatureIsOfOneChallengeAndOneKey(t *testing.T) {
	t.Parallel()
	a, b := passkeytest.New(t, origin, site.ID), passkeytest.New(t, origin, site.ID)
	made, err := site.Make(challenge, a.Make(challenge))
	if err != nil {
		t.Fatal(err)
	}
	refused := func(what string, challenge []byte, shown passkey.Shown) {
		t.Helper()
		if _, err := site.Check(challenge, made, shown); !errors.Is(err, passkey.ErrRefused) {
			t.Errorf("%s: %v", what, err)
		}
	}
	refused("another challenge", []byte("another challenge of this minute"), a.Sign(challenge))
	refused("another key", challenge, b.Sign(challenge))
	b.ID = a.ID
	refused("another key under the same name", challenge, b.Sign(challenge))
	for what, change := range map[string]func(*passkey.Shown){
		"a changed signature":   func(s *passkey.Shown) { s.Signature[len(s.Signature)-1] ^= 1 },
		"no signature":          func(s *passkey.Shown) { s.Signature = nil },
		"a changed counter":     func(s *passkey.Shown) { s.Authenticator[36]++ },
		"changed client data":   func(s *passkey.Shown) { s.Client = append(s.Client, ' ') },
		"something left over":   func(s *passkey.Shown) { s.Authenticator = append(s.Authenticator, 0) },
		"authenticator cut off": func(s *passkey.Shown) { s.Authenticator = s.Authenticator[:36] },
		"no authenticator":      func(s *passkey.Shown) { s.Authenticator = nil },
	} {
		shown := a.Sign(challenge)
		change(&shown)
		refused(what, challenge, shown)
	}
	// What says of the key is cut off at every length, and refused at each.
	whole := a.Make(challenge)
	for n := range whole.Attestation {
		cut := whole
		cut.Attestation = whole.Attestation[:n]
		if _, err := site.Make(challenge, cut); !errors.Is(err, passkey.ErrRefused) {
			t.Fatalf("cut off after %d bytes: %v", n, err)
		}
	}
	other := whole
	other.ID = []byte("another")
	if _, err := site.Make(challenge, other); !errors.Is(err, passkey.ErrRefused) {
		t.Errorf("under another name: %v", err)
	}
}

func TestACounterGoesOnlyFurther(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		before, now uint32
		further     bool
	}{{0, 0, true}, {0, 1, true}, {1, 2, true}, {1, 900, true}, {1, 1, false}, {2, 1, false}, {1, 0, false}, {1 << 31, 1<<31 - 1, false}} {
		if passkey.Further(c.before, c.now) != c.further {
			t.Errorf("from %d to %d: %v", c.before, c.now, !c.further)
		}
	}
}

// FuzzWhatABrowserBrings gives the decoders anything: nothing that was not signed by
// the key may pass, and nothing may break.
func FuzzWhatABrowserBrings(f *testing.F) {
	a := passkeytest.New(f, origin, site.ID)
	made := a.Make(challenge)
	credential, err := site.Make(challenge, made)
	if err != nil {
		f.Fatal(err)
	}
	shown := a.Sign(challenge)
	f.Add(made.ID, made.Client, made.Attestation, shown.Authenticator, shown.Signature)
	f.Add(made.ID, made.Client, made.Attestation[:40], shown.Authenticator[:37], shown.Signature[:8])
	f.Add([]byte{}, []byte(`{}`), []byte{0xa0}, []byte{}, []byte{0x30})
	f.Add(made.ID, shown.Client, []byte{0xbf, 0x9f, 0x5f, 0xff}, append(shown.Authenticator, 0xa1), []byte{})
	f.Fuzz(func(t *testing.T, id, client, attestation, authenticator, signature []byte) {
		if _, err := passkey.Challenge(client); err != nil && !errors.Is(err, passkey.ErrRefused) {
			t.Errorf("challenge: %v", err)
		}
		c, err := site.Make(challenge, passkey.Made{ID: id, Client: client, Attestation: attestation})
		if err != nil && !errors.Is(err, passkey.ErrRefused) {
			t.Errorf("make: %v", err)
		}
		if err == nil && (len(c.ID) == 0 || string(c.ID) != string(id) || len(c.Key) == 0) {
			t.Errorf("made %+v of %q", c, id)
		}
		forged := passkey.Shown{ID: credential.ID, Client: client, Authenticator: authenticator, Signature: signature}
		_, err = site.Check(challenge, credential, forged)
		if err != nil && !errors.Is(err, passkey.ErrRefused) {
			t.Errorf("check: %v", err)
		}
		if err == nil && string(authenticator) != string(shown.Authenticator) {
			t.Errorf("passes what was never signed: %x", authenticator)
		}
	})
}
