package secret

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"syscall"
)

// A rotation, as far as the keys go: Add puts a new master key behind the others in
// the file, where every process that reads the file learns it (Learn) and none wraps
// under it yet; Use makes one current that is held; Drop takes an old one away. Which
// one is current is said by who keeps the wrapped keys, not by the file: the file's
// order only counts until he was asked.

// File is where the keys lie; empty where they came from the environment, which
// nobody can change for a program that runs.
func (k *Keys) File() string { return k.path }

// Learn reads the file again and takes over which master keys there are; which one is
// current stays, if it is still there. Another index key than ours is another file.
// Errors: ErrFixed, ErrMissing, ErrBroken, ErrExposed.
func (k *Keys) Learn() error {
	if k.path == "" {
		return ErrFixed
	}
	read, err := Load(k.path)
	if err != nil {
		return err
	}
	if !slices.Equal(read.index, k.index) {
		return ErrBroken.With("path", k.path, "why", "the index key of another file")
	}
	k.changing.Lock()
	defer k.changing.Unlock()
	list := *read.masters.Load()
	k.masters.Store(inFront(list, k.Current()))
	return nil
}

// Use makes a master key the one that wraps. Errors: ErrUnknownKey.
func (k *Keys) Use(id string) error {
	if k.Current() == id {
		return nil
	}
	if !k.Has(id) && (k.Learn() != nil || !k.Has(id)) {
		return ErrUnknownKey.With("key", id)
	}
	k.changing.Lock()
	defer k.changing.Unlock()
	k.masters.Store(inFront(*k.masters.Load(), id))
	return nil
}

// inFront is the list with the master key of an id before the others.
func inFront(list []master, id string) *[]master {
	list = slices.Clone(list)
	if i := slices.IndexFunc(list, func(m master) bool { return m.id == id }); i > 0 {
		m := list[i]
		list = slices.Insert(slices.Delete(list, i, i+1), 0, m)
	}
	return &list
}

// Add makes a master key and puts it last into the file. Errors: ErrFixed and those of Load.
func (k *Keys) Add() (id string, err error) {
	raw := random()
	err = k.rewrite(func(list []master) []master { return append(list, masterOf(raw)) })
	return fingerprint(raw), err
}

// Promote puts a master key first in the file, so that a program which starts wraps
// under it. Errors: ErrFixed and those of Load.
func (k *Keys) Promote(id string) error {
	return k.rewrite(func(list []master) []master { return *inFront(list, id) })
}

// Drop destroys a master key: it is taken out of the file, whose old text is written
// over. What it wrapped is lost. The current one stays. Errors: ErrFixed, ErrInUse and those of Load.
func (k *Keys) Drop(id string) error {
	if k.Current() == id {
		return ErrInUse.With("key", id)
	}
	return k.rewrite(func(list []master) []master {
		return slices.DeleteFunc(list, func(m master) bool { return m.id == id })
	})
}

// rewrite changes the master keys of the file, whole or not at all, one program after
// the other, and takes them over.
func (k *Keys) rewrite(change func([]master) []master) error {
	if k.path == "" {
		return ErrFixed
	}
	folder, err := os.Open(filepath.Dir(k.path))
	if err != nil {
		return fmt.Errorf("lock keys: %w", err)
	}
	defer folder.Close() // which gives the lock up
	if err := syscall.Flock(int(folder.Fd()), syscall.LOCK_EX); err != nil {
		return fmt.Errorf("lock keys: %w", err)
	}
	read, err := Load(k.path)
	if err != nil {
		return err
	}
	list := change(slices.Clone(*read.masters.Load()))
	read.masters.Store(&list)
	if err := replace(k.path, read.encode()); err != nil {
		return fmt.Errorf("write keys: %w", err)
	}
	return k.Learn()
}

// replace writes a file anew: whoever reads meets the old or the new one, and of the
// old one nothing is left to read.
func replace(path string, text []byte) error {
	old, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	defer old.Close()
	info, err := old.Stat()
	if err != nil {
		return err
	}
	temp, err := os.CreateTemp(filepath.Dir(path), ".keys-*") // mode 0600
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name())
	_, err = temp.Write(text)
	if err = errors.Join(err, temp.Chmod(info.Mode().Perm()), temp.Sync(), temp.Close()); err != nil {
		return err
	}
	if err := os.Rename(temp.Name(), path); err != nil {
		return err
	}
	if err := syncFolder(filepath.Dir(path)); err != nil {
		return err
	}
	_, err = old.WriteAt(make([]byte, info.Size()), 0)
	return errors.Join(err, old.Sync())
}
