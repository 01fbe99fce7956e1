package secret

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"syscall"
)

// A rotation, as far as the keys go: Add and AddIndex put a new key behind the others of
// its kind in the file, where every process that reads the file learns it (Learn) and
// none uses it yet; Use and UseIndex make one current that is held; Drop and DropIndex
// take an old one away. Which one is current is said by who keeps what was made with
// them, not by the file: the file's order only counts until he was asked.

// File is where the keys lie; empty where they came from the environment, which
// nobody can change for a program that runs.
func (k *Keys) File() string { return k.path }

// Learn reads the file again and takes over which keys there are; which ones are
// current stays, if they are still there. Another signing key than ours is another file.
// Errors: ErrFixed, ErrMissing, ErrBroken, ErrExposed.
func (k *Keys) Learn() error {
	if k.path == "" {
		return ErrFixed
	}
	read, err := Load(k.path)
	if err != nil {
		return err
	}
	if !slices.Equal(read.signing, k.signing) {
		return ErrBroken.With("path", k.path, "why", "the signing key of another file")
	}
	k.changing.Lock()
	defer k.changing.Unlock()
	k.masters.Store(inFront(*read.masters.Load(), isMaster(k.Current())))
	k.indexes.Store(inFront(read.Indexes(), isIndex(k.IndexGeneration())))
	return nil
}

func isMaster(id string) func(master) bool { return func(m master) bool { return m.id == id } }

func isIndex(generation int) func(*Index) bool {
	return func(x *Index) bool { return x.generation == generation }
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
	k.masters.Store(inFront(*k.masters.Load(), isMaster(id)))
	return nil
}

// UseIndex makes an index key the one under which what is new is found; former is
// another under which people are found as well, 0: none. Errors: ErrUnknownKey.
func (k *Keys) UseIndex(generation, former int) error {
	if k.IndexGeneration() == generation && int(k.former.Load()) == former {
		return nil
	}
	if _, err := k.Index(generation); err != nil {
		return err
	}
	k.changing.Lock()
	defer k.changing.Unlock()
	if former != 0 { // whoever looks in between looks under both
		k.former.Store(int64(former))
	}
	k.indexes.Store(inFront(k.Indexes(), isIndex(generation)))
	k.former.Store(int64(former))
	return nil
}

// inFront is the list with one key before the others.
func inFront[T any](list []T, is func(T) bool) *[]T {
	list = slices.Clone(list)
	if i := slices.IndexFunc(list, is); i > 0 {
		key := list[i]
		list = slices.Insert(slices.Delete(list, i, i+1), 0, key)
	}
	return &list
}

// Add makes a master key and puts it last into the file. Errors: ErrFixed and those of Load.
func (k *Keys) Add() (id string, err error) {
	raw := random()
	err = k.rewrite(func(file *Keys) {
		list := append(slices.Clone(*file.masters.Load()), masterOf(raw))
		file.masters.Store(&list)
	})
	return fingerprint(raw), err
}

// AddIndex makes an index key, one generation after all there are and after the one
// given, and puts it last into the file. Errors: ErrFixed and those of Load.
func (k *Keys) AddIndex(after int) (generation int, err error) {
	raw := random()
	err = k.rewrite(func(file *Keys) {
		generation = max(after, slices.Max(file.IndexGenerations())) + 1
		list := append(slices.Clone(file.Indexes()), indexOf(generation, raw))
		file.indexes.Store(&list)
	})
	return generation, err
}

// Promote puts a master key first in the file, so that a program which starts wraps
// under it. Errors: ErrFixed and those of Load.
func (k *Keys) Promote(id string) error {
	return k.rewrite(func(file *Keys) { file.masters.Store(inFront(*file.masters.Load(), isMaster(id))) })
}

// PromoteIndex puts an index key first in the file. Errors: ErrFixed and those of Load.
func (k *Keys) PromoteIndex(generation int) error {
	return k.rewrite(func(file *Keys) { file.indexes.Store(inFront(file.Indexes(), isIndex(generation))) })
}

// Drop destroys a master key: it is taken out of the file, whose old text is written
// over. What it wrapped is lost. The current one stays. Errors: ErrFixed, ErrInUse and those of Load.
func (k *Keys) Drop(id string) error {
	if k.Current() == id {
		return ErrInUse.With("key", id)
	}
	return k.rewrite(func(file *Keys) {
		list := slices.DeleteFunc(slices.Clone(*file.masters.Load()), isMaster(id))
		file.masters.Store(&list)
	})
}

// DropIndex destroys an index key as Drop does a master key: whoever is found by it only
// is found no more. Errors: ErrFixed, ErrInUse and those of Load.
func (k *Keys) DropIndex(generation int) error {
	if k.IndexGeneration() == generation {
		return ErrInUse.With("key", generation)
	}
	return k.rewrite(func(file *Keys) {
		list := slices.DeleteFunc(slices.Clone(file.Indexes()), isIndex(generation))
		file.indexes.Store(&list)
	})
}

// rewrite changes the keys of the file, whole or not at all, one program after the
// other, and takes them over.
func (k *Keys) rewrite(change func(file *Keys)) error {
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
	file, err := Load(k.path)
	if err != nil {
		return err
	}
	change(file)
	if err := replace(k.path, file.encode()); err != nil {
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
