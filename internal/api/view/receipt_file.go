package view

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"habitue/internal/api/edge"
	"habitue/internal/api/messages"
	"habitue/internal/order"
	"habitue/internal/platform/pdf"
	"habitue/internal/platform/postgres"
)

// ReceiptAsk says how a receipt is wanted.
type ReceiptAsk struct {
	Paper    string `query:"paper" enum:"a5,80mm" default:"a5" doc:"Sheets of A5, or a roll of 80 mm" zh:"A5 纸，或 80 毫米卷纸" example:"a5"`
	Language string `query:"language" enum:"zh-CN,en" doc:"Its language; the reader's when absent. A link cannot say what a reader prefers" zh:"语言；缺省为读者的语言" example:"zh-CN"`
}

// PDFAnswer is what an operation answers with that sends a PDF.
var PDFAnswer = &huma.Response{Description: "OK", Content: map[string]*huma.MediaType{
	"application/pdf": {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}},
}}

// SendReceipt writes the receipt of an order and sends it. Errors: pdf.ErrNoFont.
func (r *Reader) SendReceipt(ctx context.Context, q postgres.Querier, c *edge.Call, o order.Order, ask ReceiptAsk, now time.Time) (*struct{ Body func(http.ResponseWriter) }, error) {
	as := *c
	if ask.Language != "" {
		as.Language = messages.Language(ask.Language)
	}
	file, err := r.Receipt(ctx, q, &as, o, pdf.Paper(ask.Paper), now)
	if err != nil {
		return nil, err
	}
	name := "receipt-" + string(edge.IDOf(o.ID)) + ".pdf"
	return &struct{ Body func(http.ResponseWriter) }{func(answer http.ResponseWriter) { edge.SendFile(answer, "application/pdf", name, file) }}, nil
}
