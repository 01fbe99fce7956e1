package bench

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"

	"habitue/internal/app"
	"habitue/internal/member"
	"habitue/internal/sample"
)

// console asks over HTTP what the console and tills ask of members.
type console struct {
	address, key string
	wire         func(client int) (*wire, error) // of searches
}

// search asks for a page of those who fit a text, and returns how many it has.
func (c *console) search(text string) (found int, common bool, err error) {
	w, err := c.wire(0)
	if err != nil {
		return 0, false, err
	}
	status, answer, err := w.ask("GET", fmt.Sprintf("/api/v1/members?limit=%d&q=%s", shownAtOnce, url.QueryEscape(text)), nil)
	if err != nil {
		return 0, false, err
	}
	var page struct {
		Code  string            `json:"code"`
		Items []json.RawMessage `json:"items"`
	}
	if err := json.Unmarshal(answer, &page); err != nil {
		return 0, false, fmt.Errorf("search: %w", err)
	}
	if page.Code == "member.too_common" {
		return 0, true, nil
	}
	if status != http.StatusOK {
		return 0, false, fmt.Errorf("search %q: status %d: %.300s", text, status, answer)
	}
	return len(page.Items), false, nil
}

// lookUps compares a till's look-up by phone, which opens the record of who is
// found, with a point read behind net/http; the two take turns.
func (r *MembersReport) lookUps(ctx context.Context, o MembersOptions, a *app.App, c *console, g *sample.Generator, members []member.ID) error {
	look := wires(o.Connections, c.address, c.key)
	phone := func(_ context.Context, client, i int) error {
		w, err := look(client)
		if err != nil {
			return err
		}
		status, answer, err := w.ask("GET", "/api/v1/members?phone="+url.QueryEscape(g.Member(i*7919%o.Members).Phone), nil)
		if err == nil && (status != http.StatusOK || !bytes.Contains(answer, []byte(`"number"`))) {
			err = fmt.Errorf("look up: status %d: %.300s", status, answer)
		}
		return err
	}
	bare, done := pointRead(a, o.Connections, members)
	defer done()
	rounds := make([]Pair, o.Rounds)
	for n := range rounds {
		p := &rounds[n]
		var err error
		if p.Program, err = press(ctx, o.Connections, o.LookUps, phone); err != nil {
			return err
		}
		if p.Baseline, err = press(ctx, o.Connections, o.LookUps, bare); err != nil {
			return err
		}
		p.Ratio = p.Program.PerSecond / p.Baseline.PerSecond
	}
	r.LookUp = middlePair(rounds, func(p *Pair) Pair { return *p })
	return nil
}
