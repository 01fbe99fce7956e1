package org

import (
	"strings"
	"time"

	"habitue/internal/platform/coded"
	"habitue/internal/platform/i18n"
)

// Ids of the organisation's parts. Zero is none.
type (
	BrandID   int64
	RegionID  int64
	StoreID   int64
	ChannelID int64
)

// Settings hold for the whole retailer.
type Settings struct {
	Name          i18n.Text
	Country       string // ISO 3166: where a phone without a country code is at home
	Currency      string // ISO 4217
	Zone          string // IANA
	CutoffMinutes int    // after midnight, still the day before
	Chosen        bool   // false while currency and zone are only our default
	UpdatedAt     time.Time
}

// Store is a place with a till.
type Store struct {
	ID            StoreID
	Code          string
	Name          i18n.Text
	Region        RegionID
	Brand         BrandID
	Zone          string    // empty: the retailer's
	CutoffMinutes *int      // nil: the retailer's
	OpenedOn      time.Time // a date at midnight UTC; zero: unknown
	ArchivedAt    time.Time // when it was closed; zero: open
	Version       int
}

// Channel is a way to sell.
type Channel struct {
	ID         ChannelID
	Code       string
	Kind       ChannelKind
	Name       i18n.Text
	ArchivedAt time.Time
	Version    int
}

// ChannelKind tells what a channel is to the member.
type ChannelKind string

// The kinds of channels. What an import names without saying more is Other.
const (
	Till             ChannelKind = "till"
	MiniProgram      ChannelKind = "mini_program"
	App              ChannelKind = "app"
	WebShop          ChannelKind = "web_shop"
	DeliveryPlatform ChannelKind = "delivery_platform"
	Other            ChannelKind = "other"
)

func (k ChannelKind) known() bool {
	switch k {
	case Till, MiniProgram, App, WebShop, DeliveryPlatform, Other:
		return true
	}
	return false
}

// Brand is a name under which the retailer trades.
type Brand struct {
	ID         BrandID
	Code       string
	Name       i18n.Text
	ArchivedAt time.Time
	Version    int
}

// Region is a part of the country, within another region or at the top.
type Region struct {
	ID      RegionID
	Code    string
	Name    i18n.Text
	Parent  RegionID
	Version int
}

// maxCutoff keeps the business day from becoming the day after tomorrow.
const maxCutoff = 12*60 - 1

func validNamed(code string, name i18n.Text) error {
	if err := coded.Check(code, ErrBadCode); err != nil {
		return err
	}
	if !name.Valid() {
		return ErrBadName.With("code", code)
	}
	return nil
}

func (s Settings) validate() error {
	if !s.Name.Valid() {
		return ErrBadName
	}
	if !letters(s.Country, 2) {
		return ErrBadCountry.With("country", i18n.Clean(s.Country, coded.MaxLength))
	}
	if !letters(s.Currency, 3) {
		return ErrBadCurrency.With("currency", i18n.Clean(s.Currency, coded.MaxLength))
	}
	if s.CutoffMinutes < 0 || s.CutoffMinutes > maxCutoff {
		return ErrBadCutoff.With("minutes", s.CutoffMinutes)
	}
	_, err := Location(s.Zone)
	return err
}

func (s Store) validate() error {
	if err := validNamed(s.Code, s.Name); err != nil {
		return err
	}
	if c := s.CutoffMinutes; c != nil && (*c < 0 || *c > maxCutoff) {
		return ErrBadCutoff.With("minutes", *c)
	}
	if s.Zone == "" {
		return nil
	}
	_, err := Location(s.Zone)
	return err
}

func (c Channel) validate() error {
	if !c.Kind.known() {
		return ErrBadChannelKind.With("kind", string(c.Kind))
	}
	return validNamed(c.Code, c.Name)
}

// letters reports whether code is n capital letters.
func letters(code string, n int) bool {
	return len(code) == n && strings.Trim(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}
