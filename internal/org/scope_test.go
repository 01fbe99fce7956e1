package org_test

import (
	"slices"
	"testing"

	"habitue/internal/org"
)

func TestScope(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		scope org.Scope
		asked []org.StoreID
		want  []org.StoreID
	}{
		"everywhere_all_is_all":            {org.Everywhere(), nil, nil},
		"everywhere_what_is_asked":         {org.Everywhere(), []org.StoreID{7}, []org.StoreID{7}},
		"all_is_all_of_ones_own":           {org.Only(1, 2), nil, []org.StoreID{1, 2}},
		"of_those_asked_only_ones_own":     {org.Only(1, 2), []org.StoreID{2, 3}, []org.StoreID{2}},
		"a_neighbour_is_nothing":           {org.Only(1, 2), []org.StoreID{3}, []org.StoreID{org.Nowhere}},
		"in_no_store_one_sees_nothing":     {org.Only(), nil, []org.StoreID{org.Nowhere}},
		"nobody_has_said_where_is_nothing": {org.Scope{}, []org.StoreID{1}, []org.StoreID{org.Nowhere}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := c.scope.Narrow(c.asked...); !slices.Equal(got, c.want) {
				t.Errorf("%v, want %v", got, c.want)
			}
		})
	}
	if org.Only(1).Sees(0) || org.Only(1).Sees(2) || !org.Only(1).Sees(1) || !org.Everywhere().Sees(0) {
		t.Error("rows of no store are seen by whoever sees all")
	}
}
