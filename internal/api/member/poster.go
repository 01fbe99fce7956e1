package member

import (
	"context"
	"net/http"
	"regexp"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
)

// PosterSeen is a poster, as whoever opens its link reads it.
type PosterSeen struct {
	Running  bool                   `json:"running" doc:"Whether who joins now is put down to it; otherwise one joins as without it" zh:"是否有效：有效时入会计入此海报，否则照常入会" example:"true"`
	Headline *string                `json:"headline" doc:"Headline; null where it does not run" zh:"标题；无效时为 null" example:"入会即享首杯五折"`
	Words    *string                `json:"words" doc:"Words below it" zh:"说明" example:"本店会员专享"`
	Store    edge.Maybe[view.Place] `json:"store" doc:"Store for which it hangs" zh:"门店"`
}

// PosterLink names a poster by what its link says.
type PosterLink struct {
	Code string `path:"code" maxLength:"60" doc:"Code of the link" zh:"链接中的代码" example:"7K3QW9XD"`
}

type scanReply struct {
	SetCookie []http.Cookie `header:"Set-Cookie"`
}

func (h *handlers) posters(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "see-poster", Method: "GET", Path: "/me/posters/{code}", Tag: tag, Permission: edge.Anyone,
		Summary: edge.Words{Chinese: "打开的海报", English: "The poster whose link was opened"},
		Errors:  []*errs.Error{member.ErrNoPoster, edge.ErrRateLimited},
	}, h.seePoster)
	edge.Register(e, edge.Operation{
		ID: "count-poster-scan", Method: "POST", Path: "/me/posters/{code}/scans", Tag: tag, Permission: edge.Anyone, Status: http.StatusNoContent,
		Summary: edge.Words{Chinese: "计一次海报打开", English: "Count that a poster was opened"},
		Description: edge.Words{Chinese: "每个浏览器每日计一次，凭当日失效的 Cookie 判断；不保存任何个人或设备标识。预取、爬虫与其他网站的请求不计。",
			English: "Each browser once a day, by a cookie that ends with the day; nothing is kept of who it was. Previews, robots and other sites are not counted."},
		Errors: []*errs.Error{member.ErrNoPoster, edge.ErrRateLimited},
	}, h.countScan)
}

func (h *handlers) seePoster(ctx context.Context, in *PosterLink) (*struct{ Body PosterSeen }, error) {
	c := edge.From(ctx)
	if err := h.links.Take(c.Address); err != nil {
		return nil, err
	}
	p, err := h.Members.PosterOfCode(ctx, h.DB, in.Code)
	if err != nil {
		return nil, err
	}
	seen := PosterSeen{Running: p.StateAt(h.Clock.Now()) == member.PosterRunning}
	if !seen.Running {
		return &struct{ Body PosterSeen }{seen}, nil
	}
	stores, err := h.Reader.StoresNamed(ctx, h.DB, c.Language, p.Store)
	if err != nil {
		return nil, err
	}
	language := string(c.Language)
	seen.Headline, seen.Words, seen.Store = edge.OrNull(p.Headline.In(language)), edge.OrNull(p.Words.In(language)), stores(p.Store)
	return &struct{ Body PosterSeen }{seen}, nil
}

func (h *handlers) countScan(ctx context.Context, in *PosterLink) (*scanReply, error) {
	c := edge.From(ctx)
	if !opened(c.Request) {
		return &scanReply{}, nil
	}
	if err := h.scans.Take(c.Address); err != nil {
		return nil, err
	}
	brought, _ := edge.CookieValue(c.Request, edge.ScansCookie)
	keep, until, err := h.Members.CountScan(ctx, h.DB, in.Code, brought)
	if err != nil {
		return nil, err
	}
	return &scanReply{[]http.Cookie{h.edge.Scans(c.Request, keep, until)}}, nil
}

// robots are programs that open links by themselves, and say so. Those that run no script
// never come here: it is the page that asks to be counted, once it is seen.
var robots = regexp.MustCompile(`(?i)bot\b|bot/|crawl|spider|slurp|preview|facebookexternalhit|whatsapp|curl/|wget/|python|java/|go-http-client|okhttp`)

// opened reports whether somebody opened a page of ours to read it.
func opened(r *http.Request) bool {
	agent := r.UserAgent()
	if agent == "" || robots.MatchString(agent) {
		return false
	}
	for _, early := range []string{"Sec-Purpose", "Purpose", "X-Moz"} {
		if r.Header.Get(early) != "" { // fetched before anybody wanted it
			return false
		}
	}
	return true
}
