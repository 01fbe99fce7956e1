package org

import "slices"

// Scope says of which stores somebody sees the rows. The zero value is of none.
type Scope struct {
	all    bool
	stores []StoreID
}

// Everywhere is the scope of whoever works for the whole retailer.
func Everywhere() Scope { return Scope{all: true} }

// Only is the scope of whoever works in certain stores; of none, they see nothing.
func Only(stores ...StoreID) Scope { return Scope{stores: stores} }

// All reports whether nothing is hidden.
func (s Scope) All() bool { return s.all }

// Sees reports whether rows of a store are seen; those of no store only by who sees all.
func (s Scope) Sees(store StoreID) bool {
	return s.all || (store != 0 && slices.Contains(s.stores, store))
}

// One is the store of whoever works in a single one.
func (s Scope) One() (store StoreID, ok bool) {
	if s.all || len(s.stores) != 1 {
		return 0, false
	}
	return s.stores[0], true
}

// Nowhere is an id that no store has: a list that is empty would be read as all stores.
const Nowhere StoreID = -1

// Narrow returns the stores that are asked for as far as they are seen, where
// asking for none is asking for all of them; empty is all stores.
func (s Scope) Narrow(asked ...StoreID) []StoreID {
	if s.all {
		return asked
	}
	if len(asked) == 0 {
		asked = s.stores
	}
	seen := slices.DeleteFunc(slices.Clone(asked), func(store StoreID) bool { return !s.Sees(store) })
	if len(seen) == 0 {
		return []StoreID{Nowhere}
	}
	return seen
}
