package admin

import (
	"context"
	"net/http"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/org"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// NoteFields are what somebody writes about a member. It is exported because it is embedded.
type NoteFields struct {
	Kind   string `json:"kind" enum:"call,visit,complaint,wish,other" doc:"What it is about" zh:"类型：来电、到店、投诉、心愿、其他" example:"call"`
	Text   string `json:"text" minLength:"1" maxLength:"4000" doc:"At most 2,000 characters, in lines" zh:"内容，至多 2000 字，可分行" example:"询问生日礼，已说明。"`
	Pinned bool   `json:"pinned,omitempty" doc:"Whether it stands on top" zh:"是否置顶" example:"false"`
}

// SavedNote is a note as it shall be.
type SavedNote struct {
	NoteFields
	Store   string `json:"store,omitempty" maxLength:"64" doc:"Code of the store whose staff see it; absent: everybody who may see notes" zh:"所属门店代码：仅该门店的员工可见；缺省为所有可查看备注者" example:"S001"`
	Version int    `json:"version,omitempty" minimum:"0" maximum:"1000000" doc:"The version that was seen, of one that is there" zh:"修改时所见的版本" example:"1"`
}

// ServiceNote is what somebody of the staff wrote about a member.
type ServiceNote struct {
	ID edge.ID `json:"id" doc:"Id" zh:"编号"`
	NoteFields
	Store     edge.Maybe[view.Place] `json:"store" doc:"Whose staff see it; null: everybody who may see notes" zh:"可见门店；null 为所有可查看备注者"`
	Version   int                    `json:"version" doc:"Counts what was done to it" zh:"版本" example:"1"`
	Of        edge.Maybe[edge.ID]    `json:"of" doc:"The member who was merged into this one, with whom it was written; null: this one" zh:"写于哪位被并入的会员；null 为本会员"`
	WrittenBy view.Doer              `json:"written_by" doc:"Who wrote it" zh:"记录人"`
	WrittenAt edge.Time              `json:"written_at" doc:"When" zh:"记录时间" example:"2026-09-12T04:20:00Z"`
	ChangedBy view.Doer              `json:"changed_by" doc:"Who wrote it as it stands, or removed it" zh:"最近修改或移除者"`
	ChangedAt edge.Time              `json:"changed_at" doc:"When" zh:"最近修改或移除时间" example:"2026-09-12T04:20:00Z"`
	Removed   bool                   `json:"removed" doc:"Whether it was removed" zh:"是否已移除" example:"false"`
	Why       *string                `json:"why" doc:"Why it was removed" zh:"移除原因" example:"记错会员"`
}

// ServiceNoteStep is one thing that was done to a note.
type ServiceNoteStep struct {
	Version int       `json:"version" doc:"Counts what was done" zh:"版本" example:"2"`
	Act     string    `json:"act" enum:"written,corrected,pinned,unpinned,removed,restored" doc:"What was done" zh:"操作" example:"corrected"`
	Kind    string    `json:"kind" enum:"call,visit,complaint,wish,other" doc:"What it was about then" zh:"当时的类型" example:"call"`
	Text    *string   `json:"text" doc:"The wording, or why it was removed" zh:"当时的内容，或移除原因" example:"询问生日礼。"`
	By      view.Doer `json:"by" doc:"Who" zh:"操作人"`
	At      edge.Time `json:"at" doc:"When" zh:"时间" example:"2026-09-12T04:20:00Z"`
}

// RemovedNote says why a note is taken away.
type RemovedNote struct {
	Reason  string `json:"reason" minLength:"2" maxLength:"200" doc:"Why; kept with the note" zh:"移除原因，随备注保存" example:"记错会员"`
	Version int    `json:"version" minimum:"1" maximum:"1000000" doc:"The version that was seen" zh:"所见版本" example:"1"`
}

// RestoredNote names the note as it was seen.
type RestoredNote struct {
	Version int `json:"version" minimum:"1" maximum:"1000000" doc:"The version that was seen" zh:"所见版本" example:"2"`
}

// NotePath names a note of a member in a path.
type NotePath struct {
	MemberPath
	Note edge.ID `path:"note" doc:"Id of the note" zh:"备注编号"`
}

type (
	noteReply      struct{ Body ServiceNote }
	notesReply     struct{ Body edge.Page[ServiceNote] }
	noteStepsReply struct{ Body edge.Page[ServiceNoteStep] }
	notesSearch    struct {
		MemberPath
		edge.Paging
		Kind    string `query:"kind" enum:"call,visit,complaint,wish,other" doc:"Only this kind" zh:"只看此类型" example:"complaint"`
		Removed bool   `query:"removed" doc:"Those that were removed, and no others" zh:"只看已移除的" example:"false"`
	}
)

const notesCursor = "notes" // those on top first, then by id, the latest first

func (h *handlers) memberNotes(e *edge.Edge) {
	gone := append([]*errs.Error{member.ErrNoNote, member.ErrNoteMoved, member.ErrNoteRemoved, member.ErrHasLeft}, memberErrors...)
	edge.Register(e, edge.Operation{
		ID: "list-member-notes", Method: "GET", Path: "/members/{id}/notes", Tag: "member", Permission: staff.MemberNotes,
		Summary: edge.Words{Chinese: "会员的服务备注", English: "Service notes of a member"},
		Errors:  append([]*errs.Error{edge.ErrBadCursor}, memberErrors...),
	}, h.listNotes)
	edge.Register(e, edge.Operation{
		ID: "write-member-note", Method: "POST", Path: "/members/{id}/notes", Tag: "member", Permission: staff.MemberNotes, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "记录服务备注", English: "Write a service note"},
		Errors:  append([]*errs.Error{member.ErrBadNote, member.ErrTooManyPinned, member.ErrHasLeft, order.ErrUnknownStore}, memberErrors...),
	}, h.writeNote)
	edge.Register(e, edge.Operation{
		ID: "correct-member-note", Method: "PUT", Path: "/members/{id}/notes/{note}", Tag: "member", Permission: staff.MemberNotes,
		Summary: edge.Words{Chinese: "更正服务备注，原文留存", English: "Correct a service note; how it read stays in its history"},
		Errors:  append([]*errs.Error{member.ErrBadNote, member.ErrTooManyPinned, order.ErrUnknownStore}, gone...),
	}, h.correctNote)
	edge.Register(e, edge.Operation{
		ID: "remove-member-note", Method: "POST", Path: "/members/{id}/notes/{note}/remove", Tag: "member", Permission: staff.MemberNotes, Status: http.StatusOK,
		Summary: edge.Words{Chinese: "移除服务备注，须注明原因", English: "Remove a service note, with the reason"},
		Errors:  append([]*errs.Error{member.ErrBadNote}, gone...),
	}, func(ctx context.Context, in *struct {
		NotePath
		Body RemovedNote
	}) (*noteReply, error) {
		return h.changeNote(ctx, in.NotePath, "member.remove_note", func(ctx context.Context, tx postgres.Tx, of member.ID, id member.NoteID, by string, scope org.Scope) error {
			return h.Reader.Members.RemoveNote(ctx, tx, of, id, in.Body.Version, in.Body.Reason, by, scope)
		})
	})
	edge.Register(e, edge.Operation{
		ID: "restore-member-note", Method: "POST", Path: "/members/{id}/notes/{note}/restore", Tag: "member", Permission: staff.MemberNotes, Status: http.StatusOK,
		Summary: edge.Words{Chinese: "恢复已移除的备注", English: "Bring a removed note back"},
		Errors:  append([]*errs.Error{member.ErrTooManyPinned}, gone...),
	}, func(ctx context.Context, in *struct {
		NotePath
		Body RestoredNote
	}) (*noteReply, error) {
		return h.changeNote(ctx, in.NotePath, "member.restore_note", func(ctx context.Context, tx postgres.Tx, of member.ID, id member.NoteID, by string, scope org.Scope) error {
			return h.Reader.Members.RestoreNote(ctx, tx, of, id, in.Body.Version, by, scope)
		})
	})
	edge.Register(e, edge.Operation{
		ID: "list-note-history", Method: "GET", Path: "/members/{id}/notes/{note}/history", Tag: "member", Permission: staff.MemberNotes,
		Summary: edge.Words{Chinese: "一条备注的修改历史", English: "What was done to a note"},
		Errors:  append([]*errs.Error{member.ErrNoNote}, memberErrors...),
	}, h.listNoteHistory)
}

func (h *handlers) listNotes(ctx context.Context, in *notesSearch) (*notesReply, error) {
	position, err := edge.Position(notesCursor, in.Cursor, 2)
	if err != nil {
		return nil, err
	}
	var after *member.NoteSpot
	if position != nil {
		after = &member.NoteSpot{Pinned: position[0] == 1, ID: member.NoteID(position[1])}
	}
	m, err := h.member(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	filter := member.NoteFilter{Kind: member.NoteKind(in.Kind), Removed: in.Removed, Scope: edge.From(ctx).Scope()}
	list, err := h.Reader.Members.Notes(ctx, h.DB, m.ID, filter, after, in.Limit+1)
	if err != nil {
		return nil, err
	}
	list, next := edge.Cut(list, in.Limit, func(n member.Note) string {
		pinned := int64(0)
		if n.Pinned {
			pinned = 1
		}
		return edge.Cursor(notesCursor, pinned, int64(n.ID))
	})
	shown, err := h.shownNotes(ctx, m.ID, list)
	return &notesReply{edge.PageOf(shown, next)}, err
}

func (h *handlers) shownNotes(ctx context.Context, of member.ID, list []member.Note) ([]ServiceNote, error) {
	var who []string
	var at []org.StoreID
	for _, n := range list {
		who = append(who, n.WrittenBy, n.ChangedBy)
		at = append(at, n.Store)
	}
	doers, err := h.Reader.Doers(ctx, h.DB, who...)
	if err != nil {
		return nil, err
	}
	stores, err := h.Reader.StoresNamed(ctx, h.DB, edge.From(ctx).Language, at...)
	if err != nil {
		return nil, err
	}
	return edge.Each(list, func(n member.Note) ServiceNote {
		shown := ServiceNote{ID: edge.IDOf(n.ID), NoteFields: NoteFields{string(n.Kind), n.Text, n.Pinned}, Store: stores(n.Store), Version: n.Version,
			WrittenBy: doers(n.WrittenBy), WrittenAt: edge.At(n.WrittenAt), ChangedBy: doers(n.ChangedBy), ChangedAt: edge.At(n.ChangedAt),
			Removed: n.Removed, Why: edge.OrNull(n.Why)}
		if n.Member != of {
			shown.Of = edge.Some(edge.IDOf(n.Member))
		}
		return shown
	}), nil
}

// noteWords is a note as it shall be. Who sees certain stores only writes for one of
// them: what he writes for everybody he writes for no store.
// Errors: order.ErrUnknownStore.
func (h *handlers) noteWords(ctx context.Context, b SavedNote) (member.NoteWords, error) {
	w := member.NoteWords{Kind: member.NoteKind(b.Kind), Text: b.Text, Pinned: b.Pinned}
	if b.Store == "" {
		return w, nil
	}
	found, err := h.Reader.Org.StoresByCodes(ctx, h.DB, b.Store)
	if err != nil {
		return w, err
	}
	store, ok := found[b.Store]
	if !ok || !edge.From(ctx).Scope().Sees(store.ID) {
		return w, order.ErrUnknownStore.With("code", b.Store)
	}
	w.Store = store.ID
	return w, nil
}

func (h *handlers) writeNote(ctx context.Context, in *struct {
	MemberPath
	Body SavedNote
}) (*noteReply, error) {
	w, err := h.noteWords(ctx, in.Body)
	if err != nil {
		return nil, err
	}
	c := edge.From(ctx)
	var id member.NoteID
	err = h.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
		if id, err = h.Reader.Members.WriteNote(ctx, tx, edge.As[member.ID](in.ID), w, c.Principal.String()); err != nil {
			return err
		}
		return h.auditNote(ctx, tx, "member.write_note", in.MemberPath, id)
	})
	if err != nil {
		return nil, err
	}
	return h.shownNote(ctx, edge.As[member.ID](in.ID), id)
}

func (h *handlers) correctNote(ctx context.Context, in *struct {
	NotePath
	Body SavedNote
}) (*noteReply, error) {
	w, err := h.noteWords(ctx, in.Body)
	if err != nil {
		return nil, err
	}
	return h.changeNote(ctx, in.NotePath, "member.correct_note", func(ctx context.Context, tx postgres.Tx, of member.ID, id member.NoteID, by string, scope org.Scope) error {
		return h.Reader.Members.CorrectNote(ctx, tx, of, id, in.Body.Version, w, by, scope)
	})
}

type noteChange func(ctx context.Context, tx postgres.Tx, of member.ID, id member.NoteID, by string, scope org.Scope) error

func (h *handlers) changeNote(ctx context.Context, in NotePath, action string, change noteChange) (*noteReply, error) {
	c := edge.From(ctx)
	of, id := edge.As[member.ID](in.ID), edge.As[member.NoteID](in.Note)
	err := h.DB.InTx(ctx, func(tx postgres.Tx) error {
		if err := change(ctx, tx, of, id, c.Principal.String(), c.Scope()); err != nil {
			return err
		}
		return h.auditNote(ctx, tx, action, in.MemberPath, id)
	})
	if err != nil {
		return nil, err
	}
	return h.shownNote(ctx, of, id)
}

// auditNote writes down what was done to which note; what it says stays in the vault.
func (h *handlers) auditNote(ctx context.Context, tx postgres.Tx, action string, of MemberPath, id member.NoteID) error {
	c := edge.From(ctx)
	return h.Staff.Audit(ctx, tx, staff.Entry{By: c.Principal, Action: action, Subject: staff.Subject{Kind: "member", ID: string(of.ID)},
		After: map[string]any{"note": edge.IDOf(id)}, Address: c.Address})
}

func (h *handlers) shownNote(ctx context.Context, of member.ID, id member.NoteID) (*noteReply, error) {
	// Whoever could write it may see it, also where it is another store's from now on.
	n, err := h.Reader.Members.Note(ctx, h.DB, of, id, org.Everywhere())
	if err != nil {
		return nil, err
	}
	shown, err := h.shownNotes(ctx, of, []member.Note{n})
	if err != nil {
		return nil, err
	}
	return &noteReply{shown[0]}, nil
}

func (h *handlers) listNoteHistory(ctx context.Context, in *NotePath) (*noteStepsReply, error) {
	n, err := h.Reader.Members.Note(ctx, h.DB, edge.As[member.ID](in.ID), edge.As[member.NoteID](in.Note), edge.From(ctx).Scope())
	if err != nil {
		return nil, err
	}
	steps, err := h.Reader.Members.NoteHistory(ctx, h.DB, n)
	if err != nil {
		return nil, err
	}
	doers, err := h.Reader.Doers(ctx, h.DB, edge.Each(steps, func(s member.NoteStep) string { return s.By })...)
	return &noteStepsReply{edge.PageOf(edge.Each(steps, func(s member.NoteStep) ServiceNoteStep {
		return ServiceNoteStep{Version: s.Version, Act: string(s.Act), Kind: string(s.Kind), Text: edge.OrNull(s.Text), By: doers(s.By), At: edge.At(s.At)}
	}), "")}, err
}
