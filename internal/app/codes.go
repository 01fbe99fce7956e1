package app

import (
	"context"
	"log/slog"
	"os"

	"habitue/internal/member"
	"habitue/internal/platform/config"
	"habitue/internal/platform/vouch"
)

// codeSender is what takes sign-in codes to members; nil where nobody set one up,
// which the API then says.
func (a *App) codeSender() member.CodeSender {
	if a.Config.CodeDelivery != config.CodesToLog {
		return nil
	}
	return codesInLog{a.log}
}

// codesInLog lets a developer be every member. The phone itself stays out of the
// log, as all personal text does.
type codesInLog struct{ log *slog.Logger }

// SendCode implements member.CodeSender.
func (c codesInLog) SendCode(_ context.Context, code member.Code) error {
	c.log.Warn("a sign-in code goes to the log and not to the member", "to", code.To.Mask(), "code", code.Text)
	return nil
}

// loadProviders reads who vouches for members, besides codes.
func (a *App) loadProviders() ([]vouch.Listed, error) {
	if a.Config.SignInFile == "" {
		return nil, nil
	}
	return vouch.Load(a.Config.SignInFile, os.LookupEnv, a.clock.Now)
}
