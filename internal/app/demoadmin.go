package app

import (
	"context"
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"habitue/internal/staff"
)

// DemoEmail signs in to a demo. The domain belongs to nobody.
const DemoEmail = "admin@demo.habitue.local"

// SignIn is how one gets into a demo.
type SignIn struct {
	Email    string
	Password string // empty where somebody else made the accounts
	File     string // where the password is kept
}

// DemoSignIn makes the first administrator of a demo, or tells how to sign in
// where he is there already. The password is made, kept in a file of ours alone,
// and written there before the account is made: a crash between leaves a
// password without an account, never the other way round.
func (a *App) DemoSignIn(ctx context.Context) (SignIn, error) {
	s := SignIn{Email: DemoEmail, File: filepath.Join(a.Config.Data, "demo-password.txt")}
	taken, err := a.Requests.Staff.HasAccounts(ctx, a.db.interactive)
	if err != nil {
		return s, err
	}
	text, err := os.ReadFile(s.File)
	switch {
	case err == nil:
		s.Password = strings.TrimSpace(string(text))
	case !errors.Is(err, fs.ErrNotExist):
		return s, ErrDataFolder.With("path", s.File).Because(err)
	}
	if taken {
		return s, nil
	}
	if s.Password == "" {
		s.Password = newPassword()
		if err := writeWhole(s.File, []byte(s.Password+"\n")); err != nil {
			return s, ErrDataFolder.With("path", s.File).Because(err)
		}
	}
	_, err = a.Requests.Staff.FirstAdministrator(ctx, staff.NewAccount{
		Email: s.Email, Name: "演示管理员", Password: s.Password, Locale: "zh-CN"})
	if errors.Is(err, staff.ErrNotFirst) {
		return s, nil
	}
	return s, err
}

// newPassword is 80 bits, in letters and digits that are easy to tell apart.
func newPassword() string {
	const letters = "abcdefghijkmnpqrstuvwxyz23456789" // 32 of them
	raw := make([]byte, 16)
	rand.Read(raw)
	for i, b := range raw {
		raw[i] = letters[b%32]
	}
	text := string(raw)
	return text[:4] + "-" + text[4:8] + "-" + text[8:12] + "-" + text[12:]
}
