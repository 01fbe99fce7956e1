package main

import (
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"habitue/internal/api/messages"
	"habitue/internal/platform/config"
	"habitue/internal/platform/errs"
)

// What only the command line says stands in words/; the rest in the API's own
// catalogs. "CODE.do" is what the reader can do about an error.
//
//go:embed words/*.json
var wordFiles embed.FS

var catalogs = func() map[messages.Language]map[string]string {
	all := map[messages.Language]map[string]string{}
	for _, l := range messages.Languages {
		raw, err := wordFiles.ReadFile("words/" + string(l) + ".json")
		if err == nil {
			words := map[string]string{}
			err = json.Unmarshal(raw, &words)
			all[l] = words
		}
		if err != nil {
			panic(fmt.Sprintf("read words: %v", err)) // built in, and tested
		}
	}
	return all
}()

// languageOf chooses the language as every Unix program does.
func languageOf(getenv func(string) string) messages.Language {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := getenv(name); value != "" {
			if strings.HasPrefix(strings.ToLower(value), "zh") {
				return messages.Chinese
			}
			return messages.English
		}
	}
	return messages.English
}

// say puts a code into words.
func (s *session) say(code string, params ...errs.Param) string {
	if template, ok := catalogs[s.language][code]; ok {
		return put(template, params)
	}
	if messages.Has(s.language, code) {
		return messages.Text(s.language, code, params...)
	}
	var b strings.Builder
	b.WriteString(code)
	for _, p := range params {
		fmt.Fprintf(&b, " %s=%v", p.Name, p.Value)
	}
	return b.String()
}

func put(template string, params []errs.Param) string {
	pairs := make([]string, 0, 2*len(params))
	for _, p := range params {
		pairs = append(pairs, "{"+p.Name+"}", fmt.Sprint(p.Value))
	}
	return strings.NewReplacer(pairs...).Replace(template)
}

// end tells how the command ended and returns its exit code.
func (s *session) end(err error) int {
	if err == nil {
		return exitDone
	}
	code, text := s.explain(err)
	fmt.Fprintln(s.err, text)
	if s.json {
		document := map[string]any{"error": map[string]any{"code": code, "text": text}}
		if err := s.result(document, nil); err != nil {
			fmt.Fprintln(s.err, err)
		}
	}
	if strings.HasPrefix(code, "config.") || code == errUsage.Code {
		return exitUsage
	}
	return exitFailed
}

// errUsage is a combination of flags that makes no sense.
var errUsage = errs.New(errs.Invalid, "cli.wrong_usage")

// explain puts an error into one sentence for each thing that is wrong, and
// what to do.
func (s *session) explain(err error) (code, text string) {
	e := errs.Of(err)
	switch {
	case e == nil && errors.Is(err, context.Canceled):
		return "cli.interrupted", s.say("cli.interrupted")
	case e == nil:
		return "cli.unexpected", s.say("cli.unexpected", errs.Params("why", err.Error())...)
	}
	lines := []string{s.say(e.Code, e.Params...)}
	for _, f := range e.Fields {
		lines = append(lines, "  "+f.Path+": "+s.say(f.Code, f.Params...))
	}
	if advice, ok := catalogs[s.language][e.Code+".do"]; ok {
		lines = append(lines, put(advice, e.Params))
	} else if cause := errors.Unwrap(e); cause != nil && s.language == messages.English {
		lines = append(lines, cause.Error())
	}
	if e.Code == config.ErrUnknown.Code && nearest(e) != "" {
		lines = append(lines, s.say("cli.nearest", errs.Params("nearest", nearest(e))...))
	}
	return e.Code, strings.Join(lines, "\n")
}

func nearest(e *errs.Error) string {
	for _, p := range e.Params {
		if p.Name == "nearest" {
			return fmt.Sprint(p.Value)
		}
	}
	return ""
}
