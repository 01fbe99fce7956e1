package crash_test

import (
	"fmt"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
)

func TestKilledServerKeepsEveryAcknowledgedOrder(t *testing.T) {
	t.Parallel()
	dir, key := madeDir(t)
	var acknowledged sync.Map
	for round := range times(1, 10) {
		s := open(t, dir, key)
		var count atomic.Int64
		stop := make(chan struct{})
		tills := s.rush(fmt.Sprint("k", round), &acknowledged, &count, stop)
		until(t, "100 orders", func() bool { return count.Load() >= 100 })
		s.kill()
		close(stop)
		tills.Wait()
	}
	s := open(t, dir, key)
	s.keeps(&acknowledged)
	s.stop()
	holds(t, dir)
}

func TestKilledPostgresComesBackUnderARunningServer(t *testing.T) {
	t.Parallel()
	dir, key := madeDir(t)
	s := open(t, dir, key)
	var acknowledged sync.Map
	for round := range times(1, 5) {
		var count atomic.Int64
		stop := make(chan struct{})
		tills := s.rush(fmt.Sprint("p", round), &acknowledged, &count, stop)
		until(t, "50 orders", func() bool { return count.Load() >= 50 })
		victim := postmaster(t, dir)
		must(t, syscall.Kill(victim, syscall.SIGKILL))
		until(t, "another PostgreSQL", func() bool { pid := postmaster(t, dir); return pid != 0 && pid != victim })
		before := count.Load()
		until(t, "50 more orders", func() bool { return count.Load() >= before+50 })
		close(stop)
		tills.Wait()
	}
	s.keeps(&acknowledged)
	s.stop()
	holds(t, dir)
}

func TestBothKilledAtOnce(t *testing.T) {
	t.Parallel()
	dir, key := madeDir(t)
	s := open(t, dir, key)
	var acknowledged sync.Map
	var count atomic.Int64
	stop := make(chan struct{})
	tills := s.rush("b", &acknowledged, &count, stop)
	until(t, "50 orders", func() bool { return count.Load() >= 50 })
	must(t, syscall.Kill(postmaster(t, dir), syscall.SIGKILL))
	s.kill()
	close(stop)
	tills.Wait()
	again := open(t, dir, key)
	again.keeps(&acknowledged)
	again.stop()
	holds(t, dir)
}
