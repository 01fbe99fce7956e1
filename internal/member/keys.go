package member

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"habitue/internal/member/internal/memberdb"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/secret"
)

const (
	masterPrefix = string(MasterKey) + "/"
	indexPrefix  = string(IndexKey) + "/"
)

// CheckKeys refuses keys that are not those the vault was written with, before
// anything is written under the wrong ones: a lost key file is made anew without
// a question, and only here it shows. On a new database it notes the keys.
// Errors: ErrWrongKeys.
func (s *Service) CheckKeys(ctx context.Context) error {
	return s.db.InTx(ctx, func(tx postgres.Tx) error {
		now := s.clock.Now()
		if err := errors.Join(s.useCurrentKey(ctx, tx), s.useNotedIndex(ctx, tx)); errors.Is(err, secret.ErrUnknownKey) {
			return ErrWrongKeys.With("given", s.keys.Current()).Because(err)
		} else if err != nil {
			return err
		}
		probe := s.keys.Probe()
		if err := query(tx).AddKeyProbe(ctx, masterPrefix+probe.MasterKeyID, probe.Key, now); err != nil {
			return fmt.Errorf("note master key: %w", err)
		}
		index := s.keys.Indexes()[0]
		if err := query(tx).AddKeyProbe(ctx, indexKeyOf(index.Generation()), indexProbe(index), now); err != nil {
			return fmt.Errorf("note index key: %w", err)
		}
		// Read again what stands there: somebody else may have been first. A refusal
		// rolls our own notes back.
		rows, err := query(tx).KeyProbes(ctx)
		if err != nil {
			return fmt.Errorf("read keys noted: %w", err)
		}
		for _, r := range rows {
			if !s.proves(r.Key, r.Probe) {
				return ErrWrongKeys.With("noted", r.Key, "given", s.keys.Current())
			}
		}
		return nil
	})
}

// useNotedIndex lets people be found as the database says: as the latest exchange of
// the index key left it, or, where there was none, under the key that was noted. A
// backup from before an exchange comes with the file from after it, whose order is another.
func (s *Service) useNotedIndex(ctx context.Context, tx postgres.Tx) error {
	rows, err := query(tx).KeyProbes(ctx)
	if err != nil {
		return fmt.Errorf("read keys noted: %w", err)
	}
	for _, r := range rows {
		if generation, index := generationOf(r.Key); index && s.keys.HasIndex(generation) {
			if err := s.keys.UseIndex(generation, 0); err != nil {
				return err
			}
		}
	}
	return s.useCurrentIndex(ctx, tx)
}

// KeysNoted reports whether the database was written with keys already: new ones
// then open nothing, and must not be made.
func KeysNoted(ctx context.Context, q postgres.Querier) (bool, error) {
	rows, err := memberdb.New(q).KeyProbes(ctx)
	if err != nil {
		return false, fmt.Errorf("read keys noted: %w", err)
	}
	return len(rows) > 0, nil
}

func indexKeyOf(generation int) string { return indexPrefix + strconv.Itoa(generation) }

// generationOf reads what indexKeyOf wrote.
func generationOf(noted string) (generation int, index bool) {
	text, index := strings.CutPrefix(noted, indexPrefix)
	if !index {
		return 0, false
	}
	generation, err := strconv.Atoi(text)
	return generation, err == nil
}

func indexProbe(x *secret.Index) []byte { return x.Blind("probe", indexKeyOf(x.Generation())) }

// proves reports whether our keys are the one that was noted.
func (s *Service) proves(noted string, probe []byte) bool {
	if id, master := strings.CutPrefix(noted, masterPrefix); master {
		return s.keys.Proves(secret.Wrapped{MasterKeyID: id, Key: probe}) == nil
	}
	generation, index := generationOf(noted)
	if !index {
		return false
	}
	x, err := s.keys.Index(generation)
	return err == nil && bytes.Equal(probe, indexProbe(x))
}
