package member

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"habitue/internal/org"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
)

// NoteID is the id of a note.
type NoteID int64

// NoteKind says what a note is about.
type NoteKind string

// The kinds of notes.
const (
	NoteCall      NoteKind = "call"
	NoteVisit     NoteKind = "visit"
	NoteComplaint NoteKind = "complaint"
	NoteWish      NoteKind = "wish"
	NoteOther     NoteKind = "other"
)

// NoteKinds are the kinds of notes, in the order in which they are offered.
func NoteKinds() []NoteKind {
	return []NoteKind{NoteCall, NoteVisit, NoteComplaint, NoteWish, NoteOther}
}

// NoteAct is something that was done to a note.
type NoteAct string

// What is done to notes.
const (
	NoteWritten   NoteAct = "written"
	NoteCorrected NoteAct = "corrected"
	NotePinned    NoteAct = "pinned"
	NoteUnpinned  NoteAct = "unpinned"
	NoteRemoved   NoteAct = "removed"
	NoteRestored  NoteAct = "restored"
)

// Note is what somebody of the staff wrote about a member, as it stands.
type Note struct {
	Member    ID // with whom it was written: a member who was merged since keeps his notes
	ID        NoteID
	Version   int // counts what was done to it
	Kind      NoteKind
	Text      string
	Pinned    bool        // stands on top
	Store     org.StoreID // whose staff see it; 0: everybody's who may see notes
	WrittenBy string
	WrittenAt time.Time
	ChangedBy string // who wrote the text as it stands, or removed the note
	ChangedAt time.Time
	Removed   bool
	Why       string // why it was removed
}

// String keeps personal text out of logs.
func (Note) String() string { return "member.Note" }

// GoString keeps personal text out of logs.
func (Note) GoString() string { return "member.Note" }

// NoteStep is one thing that was done to a note.
type NoteStep struct {
	Version int
	Act     NoteAct
	Kind    NoteKind
	Text    string // the wording, or why it was removed
	By      string
	At      time.Time
}

// String keeps personal text out of logs.
func (NoteStep) String() string { return "member.NoteStep" }

// GoString keeps personal text out of logs.
func (NoteStep) GoString() string { return "member.NoteStep" }

// NoteWords is a note as it shall be.
type NoteWords struct {
	Kind   NoteKind
	Text   string
	Pinned bool
	Store  org.StoreID
}

// Bounds of notes.
const (
	mostNoteText = 2000 // characters
	mostPinned   = 5
	mostWhy      = 200
)

// fold brings a note into the form in which it is kept. Errors: ErrBadNote with its fields.
func (w NoteWords) fold() (NoteWords, error) {
	err := *ErrBadNote
	if w.Text = lines(w.Text); w.Text == "" || utf8.RuneCountInString(w.Text) > mostNoteText {
		err.Fields = append(err.Fields, errs.Field{Path: "text", Code: "member.bad_note_text"})
	}
	if !w.Kind.known() {
		err.Fields = append(err.Fields, errs.Field{Path: "kind", Code: "member.bad_note_kind"})
	}
	if len(err.Fields) > 0 {
		return w, &err
	}
	return w, nil
}

func (k NoteKind) known() bool { return slices.Contains(NoteKinds(), k) }

// lines is a text of several lines as it is kept: each cleaned, none empty at the
// ends, and no two empty ones together.
func lines(text string) string {
	var kept []string
	for line := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		line = i18n.Clean(line, len(line))
		if line == "" && (len(kept) == 0 || kept[len(kept)-1] == "") {
			continue
		}
		kept = append(kept, line)
	}
	return strings.TrimRight(strings.Join(kept, "\n"), "\n")
}
