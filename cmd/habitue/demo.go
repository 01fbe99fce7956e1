package main

import (
	"errors"
	"fmt"

	"habitue/internal/app"
	"habitue/internal/sample/fill"
)

// demoCommand serves the sample retailer, which the first start makes.
type demoCommand struct {
	serving
}

// Run implements the command.
func (c *demoCommand) Run(s *session) error {
	l, err := app.Listen(s.ctx, s.config.Listen)
	if err != nil {
		return err
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
	_, err := a.FillDemo(s.ctx, p.show)
	p.end()
	if err != nil {
		return err
	}
	in, err := a.DemoSignIn(s.ctx)
	if err != nil {
		return err
	}
	fmt.Fprintln(s.out, s.say("demo.ready", params("address", address)...))
	if in.Password == "" {
		fmt.Fprintln(s.out, s.say("demo.accounts_of_your_own"))
	} else {
		fmt.Fprintln(s.out, s.say("demo.sign_in", params("email", in.Email, "password", in.Password, "file", in.File)...))
	}
	fmt.Fprintln(s.out, s.say("demo.next", params("address", address)...))
	return nil
}
