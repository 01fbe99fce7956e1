package app

import (
	"context"
	"crypto/ed25519"
	"path/filepath"

	"habitue/internal/member"
	"habitue/internal/platform/config"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/secret"
)

// keyFile is where the keys of the personal data lie unless somebody chose
// otherwise.
func keyFile(c config.Config) string {
	if c.KeyFile != "" {
		return c.KeyFile
	}
	return filepath.Join(c.Data, "keys", "master.json")
}

// loadSigning reads the key that signs the ledger's log, where somebody gave one.
func loadSigning(c config.Config) (ed25519.PrivateKey, error) {
	if c.LogKeyFile == "" {
		return nil, nil
	}
	return secret.LoadSigning(c.LogKeyFile)
}

// loadKeys reads the keys of the personal data from the environment or their
// file, which the first start makes. A database that was written with keys, such
// as a restored one, wants those: where they are missing none are made.
func loadKeys(ctx context.Context, c config.Config, db postgres.Querier, tell Tell) (*secret.Keys, error) {
	if c.MasterKey != "" {
		return secret.Parse(c.MasterKey)
	}
	path, err := filepath.Abs(keyFile(c))
	if err != nil {
		return nil, err
	}
	noted, err := member.KeysNoted(ctx, db)
	if err != nil {
		return nil, err
	}
	if noted {
		return secret.Load(path)
	}
	keys, made, err := secret.LoadOrCreate(path)
	if made {
		tell("app.key_made", "path", path)
	}
	return keys, err
}
