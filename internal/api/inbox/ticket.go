package inbox

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"habitue/internal/intake"
	"habitue/internal/platform/i18n"
)

// ID names a file that was received.
type ID int64

func (id ID) String() string { return strconv.FormatInt(int64(id), 10) }

// Ticket says what to do with a file, how far that is, and what came of it.
type Ticket struct {
	ID         ID              `json:"id"`
	FileName   string          `json:"file_name"`
	Preset     string          `json:"preset,omitempty"`
	DryRun     bool            `json:"dry_run,omitempty"`
	Principal  string          `json:"principal"`
	Language   string          `json:"language"`
	Status     intake.Status   `json:"status"`
	ReceivedAt time.Time       `json:"received_at"`
	FinishedAt time.Time       `json:"finished_at,omitzero"`
	Outcome    *intake.Outcome `json:"outcome,omitempty"`
	Problem    *intake.Problem `json:"problem,omitempty"`

	StartedAt time.Time       `json:"-"` // zero while it waits
	Progress  intake.Progress `json:"-"`
}

func (t *Ticket) done() bool { return !t.FinishedAt.IsZero() }

// The names beside the file in its folder.
const (
	ticketName = "ticket.json"
	errorsName = "errors.csv"
	spoolName  = "spool"
)

// write keeps the ticket; it is there whole or not at all.
func (b *Inbox) write(t *Ticket) error {
	b.mu.Lock()
	text, err := json.Marshal(t)
	b.mu.Unlock()
	if err != nil {
		return fmt.Errorf("write ticket: %w", err)
	}
	path := filepath.Join(b.folder(t.ID), ticketName)
	if err := os.WriteFile(path+".new", text, 0o600); err != nil {
		return fmt.Errorf("write ticket: %w", err)
	}
	if err := os.Rename(path+".new", path); err != nil {
		return fmt.Errorf("write ticket: %w", err)
	}
	return nil
}

// load reads the tickets that earlier processes left, and returns those whose
// files are still to be brought in, the earliest first.
func (b *Inbox) load() (waiting []*Ticket, err error) {
	folders, err := os.ReadDir(b.Folder)
	if err != nil {
		return nil, fmt.Errorf("read incoming files: %w", err)
	}
	for _, f := range folders {
		path := filepath.Join(b.Folder, f.Name())
		text, err := os.ReadFile(filepath.Join(path, ticketName))
		if errors.Is(err, os.ErrNotExist) {
			if err := os.RemoveAll(path); err != nil { // its sender never got an answer
				return nil, fmt.Errorf("delete half a file: %w", err)
			}
			continue
		}
		t := &Ticket{}
		if err == nil {
			err = json.Unmarshal(text, t)
		}
		if err != nil {
			return nil, fmt.Errorf("read ticket %s: %w", f.Name(), err)
		}
		b.tickets[t.ID] = t
		if !t.done() {
			waiting = append(waiting, t)
		}
	}
	slices.SortFunc(waiting, func(a, b *Ticket) int { return cmp.Or(a.ReceivedAt.Compare(b.ReceivedAt), cmp.Compare(a.ID, b.ID)) })
	return waiting, nil
}

// fileName makes the name of a file of whatever its sender calls it: one that
// stays in its folder, can be read in a report, and is none of ours.
func fileName(name string) string {
	name = i18n.Clean(name[strings.LastIndexAny(name, `/\`)+1:], 60)
	name = strings.TrimLeft(name, ". ")
	if name == "" || name == ticketName || name == ticketName+".new" || name == errorsName || name == spoolName {
		return "orders-" + cmp.Or(name, "file")
	}
	return name
}
