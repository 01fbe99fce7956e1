package member

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"fmt"
	"math/big"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/member/internal/memberdb"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/secret"
)

// The life of a one-time code.
const (
	codeDigits = 6
	codeTries  = 5
	codeLife   = 5 * time.Minute
	codeGap    = time.Minute // between two codes to one phone
	// clockSkew is how far into the future something of ours may have been made:
	// clocks are set back, and what they then make must not live longer for it.
	clockSkew = 5 * time.Second
)

const saltBytes = 16

// Code is a one-time code on its way to whoever has the phone or reads the e-mail.
type Code struct {
	To       Key // folded
	Text     string
	Use      CodeUse
	Life     time.Duration
	Language string // zh-CN or en: in which its words are
}

// String keeps personal text and the code out of logs.
func (Code) String() string { return "member.Code" }

// GoString keeps personal text and the code out of logs.
func (Code) GoString() string { return "member.Code" }

// CodeSender delivers sign-in codes. They pass by caps, quiet hours and consent:
// who asks for one waits for it.
type CodeSender interface {
	SendCode(ctx context.Context, c Code) error
}

// Device is from where somebody signs in.
type Device struct {
	ID      string // that an app or a page gave itself; "" where it has none
	Agent   string // as the browser or app calls itself
	Address string
}

// CodeAsked is somebody who wants a code.
type CodeAsked struct {
	To       Key // a phone or an e-mail
	Device   Device
	Language string
}

// CodeSent says how long a code lives and when another may be asked for.
type CodeSent struct{ Life, Gap time.Duration }

// SendCode sends a code to a phone or an e-mail, whether or not somebody is known
// by it: the answer, and the work behind it, are the same. It runs transactions of
// its own: what it counts must count though the caller gets an error.
//
// Errors: ErrNoSender, ErrBadIdentity, ErrTooOften, ErrCodeNotSent.
func (s *Service) SendCode(ctx context.Context, a CodeAsked) (CodeSent, error) {
	return s.sendCode(ctx, a, ToSignIn, 0)
}

// sendCode sends a code that is good for one use, of one member's.
func (s *Service) sendCode(ctx context.Context, a CodeAsked, use CodeUse, m ID) (CodeSent, error) {
	if s.codes == nil {
		return CodeSent{}, ErrNoSender
	}
	k, err := s.foldKey(ctx, a.To)
	if err != nil {
		return CodeSent{}, err
	}
	// The address first: who floods uses up his own turns and not those of a phone.
	for _, limit := range []struct {
		list    []allowance
		subject string
	}{
		{sendsByAddress, network(a.Device.Address)}, {sendsByDevice, a.Device.ID},
	} {
		if err := s.allow(ctx, s.db, limit.list, limit.subject); err != nil {
			return CodeSent{}, err
		}
	}
	text, hash, err := s.putCode(ctx, k, use.purpose(m))
	if err != nil {
		return CodeSent{}, err
	}
	if err := s.codes.SendCode(ctx, Code{To: Key{k.kind, k.value}, Text: text, Use: use, Life: codeLife, Language: a.Language}); err != nil {
		if _, undo := query(s.db).TakeCode(ctx, string(k.kind), s.blindsOf(k), hash); undo != nil {
			err = errors.Join(err, undo)
		}
		return CodeSent{}, ErrCodeNotSent.Because(err)
	}
	return CodeSent{Life: codeLife, Gap: codeGap}, nil
}

// foldKey folds what can get codes. Errors: ErrBadIdentity.
func (s *Service) foldKey(ctx context.Context, k Key) (key, error) {
	if k.Kind != Phone && k.Kind != Email {
		return key{}, ErrBadIdentity.With("kind", string(k.Kind))
	}
	return s.foldAny(ctx, s.db, k)
}

// putCode makes the code of a phone or an e-mail; the one before ends.
// Errors: ErrTooOften.
func (s *Service) putCode(ctx context.Context, k key, purpose string) (text string, hash []byte, err error) {
	now := s.clock.Now()
	blinds := s.blindsOf(k)
	sent, err := query(s.db).CodeSentAt(ctx, string(k.kind), blinds)
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return "", nil, fmt.Errorf("read code: %w", err)
	}
	if wait := codeGap - now.Sub(sent); err == nil && wait > 0 && wait <= codeGap {
		return "", nil, ErrTooOften.With("retry_s", seconds(wait), "limit", 1)
	}
	if err := s.allowKey(ctx, s.db, sendsByPhone, k); err != nil {
		return "", nil, err
	}
	text = drawCode()
	salt := make([]byte, saltBytes)
	rand.Read(salt)
	hash = codeHash(s.keys.Indexes()[0], k, salt, text, purpose)
	n, err := query(s.db).PutCode(ctx, memberdb.PutCodeParams{Kind: string(k.kind), Blind: blinds[0], Others: blinds[1:], Salt: salt, Hash: hash,
		SentAt: now, ExpiresAt: now.Add(codeLife), Before: now.Add(-codeGap)})
	if err != nil {
		return "", nil, fmt.Errorf("keep code: %w", err)
	}
	if n == 0 { // somebody else asked at the same instant
		return "", nil, ErrTooOften.With("retry_s", seconds(codeGap), "limit", 1)
	}
	return text, hash, nil
}

// blindsOf are the blind indexes of an identity under each index key that is held.
func (s *Service) blindsOf(k key) [][]byte { return s.everyBlind(string(k.kind), k.value) }

func codeHash(x *secret.Index, k key, salt []byte, text, purpose string) []byte {
	return x.Blind("sign-in code", string(k.kind)+string(x.Blind(string(k.kind), k.value))+string(salt)+text+purpose)
}

// checkCode counts a try and judges it. It returns the hash by which the code is
// taken, which only one can. Errors: ErrWrongCode.
func (s *Service) checkCode(ctx context.Context, k key, typed, purpose string) (hash []byte, err error) {
	now := s.clock.Now()
	rows, err := query(s.db).TryCode(ctx, memberdb.TryCodeParams{Kind: string(k.kind), Blinds: s.blindsOf(k),
		Most: codeTries, Latest: now.Add(clockSkew), Now: now})
	if err != nil {
		return nil, fmt.Errorf("count try of a code: %w", err)
	}
	none := len(rows) == 0
	if none { // compared all the same, so that it takes as long
		rows = []memberdb.TryCodeRow{{Salt: make([]byte, saltBytes), Hash: make([]byte, 16)}}
	}
	for _, row := range rows {
		for _, x := range s.keys.Indexes() {
			if subtle.ConstantTimeCompare(codeHash(x, k, row.Salt, typed, purpose), row.Hash) == 1 && !none {
				hash = row.Hash
			}
		}
	}
	if hash == nil {
		return nil, ErrWrongCode
	}
	return hash, nil
}

// takeCode uses a code up, which of those who know it one can. Errors: ErrWrongCode.
func (s *Service) takeCode(ctx context.Context, tx postgres.Tx, k key, hash []byte) error {
	n, err := query(tx).TakeCode(ctx, string(k.kind), s.blindsOf(k), hash)
	if err != nil {
		return fmt.Errorf("take code: %w", err)
	}
	if n == 0 {
		return ErrWrongCode
	}
	return nil
}

// refusedInside is a refusal of a code to somebody who is signed in: to whoever asks
// with a session, "denied" would mean that it is over.
func refusedInside(err error) error {
	if errors.Is(err, ErrWrongCode) {
		return ErrCodeRefused
	}
	return err
}

func drawCode() string {
	n, err := rand.Int(rand.Reader, big.NewInt(1_000_000))
	if err != nil {
		panic("member: " + err.Error()) // a machine without randomness has no keys either
	}
	return fmt.Sprintf("%0*d", codeDigits, n.Int64())
}
