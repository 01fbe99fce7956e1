package inbox

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"habitue/internal/intake"
	"habitue/internal/platform/httpx"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/sheet"
	"habitue/internal/platform/table"
)

// FileID names a file that was received.
type FileID int64

// File is a file that is kept until it is brought in or its time is over.
type File struct {
	ID         FileID    `json:"id"`
	Name       string    `json:"name"`
	Bytes      int64     `json:"bytes"`
	Principal  string    `json:"principal"`
	ReceivedAt time.Time `json:"received_at"`
	ExpiresAt  time.Time `json:"expires_at"`
}

// noteName is the file beside the file that says what it is.
const noteName = "file.json"

// Upload is a file that arrives.
type Upload struct {
	Name      string
	Size      int64 // as announced; −1 where it was not
	Principal string
	Body      io.Reader
}

// Receive writes a file down. One that is no table of text is refused and not
// kept.
//
// Errors: ErrElsewhere, ErrNoRoom, httpx.ErrBodyTooLarge, those of table.Open,
// and those of reading Body.
func (b *Inbox) Receive(ctx context.Context, u Upload) (File, error) {
	if b == nil {
		return File{}, ErrElsewhere
	}
	if err := b.room(ctx, u.Size); err != nil { // before gigabytes are sent in vain
		return File{}, err
	}
	next, err := b.IDs.Next(ctx)
	if err != nil {
		return File{}, err
	}
	now := b.Clock.Now()
	f := &File{ID: FileID(next), Name: fileName(u.Name), Principal: u.Principal, ReceivedAt: now, ExpiresAt: now.Add(KeepFile)}
	err = b.keep(f, u.Body)
	if err == nil {
		err = b.room(ctx, f.Bytes) // others arrived meanwhile
	}
	if err != nil {
		return File{}, errors.Join(err, os.RemoveAll(b.fileFolder(f.ID)))
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.files[f.ID] = f
	return *f, nil
}

// room refuses a file of that size where there is none for it.
func (b *Inbox) room(ctx context.Context, size int64) error {
	if size > MaxFile {
		return httpx.ErrBodyTooLarge.With("max_bytes", int64(MaxFile))
	}
	if err := b.forgetOld(ctx); err != nil {
		return err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	var bytes int64
	for _, f := range b.files {
		bytes += f.Bytes
	}
	if len(b.files) >= b.MaxFiles || bytes+max(size, 0) > b.MaxBytes {
		return ErrNoRoom.With("files", len(b.files), "bytes", bytes)
	}
	return nil
}

// keep writes the file and then its note: a file without one was never received.
func (b *Inbox) keep(f *File, body io.Reader) error {
	if err := os.Mkdir(b.fileFolder(f.ID), 0o700); err != nil {
		return fmt.Errorf("keep incoming file: %w", err)
	}
	file, err := os.OpenFile(b.path(f), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("keep incoming file: %w", err)
	}
	f.Bytes, err = io.Copy(file, io.LimitReader(body, MaxFile+1))
	if err == nil && f.Bytes > MaxFile {
		err = httpx.ErrBodyTooLarge.With("max_bytes", int64(MaxFile))
	}
	if err == nil {
		err = file.Sync()
	}
	if err := errors.Join(err, file.Close()); err != nil {
		return fmt.Errorf("keep incoming file: %w", err)
	}
	if err := isTable(b.path(f)); err != nil {
		return err
	}
	return b.note(f)
}

// glance is how many rows are looked at to know a table from something else.
const glance = 100

// isTable refuses what is neither a text with a header nor a workbook.
func isTable(path string) error {
	if workbook, err := isWorkbook(path); workbook || err != nil {
		return err
	}
	r, err := table.Open(path, table.Options{})
	if err != nil {
		return err
	}
	for range glance {
		if _, err = r.Next(); err != nil {
			break
		}
	}
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return errors.Join(err, r.Close())
}

// isWorkbook says that a file is a workbook that can be opened.
func isWorkbook(path string) (bool, error) {
	file, err := os.Open(path)
	if err != nil {
		return false, fmt.Errorf("look at incoming file: %w", err)
	}
	defer file.Close()
	magic := make([]byte, 4)
	if _, err := io.ReadFull(file, magic); err != nil || string(magic) != "PK\x03\x04" {
		return false, nil
	}
	if info, err := file.Stat(); err != nil || info.Size() > intake.MaxWorkbook {
		return false, errors.Join(err, sheet.ErrUnreadable.With("max_bytes", intake.MaxWorkbook))
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return false, fmt.Errorf("look at incoming file: %w", err)
	}
	r, err := sheet.Read(file)
	if err != nil {
		return false, err
	}
	return true, r.Close()
}

// note writes down what the file is; it is there whole or not at all.
func (b *Inbox) note(f *File) error {
	text, err := json.Marshal(f)
	if err != nil {
		return fmt.Errorf("note incoming file: %w", err)
	}
	path := filepath.Join(b.fileFolder(f.ID), noteName)
	if err := os.WriteFile(path+".new", text, 0o600); err != nil {
		return fmt.Errorf("note incoming file: %w", err)
	}
	if err := os.Rename(path+".new", path); err != nil {
		return fmt.Errorf("note incoming file: %w", err)
	}
	return nil
}

// loadFiles reads the notes of the files that earlier processes received.
func (b *Inbox) loadFiles() error {
	folders, err := os.ReadDir(b.filesFolder())
	if err != nil {
		return fmt.Errorf("read incoming files: %w", err)
	}
	for _, folder := range folders {
		path := filepath.Join(b.filesFolder(), folder.Name())
		text, err := os.ReadFile(filepath.Join(path, noteName))
		if errors.Is(err, os.ErrNotExist) {
			if err := os.RemoveAll(path); err != nil { // its sender never got an answer
				return fmt.Errorf("delete half a file: %w", err)
			}
			continue
		}
		f := &File{}
		if err == nil {
			err = json.Unmarshal(text, f)
		}
		if err != nil {
			return fmt.Errorf("read the note of file %s: %w", folder.Name(), err)
		}
		b.files[f.ID] = f
	}
	return nil
}

// Files lists the files that are kept, the newest first.
func (b *Inbox) Files() []File {
	if b == nil {
		return nil
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	list := make([]File, 0, len(b.files))
	for _, f := range b.files {
		list = append(list, *f)
	}
	slices.SortFunc(list, func(a, b File) int { return cmp.Or(b.ReceivedAt.Compare(a.ReceivedAt), cmp.Compare(b.ID, a.ID)) })
	return list
}

// File returns a file that is kept, and where it lies. Looking at it lengthens
// its time. Errors: ErrElsewhere, ErrNoSuchFile.
func (b *Inbox) File(id FileID) (File, string, error) {
	if b == nil {
		return File{}, "", ErrElsewhere
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	f, ok := b.files[id]
	if !ok {
		return File{}, "", ErrNoSuchFile.With("file", int64(id))
	}
	f.ExpiresAt = b.Clock.Now().Add(KeepFile)
	return *f, b.path(f), b.note(f)
}

// Has says whether a file is still kept.
func (b *Inbox) Has(id FileID) bool {
	if b == nil {
		return false
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.files[id] != nil
}

// Delete deletes a file that nobody needs. Errors: ErrElsewhere, ErrNoSuchFile,
// ErrFileInUse.
func (b *Inbox) Delete(ctx context.Context, id FileID) error {
	if _, _, err := b.File(id); err != nil {
		return err
	}
	needed, err := b.needed(ctx)
	if err != nil {
		return err
	}
	if run, ok := needed[id]; ok {
		return ErrFileInUse.With("run", int64(run))
	}
	return b.forget(id)
}

func (b *Inbox) forget(id FileID) error {
	b.mu.Lock()
	delete(b.files, id)
	b.mu.Unlock()
	if err := os.RemoveAll(b.fileFolder(id)); err != nil {
		return fmt.Errorf("delete incoming file: %w", err)
	}
	return nil
}

// forgetOld deletes what nobody has touched for too long.
func (b *Inbox) forgetOld(ctx context.Context) error {
	now := b.Clock.Now()
	old := slices.DeleteFunc(b.Files(), func(f File) bool { return now.Before(f.ExpiresAt) })
	if len(old) == 0 {
		return nil
	}
	needed, err := b.needed(ctx)
	if err != nil {
		return err
	}
	for _, f := range old {
		if _, used := needed[f.ID]; used {
			continue
		}
		if err := b.forget(f.ID); err != nil {
			return err
		}
	}
	return nil
}

func (b *Inbox) fileFolder(id FileID) string {
	return filepath.Join(b.filesFolder(), strconv.FormatInt(int64(id), 10))
}

func (b *Inbox) path(f *File) string { return filepath.Join(b.fileFolder(f.ID), f.Name) }

// fileName makes the name of a file of whatever its sender calls it: one that
// stays in its folder, can be read in a report, and is none of ours.
func fileName(name string) string {
	name = i18n.Clean(name[strings.LastIndexAny(name, `/\`)+1:], 60)
	name = strings.TrimLeft(name, ". ")
	if name == "" || strings.HasPrefix(name, noteName) {
		return "orders-" + cmp.Or(name, "file")
	}
	return name
}
