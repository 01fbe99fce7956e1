package duck

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"habitue/internal/platform/clock"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/replica"
)

// Environment by which the test binary, executed again, becomes a follower that
// is killed.
const (
	victimDSN    = "HABITUE_TEST_REPLICA_DSN"
	victimFolder = "HABITUE_TEST_REPLICA_FOLDER"
)

func TestMain(m *testing.M) {
	if dsn := os.Getenv(victimDSN); dsn != "" {
		if err := follow(dsn, os.Getenv(victimFolder)); err != nil {
			fmt.Println("failed:", err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// follow takes turns without rest and tells of each moment at which it may be
// killed.
func follow(dsn, folder string) error {
	ctx := context.Background()
	db, err := postgres.Open(ctx, dsn, postgres.Options{MaxConns: 3, Scans: true, StatementTimeout: -1})
	if err != nil {
		return err
	}
	r := New(Deps{DB: db, Tables: tables, Folder: folder, Memory: 128 << 20, Clock: clock.System{}, Log: slog.New(slog.DiscardHandler)})
	if err := r.Open(ctx); err != nil {
		return err
	}
	go func() {
		for range time.Tick(100 * time.Microsecond) {
			if s := r.State(); s.Building != nil {
				fmt.Println("filling", s.Building.Table, s.Building.Rows)
			} else {
				fmt.Println("applied", s.Applied)
			}
		}
	}()
	for {
		if _, err := r.turn(ctx); err != nil {
			return err
		}
	}
}

// killAfter starts a follower in a process of its own and kills it when it has told
// so many lines that begin with word.
func (s *shop) killAfter(t *testing.T, word string, lines int) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "/proc/self/exe")
	cmd.Env = append(os.Environ(), victimDSN+"="+s.DSN, victimFolder+"="+s.dir)
	out, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	scanner := bufio.NewScanner(out)
	for lines > 0 && scanner.Scan() {
		if strings.HasPrefix(scanner.Text(), "failed") {
			t.Error(scanner.Text())
		}
		if strings.HasPrefix(scanner.Text(), word) {
			lines--
		}
	}
	must(t, cmd.Process.Kill())
	_, _ = io.Copy(io.Discard, out)
	_ = cmd.Wait() // it was killed, which is no news
	if lines > 0 {
		t.Fatalf("it ended by itself, %d lines early", lines)
	}
}

func TestKilledWhileItIsFilled(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.sell(t, 1, 1, 20_000)
	for _, after := range []int{1, 5, 40} {
		s.killAfter(t, "filling", after)
	}
	r := s.open(t)
	must(t, r.CatchUp(t.Context()))
	equal(t, r)
	if st := r.Status(t.Context()); st.Rows != 40_000 || st.State != replica.Following {
		t.Errorf("%+v", st)
	}
}

func TestKilledWhileItApplies(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.sell(t, 1, 1, 500)
	r := s.open(t)
	must(t, r.CatchUp(t.Context()))
	must(t, r.Close())

	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	stop, stopped := make(chan struct{}), make(chan int64)
	go func() {
		member := int64(2)
		for {
			select {
			case <-stop:
				stopped <- member
				return
			default:
			}
			s.sell(t, member, 1, 200)
			s.exec(t, `UPDATE shop.sale SET amount = amount + 1, xid = pg_current_xact_id() WHERE member_id = $1 AND id % 3 = 0`, member/2)
			member++
		}
	}()
	for range 8 {
		s.killAfter(t, "applied", 1+random.IntN(400))
	}
	close(stop)
	members := <-stopped
	r = s.open(t)
	must(t, r.CatchUp(t.Context()))
	equal(t, r)
	st := r.Status(t.Context())
	if want := 2 * (500 + 200*(members-2)); st.Rows != want || st.Rebuilt != 0 {
		t.Errorf("%d rows wanted: %+v", want, st)
	}
}
