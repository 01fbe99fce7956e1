package main

import (
	"os"

	"github.com/alecthomas/kong"

	"habitue/internal/platform/config"
	"habitue/internal/platform/pgserver"
)

// settings are the flags that every command takes. Those left out are nil, so
// that a variable or the file can speak.
type settings struct {
	File        string  `name:"config" placeholder:"FILE" env:"HABITUE_CONFIG" help:"Settings file (TOML)."`
	Data        *string `placeholder:"DIR" help:"Data folder: private PostgreSQL, keys, spool files."`
	DatabaseURL *string `name:"database-url" placeholder:"URL" help:"A PostgreSQL of your own in place of the private one (also DATABASE_URL)."`
	LogLevel    *string `placeholder:"LEVEL" help:"debug, info, warn or error."`
	LogFormat   *string `placeholder:"FORMAT" help:"json, text, or auto: text on a terminal."`
}

func (s settings) flags() map[string]*string {
	return map[string]*string{"data": s.Data, "database_url": s.DatabaseURL, "log_level": s.LogLevel, "log_format": s.LogFormat}
}

// serving are the flags of commands that answer requests.
type serving struct {
	Listen *string `placeholder:"HOST:PORT" help:"Address to answer on; 127.0.0.1:8080 unless told otherwise."`
	Roles  *string `placeholder:"ROLE,…" help:"What this process does: api, worker, analyst; all of them unless told otherwise."`
}

func (s serving) flags() map[string]*string {
	return map[string]*string{"listen": s.Listen, "roles": s.Roles}
}

// load puts defaults, file, environment and the flags of the chosen command
// over one another.
func (s settings) load(call *kong.Context) (*config.Loaded, error) {
	given := map[string]string{}
	add := func(flags map[string]*string) {
		for name, value := range flags {
			if value != nil {
				given[name] = *value
			}
		}
	}
	add(s.flags())
	if c, ok := call.Selected().Target.Addr().Interface().(interface{ flags() map[string]*string }); ok {
		add(c.flags())
	}
	defaults := config.Default()
	defaults.Data = pgserver.DefaultDataDir()
	return config.Load(config.Sources{Defaults: defaults, File: s.File, Env: os.LookupEnv, Flags: given})
}
