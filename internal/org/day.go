package org

import (
	"sync"
	"time"
)

// Day counts the business days of one place: the retailer's or a store's.
type Day struct {
	Zone          string
	CutoffMinutes int
	location      *time.Location
}

// DayAt returns how the store counts its days; nil is an order without a store.
// Errors: ErrBadZone, when the stored zone is not known to this program.
func (s Settings) DayAt(store *Store) (Day, error) {
	d := Day{Zone: s.Zone, CutoffMinutes: s.CutoffMinutes}
	if store != nil && store.Zone != "" {
		d.Zone = store.Zone
	}
	if store != nil && store.CutoffMinutes != nil {
		d.CutoffMinutes = *store.CutoffMinutes
	}
	location, err := Location(d.Zone)
	d.location = location
	return d, err
}

// Location returns the zone in which the days are counted.
func (d Day) Location() *time.Location { return d.location }

// Of returns the business day of an instant, as midnight UTC of that date. It
// goes by what the clock on the wall says, so that a change to summer time
// within the night moves nothing to another day.
func (d Day) Of(at time.Time) time.Time {
	local := at.In(d.location)
	year, month, day := local.Date()
	if local.Hour()*60+local.Minute() < d.CutoffMinutes {
		day--
	}
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// Hour returns the hour on the clock of the wall there.
func (d Day) Hour(at time.Time) int { return at.In(d.location).Hour() }

// Ends returns the instant at which a business day ends and the next begins; the
// day is given as Of returns it.
func (d Day) Ends(day time.Time) time.Time {
	year, month, date := day.Date()
	return time.Date(year, month, date+1, 0, d.CutoffMinutes, 0, 0, d.location)
}

// LocalDate returns the business day of an instant at a store, as midnight UTC
// of that date; nil is an order without a store. Errors: ErrBadZone.
func LocalDate(at time.Time, s Settings, store *Store) (time.Time, error) {
	day, err := s.DayAt(store)
	if err != nil {
		return time.Time{}, err
	}
	return day.Of(at), nil
}

// locations keeps zones that were read: parsing one costs more than an order.
// There are a few hundred zones, so it is bounded.
var locations sync.Map

// Location returns an IANA zone. Errors: ErrBadZone.
func Location(zone string) (*time.Location, error) {
	if known, ok := locations.Load(zone); ok {
		return known.(*time.Location), nil
	}
	location, err := time.LoadLocation(zone)
	// "Local" is whatever the machine is set to, which must not decide a business day.
	if err != nil || zone == "" || zone == "Local" {
		return nil, ErrBadZone.With("zone", zone)
	}
	locations.Store(zone, location)
	return location, nil
}
