package config

import (
	"fmt"
	"strings"

	"github.com/BurntSushi/toml"

	"habitue/internal/platform/errs"
)

// Sources are the places that a setting may come from.
type Sources struct {
	Defaults Config
	File     string                           // path of a TOML file; empty: none
	Env      func(name string) (string, bool) // os.LookupEnv
	Flags    map[string]string                // by setting; only those that were given
}

// Loaded is a configuration that knows where its values came from.
type Loaded struct {
	Config
	origin map[string]string
}

// Load puts the sources over one another. Errors: ErrFile, ErrUnknown, ErrBadValue.
func Load(s Sources) (*Loaded, error) {
	l := &Loaded{Config: s.Defaults, origin: map[string]string{}}
	if s.File != "" {
		if err := l.file(s.File); err != nil {
			return nil, err
		}
	}
	for _, setting := range l.settings() {
		for _, variable := range setting.variables() {
			// An empty variable is how a shell says "not set".
			if text, ok := s.Env(variable); ok && text != "" {
				if err := l.set(setting.name, text, "environment "+variable); err != nil {
					return nil, err
				}
			}
		}
	}
	for name, text := range s.Flags {
		if err := l.set(name, text, "flag --"+strings.ReplaceAll(name, "_", "-")); err != nil {
			return nil, err
		}
	}
	return l, l.Validate()
}

// file takes over what a TOML file says.
func (l *Loaded) file(path string) error {
	values := map[string]any{}
	if _, err := toml.DecodeFile(path, &values); err != nil {
		return ErrFile.With("path", path, "why", err.Error())
	}
	for name, value := range values {
		text, ok := plain(value)
		if !ok {
			return badValue(name, fmt.Sprint(value), "a plain value, no table").With("path", path)
		}
		if err := l.set(name, text, "file "+path); err != nil {
			return errs.Of(err).With("path", path)
		}
	}
	return nil
}

// plain writes a value of the file as the environment would.
func plain(value any) (string, bool) {
	switch v := value.(type) {
	case string, int64, bool:
		return fmt.Sprint(v), true
	case []any:
		var words []string
		for _, e := range v {
			word, ok := e.(string)
			if !ok {
				return "", false
			}
			words = append(words, word)
		}
		return strings.Join(words, ","), true
	default:
		return "", false
	}
}

func (l *Loaded) set(name, text, origin string) error {
	all := l.settings()
	for _, s := range all {
		if s.name == name {
			l.origin[name] = origin
			return s.set(text)
		}
	}
	return ErrUnknown.With("setting", name, "nearest", nearest(name, all))
}
