package member

import (
	"crypto/subtle"
	"encoding/base64"
	"encoding/binary"
	"slices"
	"strings"

	"habitue/internal/member/internal/memberdb"
	"habitue/internal/platform/secret"
)

// Tokens are what a device shows of a session. Both are computed from the salt of
// the session and a count that goes up with every renewal, under a key that is
// not in the database: who reads the database can make none, a renewal whose
// answer was lost on the way can be asked for again and gives the same, and a
// token of an earlier count proves that it was once ours, without a list of them.
type Tokens struct {
	Access string // with every request; for minutes
	Renew  string // for the next pair; once
}

// String keeps tokens out of logs.
func (Tokens) String() string { return "member.Tokens" }

// GoString keeps tokens out of logs.
func (Tokens) GoString() string { return "member.Tokens" }

// AccessPrefix begins every access token, which tells it from an API key.
const AccessPrefix = "hbm_"

const (
	renewPrefix = "hbr_"
	tokenPlain  = 8 + 4
	tokenMAC    = 16
)

// ticket is what a token says before it is believed.
type ticket struct {
	session    int64
	generation int32
	mac        string
}

func readToken(prefix, token string) (ticket, bool) {
	text, ok := strings.CutPrefix(token, prefix)
	if !ok || len(text) > 64 {
		return ticket{}, false
	}
	raw, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil || len(raw) != tokenPlain+tokenMAC {
		return ticket{}, false
	}
	return ticket{int64(binary.BigEndian.Uint64(raw)), int32(binary.BigEndian.Uint32(raw[8:])), string(raw[tokenPlain:])}, true
}

// writeToken makes the token of a generation.
func writeToken(x *secret.Index, prefix string, session int64, salt []byte, generation int32) string {
	raw := binary.BigEndian.AppendUint64(nil, uint64(session))
	raw = binary.BigEndian.AppendUint32(raw, uint32(generation))
	return prefix + base64.RawURLEncoding.EncodeToString(append(raw, tokenMACOf(x, prefix, salt, raw)...))
}

func tokenMACOf(x *secret.Index, prefix string, salt, plain []byte) []byte {
	return x.Blind("session "+prefix, string(salt)+string(plain))
}

// ours reports whether we made the token for the session. The present one follows from
// the index key that the session names, so that nobody makes one under an old key who
// may have copied it; an earlier one may follow from any that is held.
func (s *Service) ours(prefix string, t ticket, row memberdb.MemberSession) bool {
	plain := binary.BigEndian.AppendUint64(nil, uint64(t.session))
	plain = binary.BigEndian.AppendUint32(plain, uint32(t.generation))
	return slices.ContainsFunc(s.keys.Indexes(), func(x *secret.Index) bool {
		return (x.Generation() == int(row.IndexKey) || t.generation < row.Generation) &&
			subtle.ConstantTimeCompare(tokenMACOf(x, prefix, row.Salt, plain), []byte(t.mac)) == 1
	})
}

func pair(x *secret.Index, session int64, salt []byte, generation int32) Tokens {
	return Tokens{Access: writeToken(x, AccessPrefix, session, salt, generation), Renew: writeToken(x, renewPrefix, session, salt, generation)}
}
