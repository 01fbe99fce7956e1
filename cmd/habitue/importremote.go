package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"habitue/internal/app"
	"habitue/internal/platform/errs"
)

// What can go wrong between us and a server.
var (
	errServer  = errs.New(errs.Unavailable, "cli.server_unreachable")
	errRefused = errs.New(errs.Denied, "cli.server_refused")
	errRun     = errs.New(errs.Invalid, "cli.import_failed")
)

// remoteRun is what we read of the API's Run; the rest is passed on as it is.
type remoteRun struct {
	ID     string `json:"id"`
	Status string `json:"status"`
	Phase  string `json:"phase"`
	Done   int64  `json:"done"`
	Total  int64  `json:"total"`
	Error  *struct {
		Code string `json:"code"`
		Text string `json:"text"`
	} `json:"error"`
}

// remote brings the file in through a running server.
func (c *importOrders) remote(s *session) error {
	if c.Mapping != "" && c.Preset != "" || c.onlyLocal() {
		return errUsage.With("why", "--server with --preset or --mapping NAME only")
	}
	api := remoteAPI{s: s, base: strings.TrimSuffix(c.Server, "/") + "/api/v1/intake/", key: c.Key}
	raw, err := c.upload(&api)
	if err != nil {
		return err
	}
	raw, run, err := api.follow(raw)
	if err != nil {
		return err
	}
	if c.Errors != "" {
		if err := api.fetchErrors(run.ID, c.Errors); err != nil {
			return err
		}
	}
	if run.Status != "done" {
		code, text := "cli.import_failed", run.Status
		if run.Error != nil {
			code, text = run.Error.Code, run.Error.Text
		}
		return errRun.With("code", code, "text", text)
	}
	return s.result(json.RawMessage(raw), func(w io.Writer) { c.printRemote(s, w, raw) })
}

// onlyLocal reports flags that a server is not told: it reads a file as its
// preset or saved mapping says.
func (c *importOrders) onlyLocal() bool {
	texts := c.Currency + c.Zone + c.Country + c.DateOrder + c.System + c.Encoding + c.Delimiter + c.SaveMapping
	return texts != "" || len(c.Map) > 0 || c.MaxBad != 0 || c.Decimal == "comma" || c.Duplicates == "drop"
}

func (c *importOrders) upload(api *remoteAPI) ([]byte, error) {
	file, err := os.Open(c.File)
	if err != nil {
		return nil, app.ErrNoFile.With("path", c.File).Because(err)
	}
	defer file.Close()
	kind := "text/csv"
	if strings.HasSuffix(c.File, ".gz") {
		kind = "application/gzip"
	}
	query := url.Values{"file_name": {filepath.Base(c.File)}}
	if c.Preset+c.Mapping != "" {
		query.Set("preset", c.Preset+c.Mapping)
	}
	if c.DryRun {
		query.Set("dry_run", "true")
	}
	return api.call(http.MethodPost, "orders?"+query.Encode(), kind, file)
}

// printRemote tells the outcome in the words of a local import.
func (c *importOrders) printRemote(s *session, w io.Writer, raw []byte) {
	var run struct {
		Report     importDocument `json:"report"`
		ReceivedAt time.Time      `json:"received_at"`
		FinishedAt time.Time      `json:"finished_at"`
	}
	if err := json.Unmarshal(raw, &run); err != nil {
		fmt.Fprintln(w, string(raw))
		return
	}
	run.Report.Seconds = max(run.FinishedAt.Sub(run.ReceivedAt).Seconds(), 0.001)
	run.Report.LinesPerSecond = float64(run.Report.Plan.Rows.Read) / run.Report.Seconds
	s.printOutcome(w, run.Report)
}

// remoteAPI speaks to a server.
type remoteAPI struct {
	s    *session
	base string
	key  string
}

// follow waits for the end of a run and shows how far it is.
func (api *remoteAPI) follow(raw []byte) ([]byte, remoteRun, error) {
	p := api.s.progress()
	defer p.end()
	for {
		var run remoteRun
		if err := json.Unmarshal(raw, &run); err != nil {
			return nil, run, errServer.With("url", api.base, "why", err.Error())
		}
		switch run.Status {
		case "done", "failed", "refused", "cancelled":
			return raw, run, nil
		}
		p.show(app.Progress{Phase: run.Phase, Done: run.Done, Total: run.Total})
		select {
		case <-api.s.ctx.Done():
			api.s.tell("cli.goes_on_at_the_server", "run", run.ID)
			return nil, run, api.s.ctx.Err()
		case <-time.After(time.Second):
		}
		var err error
		if raw, err = api.call(http.MethodGet, "runs/"+run.ID, "", nil); err != nil {
			return nil, run, err
		}
	}
}

func (api *remoteAPI) fetchErrors(run, path string) error {
	text, err := api.call(http.MethodGet, "runs/"+run+"/errors", "", nil)
	if err != nil || len(text) == 0 {
		return err
	}
	if err := os.WriteFile(path, text, 0o600); err != nil {
		return app.ErrDataFolder.With("path", path).Because(err)
	}
	return nil
}

// call does one request and returns the body of a good answer.
func (api *remoteAPI) call(method, path, contentType string, body io.Reader) ([]byte, error) {
	r, err := http.NewRequestWithContext(api.s.ctx, method, api.base+path, body)
	if err != nil {
		return nil, errUsage.With("why", "--server URL")
	}
	r.Header.Set("Authorization", "Bearer "+api.key)
	r.Header.Set("Accept-Language", string(api.s.language))
	if contentType != "" {
		r.Header.Set("Content-Type", contentType)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		if api.s.ctx.Err() != nil {
			return nil, context.Canceled
		}
		return nil, errServer.With("url", api.base, "why", reasonOf(err)).Because(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		return nil, errServer.With("url", api.base, "why", err.Error()).Because(err)
	}
	if answer.StatusCode >= http.StatusBadRequest {
		var problem struct{ Code, Detail string }
		_ = json.Unmarshal(text, &problem) // anything else is told by its status
		if problem.Detail == "" {
			problem.Detail = answer.Status
		}
		return nil, errRefused.With("text", problem.Detail, "code", problem.Code)
	}
	return text, nil
}

// reasonOf leaves out what the reader has just typed.
func reasonOf(err error) string {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err.Error()
	}
	return err.Error()
}
