package api_test

import (
	"fmt"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"habitue/internal/api"
	"habitue/internal/staff"
)

// BenchmarkEdge is what the edge costs a request that asks the database nothing.
func BenchmarkEdge(b *testing.B) {
	w := newWorld(b)
	auth := w.key("till", staff.StaffRead)
	b.ReportAllocs()
	for b.Loop() {
		w.do("GET", "/api/v1/staff/roles", "", as(auth)).want(200)
	}
}

// BenchmarkReportOrder is a till's order with two lines, from 64 tills at once,
// each with a key and an Idempotency-Key.
func BenchmarkReportOrder(b *testing.B) {
	w := newWorld(b)
	auth := w.everything()
	var n atomic.Int64
	b.SetParallelism(32)
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			i := n.Add(1)
			r := httptest.NewRequest("POST", "/api/v1/orders", strings.NewReader(sale(fmt.Sprint("B-", i), nil)))
			r.Header.Set("Authorization", auth)
			r.Header.Set("Content-Type", "application/json")
			r.Header.Set("Idempotency-Key", fmt.Sprint("b-", i))
			rec := httptest.NewRecorder()
			w.handler.ServeHTTP(rec, r)
			if rec.Code != 201 {
				b.Errorf("%d %s", rec.Code, rec.Body)
			}
		}
	})
}

// BenchmarkContract is how long the program takes to know its own contract.
func BenchmarkContract(b *testing.B) {
	for b.Loop() {
		api.Operations(api.Deps{})
	}
}

// BenchmarkPosting is what a posting costs behind the network.
func BenchmarkPosting(b *testing.B) {
	w := newWorld(b)
	auth := w.key("shop", staff.LedgerPost, staff.MemberJoin)
	members := make([]string, 200)
	for i := range members {
		members[i] = w.join(auth, fmt.Sprintf("138%08d", i))
	}
	var n atomic.Int64
	b.SetParallelism(32)
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			i := n.Add(1)
			body := fmt.Sprintf(`{"member_id":%q,"key":"%d:%d","reason":"earn","credits":[{"asset":"points","amount":1}]}`, members[i%200], b.N, i)
			w.do("POST", "/api/v1/ledger/postings", body, as(auth)).want(201)
		}
	})
}

// BenchmarkBalance is what it costs behind the network to say what a member has.
func BenchmarkBalance(b *testing.B) {
	w := newWorld(b)
	auth := w.everything()
	members := make([]string, 200)
	for i := range members {
		members[i] = w.join(auth, fmt.Sprintf("138%08d", i))
		body := fmt.Sprintf(`{"member_id":%q,"key":"1","reason":"earn","credits":[{"asset":"points","amount":1}]}`, members[i])
		w.do("POST", "/api/v1/ledger/postings", body, as(auth)).want(201)
	}
	var n atomic.Int64
	b.SetParallelism(32)
	b.ReportAllocs()
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			w.do("GET", "/api/v1/members/"+members[n.Add(1)%200]+"/balances", "", as(auth)).want(200)
		}
	})
}
