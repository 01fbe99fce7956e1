package admin

import (
	"context"
	"encoding/base64"

	"github.com/danielgtaylor/huma/v2"
	"golang.org/x/mod/sumdb/tlog"

	"habitue/internal/api/edge"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/staff"
)

type (
	// SignedCheckpoint is a checkpoint with the key that it is verified by.
	SignedCheckpoint struct {
		Note string    `json:"note" doc:"Signed note: origin, size, root, signature" zh:"签名文本：来源、大小、根、签名"`
		Key  string    `json:"key" doc:"Public key, as golang.org/x/mod/sumdb/note reads it" zh:"公钥（sumdb note 格式）"`
		Size int64     `json:"size" doc:"Leaves under it" zh:"叶子数量" example:"538"`
		Root string    `json:"root" doc:"Root of the tree, base64" zh:"树根（base64）"`
		At   edge.Time `json:"signed_at" doc:"When it was signed" zh:"签名时间" example:"2026-09-12T04:20:02Z"`
	}
	// ProvedLeaf is an entry and its way to the root.
	ProvedLeaf struct {
		Index int64    `json:"index" doc:"Place in the log, from 0" zh:"在日志中的位置，从 0 起" example:"536"`
		Text  string   `json:"text" doc:"Canonical form; SHA-256 of a zero byte and this is the leaf" zh:"规范文本；零字节加此文本的 SHA-256 即叶子"`
		Hash  string   `json:"hash" doc:"The leaf, base64" zh:"叶子哈希（base64）"`
		Path  []string `json:"path" nullable:"false" doc:"Hashes beside the way to the root, as RFC 6962 has them, base64" zh:"通往树根的旁路哈希（RFC 6962，base64）"`
	}
	// PostingProof shows that the entries of a posting are under a checkpoint.
	PostingProof struct {
		Checkpoint SignedCheckpoint `json:"checkpoint" doc:"What was signed" zh:"已签名的检查点"`
		Leaves     []ProvedLeaf     `json:"leaves" nullable:"false" doc:"The entries, in their order" zh:"分录，按顺序"`
	}
	// Consistency shows that an earlier log is the beginning of the later.
	Consistency struct {
		Checkpoint SignedCheckpoint `json:"checkpoint" doc:"What was signed" zh:"已签名的检查点"`
		From       int64            `json:"from" doc:"Size of the earlier log" zh:"较早的大小" example:"122"`
		Path       []string         `json:"path" nullable:"false" doc:"Hashes as RFC 6962 has them, base64" zh:"一致性证明（RFC 6962，base64）"`
	}

	postingProofReply struct{ Body PostingProof }
	consistencyReply  struct{ Body Consistency }
	textReply         struct {
		ContentType string `header:"Content-Type"`
		Body        []byte
	}
	postingOfMember struct {
		MemberPath
		Posting edge.ID `path:"posting" doc:"Id of the posting" zh:"记账编号"`
	}
	earlierSize struct {
		From int64 `query:"from" minimum:"1" required:"true" doc:"Size of the checkpoint that you have kept" zh:"你所保存的检查点的大小" example:"122"`
	}
)

func (h *handlers) ledgerProofs(e *edge.Edge) {
	text := &huma.Response{Description: "OK", Content: map[string]*huma.MediaType{"text/plain": {Schema: &huma.Schema{Type: huma.TypeString}}}}
	none := []*errs.Error{ledger.ErrNoCheckpoint}
	edge.Register(e, edge.Operation{
		ID: "ledger-checkpoint", Method: "GET", Path: "/ledger/checkpoint", Tag: "ledger", Permission: staff.LedgerRead, Status: 200,
		Summary: edge.Words{Chinese: "账目日志的最新检查点（已签名）", English: "Latest signed checkpoint of the ledger's log"},
		Description: edge.Words{Chinese: "签名文本（sumdb note）。请自行保存：日后可据此证明账目未被改动。",
			English: "A signed note as the world of sumdb has it. Keep it: it is what later shows that nothing was changed."},
		Errors: none, Answer: text,
	}, h.checkpoint)
	edge.Register(e, edge.Operation{
		ID: "ledger-checkpoint-key", Method: "GET", Path: "/ledger/checkpoint/key", Tag: "ledger", Permission: staff.LedgerRead, Status: 200,
		Summary: edge.Words{Chinese: "检查点的公钥", English: "Public key of the checkpoints"},
		Errors:  none, Answer: text,
	}, h.checkpointKey)
	edge.Register(e, edge.Operation{
		ID: "ledger-consistency", Method: "GET", Path: "/ledger/checkpoint/consistency", Tag: "ledger", Permission: staff.LedgerRead,
		Summary: edge.Words{Chinese: "一致性证明", English: "Proof that the log continues an earlier one"},
		Errors:  []*errs.Error{ledger.ErrNoCheckpoint, ledger.ErrBeyondLog},
	}, h.consistency)
	edge.Register(e, edge.Operation{
		ID: "prove-posting", Method: "GET", Path: "/members/{id}/postings/{posting}/proof", Tag: "ledger", Permission: staff.LedgerRead,
		Summary: edge.Words{Chinese: "账目证明", English: "Proof that a posting is in the signed log"},
		Errors:  []*errs.Error{member.ErrUnknown, ledger.ErrNoPosting, ledger.ErrNotLogged, ledger.ErrNoCheckpoint},
	}, h.provePosting)
}

func (h *handlers) checkpoint(ctx context.Context, _ *struct{}) (*textReply, error) {
	c, err := h.Reader.Ledger.Checkpoint(ctx, h.DB)
	return &textReply{"text/plain; charset=utf-8", []byte(c.Note)}, err
}

func (h *handlers) checkpointKey(ctx context.Context, _ *struct{}) (*textReply, error) {
	c, err := h.Reader.Ledger.Checkpoint(ctx, h.DB)
	return &textReply{"text/plain; charset=utf-8", []byte(c.Key + "\n")}, err
}

func (h *handlers) consistency(ctx context.Context, in *earlierSize) (*consistencyReply, error) {
	c, path, err := h.Reader.Ledger.Continues(ctx, h.DB, in.From)
	return &consistencyReply{Consistency{signedCheckpoint(c), in.From, hashTexts(path)}}, err
}

func (h *handlers) provePosting(ctx context.Context, in *postingOfMember) (*postingProofReply, error) {
	m, err := h.member(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	c, proofs, err := h.Reader.Ledger.Prove(ctx, h.DB, m.ID, edge.As[ledger.PostingID](in.Posting))
	if err != nil {
		return nil, err
	}
	body := PostingProof{Checkpoint: signedCheckpoint(c), Leaves: []ProvedLeaf{}}
	for _, p := range proofs {
		body.Leaves = append(body.Leaves, ProvedLeaf{p.Index, string(p.Leaf.Text()), p.Leaf.Hash().String(), hashTexts(p.Path)})
	}
	return &postingProofReply{body}, nil
}

func signedCheckpoint(c ledger.Checkpoint) SignedCheckpoint {
	return SignedCheckpoint{c.Note, c.Key, c.Size, c.Root.String(), edge.At(c.SignedAt)}
}

func hashTexts(list []tlog.Hash) []string {
	texts := make([]string, len(list))
	for i, h := range list {
		texts[i] = base64.StdEncoding.EncodeToString(h[:])
	}
	return texts
}
