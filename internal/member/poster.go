package member

import (
	"crypto/rand"
	"math/big"
	"strings"
	"time"
	"unicode/utf8"

	"habitue/internal/org"
	"habitue/internal/platform/i18n"
)

// PosterID is the id of a poster.
type PosterID int64

// Poster is a sheet, printed or shown, by which people join. For which store and channel it
// hangs and to which adviser it is put down stay as they were made: it is these that a
// printed sheet stands for, and by which those who joined are counted.
type Poster struct {
	ID      PosterID
	Code    string // in its link
	Name    string // by which staff know it
	Store   org.StoreID
	Channel org.ChannelID
	Adviser string
	PosterWords
	Paused  bool
	EndedAt time.Time // by somebody; zero: not so
	Version int
	MadeBy  string
	MadeAt  time.Time

	ChangedBy string
	ChangedAt time.Time
}

// PosterWords are what may be changed of a poster while it hangs.
type PosterWords struct {
	Headline i18n.Text
	Words    i18n.Text // below the headline; may be none
	From     time.Time
	Until    time.Time // zero: without an end
}

// PosterState says whether somebody who joins by a poster is put down to it.
type PosterState string

// The states of a poster. By one that is not running one joins as without it.
const (
	PosterWaiting PosterState = "waiting" // its time has not come
	PosterRunning PosterState = "running"
	PosterPaused  PosterState = "paused"
	PosterEnded   PosterState = "ended"
)

// StateAt is how the poster is at an instant.
func (p Poster) StateAt(now time.Time) PosterState {
	switch {
	case !p.EndedAt.IsZero() || !p.Until.IsZero() && !now.Before(p.Until):
		return PosterEnded
	case p.Paused:
		return PosterPaused
	case now.Before(p.From):
		return PosterWaiting
	}
	return PosterRunning
}

// Bounds of posters.
const (
	mostPosters    = 20_000
	longestName    = 80
	longestWords   = 120
	longestPoster  = 5 * 366 * 24 * time.Hour
	posterSigns    = "23456789ABCDEFGHJKMNPQRSTVWXYZ" // none that is read as another
	posterCodeSize = 8
)

// newPosterCode makes a code that nobody can guess: 39 bits, of which there are at most
// mostPosters in use, behind a limit of how often somebody may ask.
func newPosterCode() string {
	code, base := make([]byte, posterCodeSize), big.NewInt(int64(len(posterSigns)))
	for i := range code {
		n, err := rand.Int(rand.Reader, base)
		if err != nil {
			panic("member: " + err.Error()) // a machine without randomness has no keys either
		}
		code[i] = posterSigns[n.Int64()]
	}
	return string(code)
}

// posterCode reads a code out of a link; empty: it is none.
func posterCode(text string) string {
	text = strings.ToUpper(strings.TrimSpace(text))
	if len(text) != posterCodeSize || strings.Trim(text, posterSigns) != "" {
		return ""
	}
	return text
}

// fold takes out of a poster what cannot be read, and tells all that is wrong with it.
// Errors: ErrBadPoster with its fields.
func (p Poster) fold() (Poster, error) {
	p.Name, p.Adviser = i18n.Clean(p.Name, longestName), strings.TrimSpace(p.Adviser)
	err := ErrBadPoster
	if p.Name == "" {
		err = err.Field("name", "member.bad_poster_name")
	}
	if p.Adviser != "" && !originText.MatchString(p.Adviser) {
		err = err.Field("adviser", "member.bad_poster_adviser")
	}
	if !fitsPoster(p.Headline) || len(p.Headline) == 0 {
		err = err.Field("headline_i18n", "member.bad_poster_words", "most", longestWords)
	}
	if !fitsPoster(p.Words) {
		err = err.Field("words_i18n", "member.bad_poster_words", "most", longestWords)
	}
	if p.From.IsZero() || !p.Until.IsZero() && (!p.Until.After(p.From) || p.Until.Sub(p.From) > longestPoster) {
		err = err.Field("until", "member.bad_poster_days")
	}
	if len(err.Fields) > 0 {
		return p, err
	}
	return p, nil
}

// fitsPoster reports whether words go on a sheet; none do.
func fitsPoster(t i18n.Text) bool {
	for _, s := range t {
		if utf8.RuneCountInString(s) > longestWords {
			return false
		}
	}
	return len(t) == 0 || t.Valid()
}
