package main

import (
	"fmt"
	"io"
	"strings"

	"habitue/internal/app"
	"habitue/internal/staff"
)

// adminCommand is a word with staff from who sits at the machine.
type adminCommand struct {
	Create createCommand `cmd:"" help:"Make a staff account."`
	Key    struct {
		Create keyCommand `cmd:"" help:"Make an API key and print it once."`
	} `cmd:"" help:"API keys of tills, shops and programs."`
}

// createCommand makes an account.
type createCommand struct {
	Email         string   `required:"" placeholder:"E-MAIL" help:"Sign-in name."`
	Name          string   `placeholder:"NAME" help:"Shown name; the part before the @ unless told otherwise."`
	Role          []string `default:"administrator" placeholder:"ROLE" help:"administrator, operations, finance, service, marketing, store_manager, cashier, adviser, analyst, auditor; may be repeated."`
	Locale        string   `enum:"zh-CN,en" default:"zh-CN" help:"Language of the console: zh-CN or en."`
	PasswordStdin bool     `help:"Read the password from standard input (its first line)."`
	JSON          bool     `help:"Print JSON."`
}

// Run implements the command.
func (c *createCommand) Run(s *session) error {
	s.json = c.JSON
	if !c.PasswordStdin {
		return errUsage.With("why", "--password-stdin")
	}
	password, err := firstLine(s.in)
	if err != nil {
		return err
	}
	if c.Name == "" {
		c.Name, _, _ = strings.Cut(c.Email, "@")
	}
	account := staff.NewAccount{Email: c.Email, Name: c.Name, Password: password, Locale: c.Locale, By: staff.Operator}
	for _, r := range c.Role {
		account.Roles = append(account.Roles, staff.Role(r))
	}
	return s.with(app.Options{Share: true}, func(a *app.App) error {
		made, err := a.Requests.Staff.CreateAccount(s.ctx, account)
		if err != nil {
			return err
		}
		document := map[string]any{"id": fmt.Sprint(made.ID), "email": made.Email, "name": made.Name, "roles": made.Roles}
		return s.result(document, func(w io.Writer) {
			fmt.Fprintln(w, s.say("cli.account_made", params("email", made.Email)...))
		})
	})
}

// firstLine reads a password from a pipe.
func firstLine(r io.Reader) (string, error) {
	text, err := io.ReadAll(io.LimitReader(r, 4<<10))
	line, _, _ := strings.Cut(string(text), "\n")
	return strings.TrimSuffix(line, "\r"), err
}

// keyCommand makes an API key.
type keyCommand struct {
	Name  string   `required:"" placeholder:"NAME" help:"What the key is for."`
	Scope []string `required:"" placeholder:"SCOPE" help:"Permission such as order:write; may be repeated or joined by commas."`
	JSON  bool     `help:"Print JSON."`
}

// Run implements the command.
func (c *keyCommand) Run(s *session) error {
	s.json = c.JSON
	key := staff.NewKey{Name: c.Name, By: staff.Operator}
	for _, scope := range c.Scope {
		key.Scopes = append(key.Scopes, staff.Permission(scope))
	}
	return s.with(app.Options{Share: true}, func(a *app.App) error {
		secret, made, err := a.CreateKey(s.ctx, key)
		if err != nil {
			return err
		}
		document := map[string]any{"id": fmt.Sprint(made.ID), "name": made.Name, "scopes": made.Scopes, "key": secret}
		return s.result(document, func(w io.Writer) {
			s.tell("cli.key_made", "name", made.Name)
			fmt.Fprintln(w, secret)
		})
	})
}
