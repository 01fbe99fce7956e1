package main

import (
	"errors"
	"fmt"
	"io"
	"net"

	"habitue/internal/app"
	"habitue/internal/platform/config"
	"habitue/internal/sample/fill"
)

// demoCommand serves the sample retailer, which the first start makes.
type demoCommand struct {
	serving
	Small bool `help:"A small retailer: 3 shops, 200 members, 3,000 orders."`
	JSON  bool `help:"Print where and how to sign in as one JSON document, once requests are answered."`
}

// Run implements the command.
func (c *demoCommand) Run(s *session) error {
	s.json = c.JSON
	s.config.PaymentSandbox = true // nobody sells for real in a sample retailer
	if s.config.CodeDelivery == "" {
		s.config.CodeDelivery = config.CodesToLog
	}
	l, err := app.Listen(s.ctx, s.config.Listen)
	if err != nil {
		return err
	}
	if at, ok := l.Addr().(*net.TCPAddr); ok && s.config.PublicURL == "" && at.IP.IsLoopback() {
		s.config.PublicURL = fmt.Sprintf("http://localhost:%d", at.Port) // where browsers have passkeys without https
	}
	a, err := s.open(app.Options{Ladder: fill.Ladder()})
	if err != nil {
		return errors.Join(err, l.Close())
	}
	address := "http://" + l.Addr().String()
	if err := c.prepare(s, a, address); err != nil {
		return errors.Join(err, l.Close(), a.Close(s.ctx))
	}
	return errors.Join(a.Serve(s.ctx, l), a.Close(s.ctx))
}

// prepare fills what is empty and says how to get in.
func (c *demoCommand) prepare(s *session, a *app.App, address string) error {
	p := s.progress()
	_, err := a.FillDemo(s.ctx, c.Small, p.show)
	p.end()
	if err != nil {
		return err
	}
	in, err := a.DemoSignIn(s.ctx)
	if err != nil {
		return err
	}
	document := map[string]string{"address": address, "email": in.Email, "password_file": in.File}
	return s.result(document, func(w io.Writer) { s.welcome(w, address, in) })
}

func (s *session) welcome(w io.Writer, address string, in app.SignIn) {
	fmt.Fprintln(w, s.say("demo.ready", params("address", address)...))
	if in.Password == "" {
		fmt.Fprintln(w, s.say("demo.accounts_of_your_own"))
	} else {
		fmt.Fprintln(w, s.say("demo.sign_in", params("email", in.Email, "password", in.Password, "file", in.File)...))
	}
	fmt.Fprintln(w, s.say("demo.next", params("address", address)...))
}
