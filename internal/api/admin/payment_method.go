package admin

import (
	"context"
	"net/http"

	"habitue/internal/api/edge"
	"habitue/internal/payment"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// PaymentMethod is a way to pay.
type PaymentMethod struct {
	Code      string    `json:"code" doc:"Code" zh:"代码" example:"cash"`
	Name      string    `json:"name" doc:"Name in the reader's language" zh:"名称" example:"现金"`
	NameI18n  i18n.Text `json:"name_i18n" doc:"Name in every language" zh:"各语言名称"`
	Provider  *string   `json:"provider" doc:"Who collects; null: a person at the counter" zh:"收款机构；null 为柜台收取" example:"sandbox"`
	NeedsSlip bool      `json:"needs_slip" doc:"Whether the slip's number must be told" zh:"是否须填凭证号"`
	Position  int       `json:"position" doc:"Where it stands among them, the lowest first" zh:"排序，小者在前" example:"1"`
	Archived  bool      `json:"archived" doc:"No longer offered" zh:"已停用"`
	Version   int       `json:"version" doc:"Version" zh:"版本" example:"1"`
}

// PaymentMethodFields are what staff say of a way to pay. It is exported because it is embedded.
type PaymentMethodFields struct {
	Name      i18n.Text `json:"name_i18n" doc:"Name by language" zh:"各语言名称"`
	NeedsSlip bool      `json:"needs_slip,omitempty" doc:"Whether the slip's number must be told; only of what is taken at the counter" zh:"是否须填凭证号（仅限柜台收取）" example:"true"`
	Position  int       `json:"position" minimum:"0" maximum:"10000" doc:"Where it stands among them, the lowest first" zh:"排序，小者在前" example:"4"`
	Archived  bool      `json:"archived,omitempty" doc:"No longer offered; what was paid by it stays" zh:"停用；已收款不受影响" example:"false"`
}

// NewPaymentMethod is a way to pay at the counter, to be offered.
type NewPaymentMethod struct {
	Code string `json:"code" pattern:"^[a-z][a-z0-9_]{0,39}$" doc:"Code; stays" zh:"代码，之后不可更改" example:"voucher"`
	PaymentMethodFields
}

// PaymentMethodChange is a way to pay as it shall be.
type PaymentMethodChange struct {
	Seen
	PaymentMethodFields
}

type (
	methodsReply struct{ Body edge.Page[PaymentMethod] }
	methodReply  struct{ Body PaymentMethod }
)

func (h *handlers) paymentMethods(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-payment-methods", Method: "GET", Path: "/payments/methods", Tag: "payment", Permission: staff.PaymentRead,
		Summary: edge.Words{Chinese: "支付方式", English: "Ways to pay"},
	}, h.listMethods)
	edge.Register(e, edge.Operation{
		ID: "add-payment-method", Method: "POST", Path: "/payments/methods", Tag: "payment", Permission: staff.PaymentManage, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "新增柜台支付方式", English: "Offer another way to pay at the counter"},
		Errors:  []*errs.Error{payment.ErrBadMethod, payment.ErrMethodTaken},
	}, h.addMethod)
	edge.Register(e, edge.Operation{
		ID: "change-payment-method", Method: "PUT", Path: "/payments/methods/{code}", Tag: "payment", Permission: staff.PaymentManage,
		Summary: edge.Words{Chinese: "修改或停用支付方式", English: "Change a way to pay, or stop offering it"},
		Errors:  []*errs.Error{payment.ErrUnknownMethod, payment.ErrBadMethod, payment.ErrMethodChanged},
	}, h.changeMethod)
}

func (h *handlers) listMethods(ctx context.Context, _ *struct{}) (*methodsReply, error) {
	list, err := h.Payment.Methods(ctx, h.DB)
	return &methodsReply{Body: edge.PageOf(edge.Each(list, func(m payment.Method) PaymentMethod { return methodOf(ctx, m) }), "")}, err
}

func (h *handlers) addMethod(ctx context.Context, in *struct{ Body NewPaymentMethod }) (*methodReply, error) {
	return h.saveMethod(ctx, func(tx postgres.Tx) (payment.Method, error) {
		return h.Payment.AddMethod(ctx, tx, in.Body.Code, in.Body.form(), actOf(ctx, ""))
	})
}

func (h *handlers) changeMethod(ctx context.Context, in *struct {
	Code string `path:"code" maxLength:"40" doc:"Code of the method" zh:"支付方式代码" example:"card"`
	Body PaymentMethodChange
}) (*methodReply, error) {
	return h.saveMethod(ctx, func(tx postgres.Tx) (payment.Method, error) {
		return h.Payment.ChangeMethod(ctx, tx, in.Code, in.Body.Version, in.Body.form(), actOf(ctx, ""))
	})
}

func (h *handlers) saveMethod(ctx context.Context, save func(postgres.Tx) (payment.Method, error)) (*methodReply, error) {
	var m payment.Method
	err := h.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
		m, err = save(tx)
		return err
	})
	if err != nil {
		return nil, err
	}
	return &methodReply{Body: methodOf(ctx, m)}, nil
}

func (f PaymentMethodFields) form() payment.MethodForm {
	return payment.MethodForm{Name: f.Name, Reference: f.NeedsSlip, Position: f.Position, Archived: f.Archived}
}

func methodOf(ctx context.Context, m payment.Method) PaymentMethod {
	return PaymentMethod{Code: m.Code, Name: m.Name.In(string(edge.From(ctx).Language)), NameI18n: m.Name, Provider: postgres.Optional(m.Provider),
		NeedsSlip: m.Reference, Position: m.Position, Archived: m.Archived, Version: m.Version}
}
