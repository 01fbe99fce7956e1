package admin

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"habitue/internal/api/edge"
	"habitue/internal/ledger"
	"habitue/internal/platform/errs"
	"habitue/internal/staff"
)

type (
	// LogOrigin is a name that the log has had.
	LogOrigin struct {
		Name    string    `json:"name" doc:"The name, which checkpoints begin with" zh:"来源名称" example:"habitue-ledger-0123456789abcdef"`
		Key     string    `json:"key" doc:"Public key of the checkpoints under it, as golang.org/x/mod/sumdb/note reads it" zh:"公钥（sumdb note 格式）"`
		Size    int64     `json:"size" doc:"Leaves of the log when it took the name" zh:"启用时的叶子数量" example:"1"`
		Note    string    `json:"note" doc:"Signed statement by which it began: begins, or continues another, with size, root and time" zh:"启用时的签名声明"`
		BegunAt edge.Time `json:"begun_at" doc:"When it began" zh:"启用时间" example:"2026-09-12T04:20:01Z"`
	}
	// LogOrigins are the names that the log has had.
	LogOrigins struct {
		Items []LogOrigin `json:"items" nullable:"false" doc:"In their order; the last one signs" zh:"按先后顺序，最后一个为现用"`
	}

	originsReply struct{ Body LogOrigins }
	tileReply    struct {
		ContentType  string `header:"Content-Type"`
		CacheControl string `header:"Cache-Control"`
		Body         []byte
	}
	tilePath struct {
		Level string `path:"level" maxLength:"2" doc:"Level of the tile, 0 are leaves" zh:"层，0 为叶子" example:"0"`
		Tile  string `path:"tile" maxLength:"60" doc:"Its number in groups of three digits, all but the last with an x in front; where it is not full, .p/ and its width" zh:"编号：三位一组，除末组外前加 x；未满时加 .p/ 与宽度" example:"x001/234.p/17"`
	}
)

func (h *handlers) ledgerMirror(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "ledger-tile", Method: "GET", Path: "/ledger/tile/{level}/{tile...}", Tag: "ledger", Permission: staff.LedgerRead, Status: 200,
		Summary: edge.Words{Chinese: "账目日志的哈希块", English: "Tile of the ledger's log"},
		Description: edge.Words{Chinese: "按 c2sp.org/tlog-tiles 布局的 256 个哈希，供独立监督方镜像；不含分录内容。",
			English: "256 hashes side by side, laid out as c2sp.org/tlog-tiles has it, so that an independent monitor mirrors the log and checks each checkpoint; what entries say is not among them."},
		Errors: []*errs.Error{ledger.ErrNoTile, ledger.ErrNoCheckpoint},
		Answer: &huma.Response{Description: "OK", Content: map[string]*huma.MediaType{
			"application/octet-stream": {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}}},
	}, h.ledgerTile)
	edge.Register(e, edge.Operation{
		ID: "ledger-origins", Method: "GET", Path: "/ledger/checkpoint/origins", Tag: "ledger", Permission: staff.LedgerRead,
		Summary: edge.Words{Chinese: "账目日志的来源声明", English: "Names that the ledger's log has had"},
		Description: edge.Words{Chinese: "恢复备份或更换密钥后，日志以新名称继续，并签名声明自何处继续。",
			English: "After a backup was restored, or the key was changed, the log goes on under another name, and a signed statement says from where."},
	}, h.ledgerOrigins)
}

func (h *handlers) ledgerTile(ctx context.Context, in *tilePath) (*tileReply, error) {
	hashes, err := h.Reader.Ledger.Tile(ctx, h.DB, in.Level+"/"+in.Tile)
	// What was signed once is never different.
	return &tileReply{"application/octet-stream", "private, max-age=31536000, immutable", hashes}, err
}

func (h *handlers) ledgerOrigins(ctx context.Context, _ *struct{}) (*originsReply, error) {
	list, err := h.Reader.Ledger.Origins(ctx, h.DB)
	return &originsReply{LogOrigins{edge.Each(list, func(o ledger.Origin) LogOrigin {
		return LogOrigin{o.Name, o.Key, o.Size, o.Note, edge.At(o.BegunAt)}
	})}}, err
}
