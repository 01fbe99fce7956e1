package ledger_test

import (
	"fmt"
	"sync/atomic"
	"testing"

	"habitue/internal/member"
	"habitue/internal/program/programtest"
)

// BenchmarkTogether is what a posting costs without HTTP and without the disk.
func BenchmarkTogether(b *testing.B) {
	shop := programtest.Open(b)
	g := shop.Ledger.Together()
	defer g.Stop()
	members := make([]member.ID, 500)
	for i := range members {
		members[i] = shop.Join()
	}
	for name, many := range map[string]int{"distinct": len(members), "hot": 1} {
		b.Run(name, func(b *testing.B) {
			now := shop.Clock.Now()
			var n atomic.Int64
			b.SetParallelism(32)
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					i := n.Add(1)
					ask := earn(members[i%int64(many)], fmt.Sprint(b.N, name, i), 1, now)
					if _, err := g.Submit(b.Context(), ask); err != nil {
						b.Error(err)
					}
				}
			})
		})
	}
}
