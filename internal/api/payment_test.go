package api_test

import (
	"context"
	"strconv"
	"testing"
	"time"

	"habitue/internal/member"
	"habitue/internal/payment"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// charge makes one that the sandbox is to collect.
func (w *world) charge(amount int64) string {
	w.t.Helper()
	var c payment.Charge
	w.tx(func(ctx context.Context, tx postgres.Tx) (err error) {
		c, err = w.deps.Payment.Begin(ctx, tx, payment.NewCharge{Member: member.ID(7), Key: "k:" + strconv.FormatInt(amount, 10),
			Subject: payment.Subject{Kind: "checkout", ID: amount}, Method: "sandbox", Amount: amount, Currency: "CNY", Until: w.clock.Now().Add(time.Hour)})
		return err
	})
	if _, err := w.deps.Payment.Ask(w.t.Context(), c.ID); err != nil {
		w.t.Fatal(err)
	}
	return strconv.FormatInt(int64(c.ID), 10)
}

func TestAWalletPaysOverTheAPI(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	all := as(w.everything())
	path := "/api/v1/payments/" + w.charge(38_00)
	var c struct {
		State   string
		Payer   *string
		Refunds []struct{ State string }
	}
	w.do("GET", path, "", all).want(200).into(&c)
	if c.State != "pending" || c.Payer == nil {
		t.Fatalf("%+v", c)
	}
	w.do("POST", path+"/sandbox", "", all).want(200).into(&c)
	if c.State != "paid" {
		t.Fatalf("%+v", c)
	}
	lost := "/api/v1/payments/" + w.charge(10_03)
	w.do("POST", lost+"/sandbox", "", all).want(200).into(&c)
	if c.State != "pending" {
		t.Fatalf("a lost notification: %+v", c)
	}
	w.do("POST", lost+"/look", "", all).want(200).into(&c)
	if c.State != "paid" {
		t.Fatalf("after asking: %+v", c)
	}
	var page struct {
		Items      []struct{ State string }
		NextCursor *string `json:"next_cursor"`
	}
	w.do("GET", "/api/v1/payments?limit=1&state=paid", "", all).want(200).into(&page)
	if len(page.Items) != 1 || page.NextCursor == nil {
		t.Fatalf("%+v", page)
	}
	w.do("GET", "/api/v1/payments?limit=1&cursor="+*page.NextCursor, "", all).want(200).into(&page)
	if len(page.Items) != 1 || page.NextCursor != nil {
		t.Fatalf("the second page: %+v", page)
	}
	w.do("GET", "/api/v1/payments/4711", "", all).refused(404, "payment.no_charge")
	w.do("GET", path, "", as(w.key("nobody", staff.OrderRead))).want(403)
}

func TestANotificationIsBelievedForItsSignatureOnly(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	all := as(w.everything())
	id := w.charge(38_00)
	body := `{"ID":"n1","Reference":"HC` + id + `","Number":"N1","State":"paid","Amount":3800,"Currency":"CNY"}`
	const door = "/api/v1/payments/providers/sandbox/notifications"
	w.do("POST", door, body).refused(403, "payment.forged")
	header := w.deps.Wallet.Sign([]byte(body))
	signed := []string{"Sandbox-Timestamp: " + header.Get("Sandbox-Timestamp"), "Sandbox-Signature: " + header.Get("Sandbox-Signature")}
	w.do("POST", door, body+" ", signed...).refused(403, "payment.forged")
	w.do("POST", "/api/v1/payments/providers/nobody/notifications", body, signed...).refused(404, "payment.no_provider")
	for range 2 {
		w.do("POST", door, body, signed...).want(204)
	}
	var c struct{ State string }
	w.do("GET", "/api/v1/payments/"+id, "", all).want(200).into(&c)
	if c.State != "paid" {
		t.Fatalf("%+v", c)
	}
}

func TestADifferenceIsSettledByWhoMay(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	all := as(w.everything())
	w.do("POST", "/api/v1/payments/"+w.charge(10_05)+"/sandbox", "", all).want(200)
	var page struct {
		Items []struct {
			ID, Kind     string
			Ours, Theirs int64
			Note         *string
		}
	}
	w.do("GET", "/api/v1/payments/differences?open=true", "", all).want(200).into(&page)
	if len(page.Items) != 1 || page.Items[0].Kind != "misfit" || page.Items[0].Ours != 10_05 || page.Items[0].Theirs != 10_06 {
		t.Fatalf("%+v", page)
	}
	path := "/api/v1/payments/differences/" + page.Items[0].ID + "/settle"
	w.do("POST", path, `{"note":"按机构金额补记"}`, as(w.key("reader", staff.PaymentRead))).want(403)
	w.do("POST", path, `{"note":"按机构金额补记"}`, all).want(200)
	w.do("POST", path, `{"note":"again"}`, all).refused(409, "payment.settled_already")
	w.do("GET", "/api/v1/payments/differences?open=true", "", all).want(200).into(&page)
	if len(page.Items) != 0 {
		t.Fatalf("still open: %+v", page)
	}
}
