package app

import (
	"context"
	"net/http"

	"habitue/internal/org"
	"habitue/internal/payment"
	"habitue/internal/payment/sandbox"
)

// sandboxZone is the one of the sandbox's calendar: that of the wallets it plays.
const sandboxZone = "Asia/Shanghai"

// newWallet opens the sandbox, where the operator wants one. It lives in this
// process and forgets everything with it.
func (a *App) newWallet() *sandbox.Wallet {
	if !a.Config.PaymentSandbox {
		return nil
	}
	a.log.Warn("payments by the sandbox move no money")
	zone, err := org.Location(sandboxZone)
	if err != nil {
		panic(err) // zones are compiled in
	}
	return sandbox.New(sandbox.Options{
		Key: a.keys.Lasting("payment.sandbox", "notifications"), Clock: a.clock, Zone: zone,
		Tell: func(ctx context.Context, header http.Header, body []byte) error {
			return a.Requests.Payment.Notified(ctx, sandbox.Name, header, body)
		},
	})
}

// providers are those that move money for us.
func (a *App) providers() map[string]payment.Provider {
	list := map[string]payment.Provider{}
	if a.wallet != nil {
		list[sandbox.Name] = a.wallet
	}
	return list
}
