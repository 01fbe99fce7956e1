package admin

import (
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"habitue/internal/api/edge"
	"habitue/internal/api/messages"
	"habitue/internal/api/view"
	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/org"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/idempotency"
	"habitue/internal/platform/pdf"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/qr"
	"habitue/internal/staff"
)

// PosterFields are what may be changed of a poster while it hangs. It is exported because
// it is embedded.
type PosterFields struct {
	Name         string     `json:"name" minLength:"1" maxLength:"80" doc:"Name by which staff know it" zh:"名称（员工可见）" example:"南京东路店门口立牌"`
	HeadlineI18n i18n.Text  `json:"headline_i18n" doc:"Headline by language" zh:"各语言标题"`
	WordsI18n    i18n.Text  `json:"words_i18n,omitempty" doc:"Words below it by language" zh:"各语言说明"`
	From         edge.Time  `json:"from" doc:"From when on joining by it counts" zh:"生效时间" example:"2026-10-01T00:00:00Z"`
	Until        *edge.Time `json:"until,omitempty" doc:"Until when; absent: without an end" zh:"截止时间（不含）；缺省为长期" example:"2026-12-31T16:00:00Z"`
}

// PosterMade is a poster to be made. For which store and channel it hangs and to which
// adviser it is put down stay.
type PosterMade struct {
	PosterFields
	Store   string `json:"store,omitempty" maxLength:"64" doc:"Code of the store; who works in one makes it for that one" zh:"门店代码；仅在一家门店任职者默认为该店" example:"S001"`
	Channel string `json:"channel,omitempty" maxLength:"64" doc:"Code of the channel" zh:"渠道代码" example:"mini"`
	Adviser string `json:"adviser,omitempty" maxLength:"60" doc:"To whom those who join by it are put down" zh:"归属导购" example:"li.na"`
}

// PosterChanged is a poster as it shall be.
type PosterChanged struct {
	PosterFields
	Version int `json:"version" minimum:"1" maximum:"1000000" doc:"The version that was seen" zh:"所见版本" example:"1"`
}

// PosterTurn says what a poster is to do.
type PosterTurn struct {
	State   string `json:"state" enum:"running,paused,ended" doc:"Run, pause or end; what was ended runs again by running" zh:"启用、暂停或结束；结束后可再启用" example:"paused"`
	Version int    `json:"version" minimum:"1" maximum:"1000000" doc:"The version that was seen" zh:"所见版本" example:"1"`
}

// Poster is a sheet by which people join.
type Poster struct {
	ID   edge.ID `json:"id" doc:"Id" zh:"编号"`
	Code string  `json:"code" doc:"Code in its link" zh:"链接中的代码" example:"7K3QW9XD"`
	Link string  `json:"link" doc:"What its QR code says" zh:"二维码内容" example:"club.example.com/m/?poster=7K3QW9XD"`
	PosterFields
	Headline  string                 `json:"headline" doc:"Headline in the reader's language" zh:"标题（读者的语言）" example:"入会即享首杯五折"`
	State     string                 `json:"state" enum:"waiting,running,paused,ended" doc:"How it is now; only by one that runs is somebody put down to it" zh:"状态；仅启用中的海报计入归属" example:"running"`
	Store     edge.Maybe[view.Place] `json:"store" doc:"Store for which it hangs" zh:"门店"`
	Channel   edge.Maybe[view.Place] `json:"channel" doc:"Channel for which it hangs" zh:"渠道"`
	Adviser   *string                `json:"adviser" doc:"To whom those who join by it are put down" zh:"归属导购" example:"li.na"`
	Scans     int64                  `json:"scans" doc:"How often it was opened since it was made, each browser once a day" zh:"累计打开次数（每个浏览器每日计一次）" example:"320"`
	Version   int                    `json:"version" doc:"Counts the changes" zh:"版本" example:"1"`
	MadeBy    view.Doer              `json:"made_by" doc:"Who made it" zh:"创建人"`
	MadeAt    edge.Time              `json:"made_at" doc:"When" zh:"创建时间" example:"2026-09-12T04:20:00Z"`
	ChangedBy view.Doer              `json:"changed_by" doc:"Who changed it last" zh:"最近修改人"`
	ChangedAt edge.Time              `json:"changed_at" doc:"When" zh:"修改时间" example:"2026-09-12T04:20:00Z"`
}

// PosterPath names a poster in a path.
type PosterPath struct {
	ID edge.ID `path:"id" doc:"Id of the poster" zh:"海报编号"`
}

type (
	posterReply  struct{ Body Poster }
	postersReply struct{ Body edge.Page[Poster] }
	postersAsk   struct {
		edge.Paging
		Query string `query:"q" maxLength:"80" doc:"Part of the name or the adviser, or the code" zh:"名称或导购的一部分，或代码" example:"立牌"`
		State string `query:"state" enum:"waiting,running,paused,ended" doc:"Only in this state" zh:"只看此状态" example:"running"`
		Store string `query:"store" maxLength:"64" doc:"Code of a store" zh:"门店代码" example:"S001"`
	}
	sheetAsk struct {
		PosterPath
		Paper    string `query:"paper" enum:"a4,a6" default:"a4" doc:"A sheet, or a card for a table" zh:"A4 海报或 A6 桌卡" example:"a4"`
		Language string `query:"language" enum:"zh-CN,en,both" default:"both" doc:"Language of what is on it" zh:"语言；both 为双语" example:"both"`
	}
	codeAsk struct {
		PosterPath
		Format string `query:"format" enum:"png,svg" default:"png" doc:"Kind of picture" zh:"图片格式" example:"svg"`
	}
)

const (
	posterCursor = "poster"
	codePixels   = 1200 // of a side of the code as a picture: sharp on 10 cm of paper
)

var codeAnswer = &huma.Response{Description: "OK", Content: map[string]*huma.MediaType{
	"image/png":     {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}},
	"image/svg+xml": {Schema: &huma.Schema{Type: huma.TypeString}},
}}

func (h *handlers) memberPosters(e *edge.Edge) {
	saving := []*errs.Error{member.ErrBadPoster, member.ErrTooManyPosters, order.ErrUnknownStore, order.ErrUnknownChannel, org.ErrStoreNeeded}
	changing := []*errs.Error{member.ErrNoPoster, member.ErrBadPoster, member.ErrPosterMoved}
	edge.Register(e, edge.Operation{
		ID: "list-member-posters", Method: "GET", Path: "/member-posters", Tag: "member", Permission: staff.MemberRead,
		Summary: edge.Words{Chinese: "入会海报", English: "Posters by which people join"},
		Errors:  []*errs.Error{edge.ErrBadCursor, order.ErrUnknownStore},
	}, h.listPosters)
	edge.Register(e, edge.Operation{
		ID: "make-member-poster", Method: "POST", Path: "/member-posters", Tag: "member", Permission: staff.MemberPosters, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "新建入会海报", English: "Make a poster"},
		Description: edge.Words{Chinese: "门店、渠道与导购一经创建不再更改：已印出的海报代表它们。文案与有效期可随时修改。",
			English: "Store, channel and adviser stay as they are made: a sheet that hangs stands for them. Words and days may change."},
		Errors: append([]*errs.Error{idempotency.ErrBodyDiffers}, saving...),
	}, h.makePoster)
	edge.Register(e, edge.Operation{
		ID: "get-member-poster", Method: "GET", Path: "/member-posters/{id}", Tag: "member", Permission: staff.MemberRead,
		Summary: edge.Words{Chinese: "一张入会海报", English: "One poster"}, Errors: []*errs.Error{member.ErrNoPoster},
	}, h.getPoster)
	edge.Register(e, edge.Operation{
		ID: "change-member-poster", Method: "PUT", Path: "/member-posters/{id}", Tag: "member", Permission: staff.MemberPosters,
		Summary: edge.Words{Chinese: "修改海报的文案与有效期", English: "Change the words and days of a poster"}, Errors: changing,
	}, h.changePoster)
	edge.Register(e, edge.Operation{
		ID: "turn-member-poster", Method: "PUT", Path: "/member-posters/{id}/state", Tag: "member", Permission: staff.MemberPosters,
		Summary: edge.Words{Chinese: "启用、暂停或结束海报", English: "Let a poster run, pause or end"},
		Errors:  []*errs.Error{member.ErrNoPoster, member.ErrPosterMoved, member.ErrPosterOver},
	}, h.turnPoster)
	edge.Register(e, edge.Operation{
		ID: "get-poster-sheet", Method: "GET", Path: "/member-posters/{id}/sheet.pdf", Tag: "member", Permission: staff.MemberRead, Status: http.StatusOK,
		Summary: edge.Words{Chinese: "海报印刷页（PDF）", English: "The sheet of a poster to print, as a PDF"},
		Errors:  []*errs.Error{member.ErrNoPoster, pdf.ErrNoFont, qr.ErrTooLong}, Answer: view.PDFAnswer,
	}, h.posterSheet)
	edge.Register(e, edge.Operation{
		ID: "get-poster-code", Method: "GET", Path: "/member-posters/{id}/code", Tag: "member", Permission: staff.MemberRead, Status: http.StatusOK,
		Summary: edge.Words{Chinese: "海报的二维码图片", English: "The QR code of a poster, as a picture"},
		Errors:  []*errs.Error{member.ErrNoPoster, qr.ErrTooLong}, Answer: codeAnswer,
	}, h.posterCode)
}

func (h *handlers) listPosters(ctx context.Context, in *postersAsk) (*postersReply, error) {
	after, err := in.After(posterCursor)
	if err != nil {
		return nil, err
	}
	f := member.PosterFilter{Text: in.Query, State: member.PosterState(in.State), Stores: edge.From(ctx).Scope().Narrow()}
	if in.Store != "" {
		store, err := h.posterStore(ctx, in.Store)
		if err != nil {
			return nil, err
		}
		f.Stores = []org.StoreID{store}
	}
	list, err := h.Reader.Members.Posters(ctx, h.DB, f, member.PosterID(after), in.Limit+1)
	if err != nil {
		return nil, err
	}
	list, next := edge.Cut(list, in.Limit, func(p member.Poster) string { return edge.Cursor(posterCursor, int64(p.ID)) })
	shown, err := h.shownPosters(ctx, h.DB, list...)
	return &postersReply{edge.PageOf(shown, next)}, err
}

// posterStore is a store that the caller sees. Errors: order.ErrUnknownStore.
func (h *handlers) posterStore(ctx context.Context, code string) (org.StoreID, error) {
	found, err := h.Reader.Org.StoresByCodes(ctx, h.DB, code)
	if err != nil {
		return 0, err
	}
	store, ok := found[code]
	if !ok || !edge.From(ctx).Scope().Sees(store.ID) {
		return 0, order.ErrUnknownStore.With("code", code)
	}
	return store.ID, nil
}

func (h *handlers) shownPosters(ctx context.Context, q postgres.Querier, list ...member.Poster) ([]Poster, error) {
	c := edge.From(ctx)
	who := edge.Each(list, func(p member.Poster) string { return p.MadeBy })
	who = append(who, edge.Each(list, func(p member.Poster) string { return p.ChangedBy })...)
	doers, err := h.Reader.Doers(ctx, q, who...)
	if err != nil {
		return nil, err
	}
	stores, channels, err := h.Reader.PlacesNamed(ctx, q, c.Language, edge.Each(list, func(p member.Poster) org.StoreID { return p.Store }),
		edge.Each(list, func(p member.Poster) org.ChannelID { return p.Channel }))
	if err != nil {
		return nil, err
	}
	scans, err := h.Reader.Members.AllScans(ctx, q, edge.Each(list, func(p member.Poster) member.PosterID { return p.ID })...)
	if err != nil {
		return nil, err
	}
	home, now := h.address(c), h.Clock.Now()
	return edge.Each(list, func(p member.Poster) Poster {
		return Poster{ID: edge.IDOf(p.ID), Code: p.Code, Link: home + member.PosterPath(p.Code),
			PosterFields: PosterFields{p.Name, p.Headline, p.Words, edge.At(p.From), edge.AtUnlessZero(p.Until)},
			Headline:     p.Headline.In(string(c.Language)), State: string(p.StateAt(now)), Store: stores(p.Store), Channel: channels(p.Channel),
			Adviser: edge.OrNull(p.Adviser), Scans: scans[p.ID], Version: p.Version,
			MadeBy: doers(p.MadeBy), MadeAt: edge.At(p.MadeAt), ChangedBy: doers(p.ChangedBy), ChangedAt: edge.At(p.ChangedAt)}
	}), nil
}

// address is where members reach the program: what was set, or else where the caller does.
func (h *handlers) address(c *edge.Call) string {
	if home := h.Reader.Members.Home(); home != "" {
		return home
	}
	if h.edge.Proxies.Secure(c.Request) {
		return "https://" + c.Request.Host
	}
	return "http://" + c.Request.Host
}

// seenPoster is a poster of a store that the caller sees. Errors: member.ErrNoPoster.
func (h *handlers) seenPoster(ctx context.Context, q postgres.Querier, id edge.ID) (member.Poster, error) {
	p, err := h.Reader.Members.Poster(ctx, q, edge.As[member.PosterID](id))
	if err == nil && !edge.From(ctx).Scope().Sees(p.Store) {
		err = member.ErrNoPoster.With("poster", string(id))
	}
	return p, err
}

func (h *handlers) getPoster(ctx context.Context, in *PosterPath) (*posterReply, error) {
	return h.shownPoster(ctx, h.DB, in.ID)
}

func (h *handlers) shownPoster(ctx context.Context, q postgres.Querier, id edge.ID) (*posterReply, error) {
	p, err := h.seenPoster(ctx, q, id)
	if err != nil {
		return nil, err
	}
	shown, err := h.shownPosters(ctx, q, p)
	if err != nil {
		return nil, err
	}
	return &posterReply{shown[0]}, nil
}

func (f PosterFields) read() member.PosterWords {
	w := member.PosterWords{Headline: f.HeadlineI18n, Words: f.WordsI18n, From: f.From.Time}
	if f.Until != nil {
		w.Until = f.Until.Time
	}
	return w
}

func (h *handlers) makePoster(ctx context.Context, in *struct {
	edge.Keyed
	Body PosterMade
}) (*edge.Answer[Poster], error) {
	c, b := edge.From(ctx), in.Body
	p := member.Poster{Name: b.Name, Adviser: b.Adviser, PosterWords: b.read()}
	code, err := h.Reader.ActsFor(ctx, h.DB, c, b.Store, order.ErrUnknownStore)
	if err != nil {
		return nil, err
	}
	if code != "" {
		if p.Store, err = h.posterStore(ctx, code); err != nil {
			return nil, err
		}
	}
	if b.Channel != "" {
		channels, err := h.Reader.Org.ChannelsByCodes(ctx, h.DB, b.Channel)
		if err != nil {
			return nil, err
		}
		if p.Channel = channels[b.Channel].ID; p.Channel == 0 {
			return nil, order.ErrUnknownChannel.With("code", b.Channel)
		}
	}
	return edge.Once(ctx, h.edge, in.Key, func(tx postgres.Tx) (Poster, error) {
		id, err := h.Reader.Members.MakePoster(ctx, tx, p, c.Principal.String())
		if err != nil {
			return Poster{}, err
		}
		if err := h.auditPoster(ctx, tx, "member.make_poster", id, b); err != nil {
			return Poster{}, err
		}
		made, err := h.shownPoster(ctx, tx, edge.IDOf(id))
		if err != nil {
			return Poster{}, err
		}
		return made.Body, nil
	})
}

func (h *handlers) auditPoster(ctx context.Context, tx postgres.Tx, action string, id member.PosterID, after any) error {
	c := edge.From(ctx)
	return h.Staff.Audit(ctx, tx, staff.Entry{By: c.Principal, Action: action, Subject: staff.Subject{Kind: "member_poster", ID: string(edge.IDOf(id))},
		After: after, Address: c.Address})
}

func (h *handlers) changePoster(ctx context.Context, in *struct {
	PosterPath
	Body PosterChanged
}) (*posterReply, error) {
	return h.changedPoster(ctx, in.ID, "member.change_poster", in.Body, func(tx postgres.Tx, id member.PosterID, by string) error {
		return h.Reader.Members.ChangePoster(ctx, tx, id, in.Body.Version, in.Body.Name, in.Body.read(), by)
	})
}

func (h *handlers) turnPoster(ctx context.Context, in *struct {
	PosterPath
	Body PosterTurn
}) (*posterReply, error) {
	return h.changedPoster(ctx, in.ID, "member.turn_poster", in.Body, func(tx postgres.Tx, id member.PosterID, by string) error {
		return h.Reader.Members.TurnPoster(ctx, tx, id, in.Body.Version, member.PosterState(in.Body.State), by)
	})
}

func (h *handlers) changedPoster(ctx context.Context, id edge.ID, action string, after any, change func(tx postgres.Tx, id member.PosterID, by string) error) (reply *posterReply, err error) {
	err = h.DB.InTx(ctx, func(tx postgres.Tx) error {
		p, err := h.seenPoster(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := change(tx, p.ID, edge.From(ctx).Principal.String()); err != nil {
			return err
		}
		if err := h.auditPoster(ctx, tx, action, p.ID, after); err != nil {
			return err
		}
		reply, err = h.shownPoster(ctx, tx, id)
		return err
	})
	return reply, err
}

func (h *handlers) posterSheet(ctx context.Context, in *sheetAsk) (*fileReply, error) {
	p, err := h.seenPoster(ctx, h.DB, in.ID)
	if err != nil {
		return nil, err
	}
	sheet := view.PosterSheet{Paper: pdf.Paper(in.Paper), Home: h.address(edge.From(ctx)), Languages: []messages.Language{messages.Chinese, messages.English}}
	if in.Language != "both" {
		sheet.Languages = slices.DeleteFunc(sheet.Languages, func(l messages.Language) bool { return string(l) != in.Language })
	}
	file, err := h.Reader.WritePoster(ctx, h.DB, p, sheet, h.Clock.Now().UTC().Truncate(time.Second))
	if err != nil {
		return nil, err
	}
	return wholeFile("application/pdf", "poster-"+p.Code+"-"+in.Paper+".pdf", file), nil
}

func (h *handlers) posterCode(ctx context.Context, in *codeAsk) (*fileReply, error) {
	p, err := h.seenPoster(ctx, h.DB, in.ID)
	if err != nil {
		return nil, err
	}
	code, err := qr.Of(h.address(edge.From(ctx)) + member.PosterPath(p.Code))
	if err != nil {
		return nil, err
	}
	if in.Format == "svg" {
		return wholeFile("image/svg+xml", "poster-"+p.Code+".svg", code.SVG()), nil
	}
	picture, err := code.PNG(codePixels)
	if err != nil {
		return nil, err
	}
	return wholeFile("image/png", "poster-"+p.Code+".png", picture), nil
}

func wholeFile(kind, name string, file []byte) *fileReply {
	return &fileReply{Body: func(answer http.ResponseWriter) { edge.SendFile(answer, kind, name, file) }}
}
