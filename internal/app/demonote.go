package app

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"habitue/internal/sample"
)

const dateOnly = time.DateOnly

// demoNote is what a filling leaves in the data folder: enough to go on with
// the very same retailer on another day.
type demoNote struct {
	path     string
	End      string `json:"end"` // the sample's last day, exclusive
	Small    bool   `json:"small"`
	Finished bool   `json:"finished"`
}

func (a *App) demoNotePath() string { return filepath.Join(a.Config.Data, "demo.json") }

// demoNote reads the note; nil where there is none.
func (a *App) demoNote() (*demoNote, error) {
	n := &demoNote{path: a.demoNotePath()}
	text, err := os.ReadFile(n.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err == nil {
		err = json.Unmarshal(text, n)
	}
	if err != nil {
		return nil, ErrDataFolder.With("path", n.path).Because(err)
	}
	return n, nil
}

// save replaces the note in one step.
func (n *demoNote) save() error {
	text, err := json.Marshal(n)
	if err == nil {
		err = writeWhole(n.path, append(text, '\n'))
	}
	if err != nil {
		return ErrDataFolder.With("path", n.path).Because(err)
	}
	return nil
}

// retailer is the sample that the note is about.
func (n *demoNote) retailer() (*sample.Generator, error) {
	end, err := time.ParseInLocation(dateOnly, n.End, sample.Shanghai())
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", n.path, err)
	}
	if n.Small {
		return sample.New(sample.Small(end)), nil
	}
	return sample.New(sample.Default(end)), nil
}

// writeWhole makes a file of ours alone that is there whole or not at all.
func writeWhole(path string, text []byte) error {
	file, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	defer os.Remove(file.Name())
	_, err = file.Write(text)
	if err := errors.Join(err, file.Sync(), file.Close()); err != nil {
		return err
	}
	return os.Rename(file.Name(), path)
}
