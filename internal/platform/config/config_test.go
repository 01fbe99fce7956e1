package config_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"habitue/internal/platform/config"
)

// env is an environment of the given variables.
func env(pairs ...string) func(string) (string, bool) {
	return func(name string) (string, bool) {
		for i := 0; i < len(pairs); i += 2 {
			if pairs[i] == name {
				return pairs[i+1], true
			}
		}
		return "", false
	}
}

func file(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "habitue.toml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestLaterSourcesWinAndAreNamed(t *testing.T) {
	t.Parallel()
	path := file(t, "# a comment\nlisten = \"0.0.0.0:1\"\nroles = [\"api\", \"worker\"]\njob_conns = 9\nlog_level = \"warn\"\nbehind_proxy = true\n")
	l, err := config.Load(config.Sources{
		Defaults: config.Default(),
		File:     path,
		Env:      env("HABITUE_LISTEN", "0.0.0.0:2", "HABITUE_JOB_CONNS", "10", "HABITUE_LOG_LEVEL", "", "HABITUE_OTHER", "x"),
		Flags:    map[string]string{"listen": "0.0.0.0:3"},
	})
	if err != nil {
		t.Fatal(err)
	}
	if l.Listen != "0.0.0.0:3" || l.JobConns != 10 || l.LogLevel != "warn" || !l.BehindProxy || l.Has(config.RoleAnalyst) || !l.Has(config.RoleWorker) {
		t.Fatalf("%+v", l.Config)
	}
	want := map[string]string{
		"listen": "flag --listen", "job_conns": "environment HABITUE_JOB_CONNS",
		"log_level": "file " + path, "bulk_conns": "default",
	}
	for _, s := range l.Show() {
		if w, ok := want[s.Name]; ok && s.Origin != w {
			t.Errorf("%s comes from %q, want %q", s.Name, s.Origin, w)
		}
		if s.Help == "" || s.Variable == "" {
			t.Errorf("%s is not explained", s.Name)
		}
	}
}

func TestOurOwnVariableWinsOverDATABASE_URL(t *testing.T) {
	t.Parallel()
	l, err := config.Load(config.Sources{Defaults: config.Default(),
		Env: env("HABITUE_DATABASE_URL", "postgres://ours", "DATABASE_URL", "postgres://others")})
	if err != nil || l.DatabaseURL != "postgres://ours" {
		t.Fatalf("%v, %v", l, err)
	}
}

func TestSecretsAreNotShown(t *testing.T) {
	t.Parallel()
	l, err := config.Load(config.Sources{Defaults: config.Default(),
		Env: env("DATABASE_URL", "postgres://u:hunter2@h/d", "HABITUE_MASTER_KEY", "hunter3")})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range l.Show() {
		if strings.Contains(s.Value, "hunter") {
			t.Errorf("%s is shown as %s", s.Name, s.Value)
		}
	}
}

func TestWhatIsRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		file string
		env  []string
		want error
		says string
	}{
		"a_name_that_resembles_ours":     {"lisen = \"x\"", nil, config.ErrUnknown, "nearest=listen"},
		"a_name_with_dashes":             {"log-level = \"info\"", nil, config.ErrUnknown, "nearest=log_level"},
		"a_name_like_none_of_ours":       {"zzz = 1", nil, config.ErrUnknown, "nearest="},
		"a_file_that_is_not_TOML":        {"listen: x", nil, config.ErrFile, "line 1"},
		"a_section":                      {"[listen]\nport = 1", nil, config.ErrBadValue, "listen"},
		"a_list_of_numbers":              {"roles = [1]", nil, config.ErrBadValue, "roles"},
		"a_word_where_a_number_stands":   {"", []string{"HABITUE_JOB_CONNS", "many"}, config.ErrBadValue, "job_conns"},
		"too_few_connections":            {"job_conns = 1", nil, config.ErrBadValue, "from 6"},
		"an_address_without_port":        {"listen = \"localhost\"", nil, config.ErrBadValue, "127.0.0.1:8080"},
		"a_role_that_there_is_not":       {"roles = [\"api\", \"boss\"]", nil, config.ErrBadValue, "boss"},
		"no_role":                        {"roles = []", nil, config.ErrBadValue, "at least one"},
		"a_level_that_there_is_not":      {"", []string{"HABITUE_LOG_LEVEL", "loud"}, config.ErrBadValue, "loud"},
		"neither_true_nor_false":         {"behind_proxy = \"perhaps\"", nil, config.ErrBadValue, "true or false"},
		"memory_without_a_unit":          {"replica_memory = \"1000\"", nil, config.ErrBadValue, "replica_memory"},
		"memory_that_is_too_little":      {"", []string{"HABITUE_REPLICA_MEMORY", "64MiB"}, config.ErrBadValue, "128MiB"},
		"analysis_by_nobody":             {"analytics = \"excel\"", nil, config.ErrBadValue, "analytics"},
		"an_address_of_ours_with_a_path": {"public_url = \"https://club.example.com/m\"", nil, config.ErrBadValue, "public_url"},
		"an_address_of_ours_in_the_open": {"public_url = \"http://club.example.com\"", nil, config.ErrBadValue, "public_url"},
		"providers_without_an_address":   {"sign_in_file = \"/etc/habitue/sign-in.toml\"", nil, config.ErrBadValue, "public_url"},
		"a_format_that_there_is_not":     {"log_format = \"xml\"", nil, config.ErrBadValue, "xml"},
		"more_requests_than_make_sense":  {"max_requests = 1000000", nil, config.ErrBadValue, "max_requests"},
		"a_number_that_is_no_whole_one":  {"job_conns = 7.5", nil, config.ErrBadValue, "job_conns"},
		"a_file_of_zero_bytes":           {"\x00", nil, config.ErrFile, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := config.Load(config.Sources{Defaults: config.Default(), File: file(t, c.file), Env: env(c.env...)})
			if !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.says) {
				t.Fatalf("got %v", err)
			}
		})
	}
	t.Run("a_missing_file", func(t *testing.T) {
		t.Parallel()
		_, err := config.Load(config.Sources{Defaults: config.Default(), File: "/nowhere/habitue.toml", Env: env()})
		if !errors.Is(err, config.ErrFile) {
			t.Fatal(err)
		}
	})
}
