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
	masterPrefix = "master/"
	indexPrefix  = "index/"
)

// CheckKeys refuses keys that are not those the vault was written with, before
// anything is written under the wrong ones: a lost key file is made anew without
// a question, and only here it shows. On a new database it notes the keys.
// Errors: ErrWrongKeys.
func (s *Service) CheckKeys(ctx context.Context) error {
	return s.db.InTx(ctx, func(tx postgres.Tx) error {
		now := s.clock.Now()
		if err := s.useCurrentKey(ctx, tx); errors.Is(err, secret.ErrUnknownKey) {
			return ErrWrongKeys.With("given", s.keys.Current()).Because(err)
		} else if err != nil {
			return err
		}
		probe := s.keys.Probe()
		if err := query(tx).AddKeyProbe(ctx, masterPrefix+probe.MasterKeyID, probe.Key, now); err != nil {
			return fmt.Errorf("note master key: %w", err)
		}
		if err := query(tx).AddKeyProbe(ctx, s.indexKey(), s.indexProbe(), now); err != nil {
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

// KeysNoted reports whether the database was written with keys already: new ones
// then open nothing, and must not be made.
func KeysNoted(ctx context.Context, q postgres.Querier) (bool, error) {
	rows, err := memberdb.New(q).KeyProbes(ctx)
	if err != nil {
		return false, fmt.Errorf("read keys noted: %w", err)
	}
	return len(rows) > 0, nil
}

func (s *Service) indexKey() string { return indexPrefix + strconv.Itoa(s.keys.IndexGeneration()) }

func (s *Service) indexProbe() []byte { return s.keys.Blind("probe", s.indexKey()) }

// proves reports whether our keys are the one that was noted.
func (s *Service) proves(noted string, probe []byte) bool {
	if id, master := strings.CutPrefix(noted, masterPrefix); master {
		return s.keys.Proves(secret.Wrapped{MasterKeyID: id, Key: probe}) == nil
	}
	return noted == s.indexKey() && bytes.Equal(probe, s.indexProbe())
}
