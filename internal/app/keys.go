package app

import (
	"path/filepath"

	"habitue/internal/platform/config"
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

// loadKeys reads the keys of the personal data from the environment or their
// file, which the first start makes.
func loadKeys(c config.Config, tell Tell) (*secret.Keys, error) {
	if c.MasterKey != "" {
		return secret.Parse(c.MasterKey)
	}
	path, err := filepath.Abs(keyFile(c))
	if err != nil {
		return nil, err
	}
	keys, made, err := secret.LoadOrCreate(path)
	if made {
		tell("app.key_made", "path", path)
	}
	return keys, err
}
