package intake_test

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"habitue/internal/intake"
	"habitue/internal/platform/heavy"
)

// maxMemory is what preparing may take of a machine, whatever the file.
const maxMemory = 300 << 10 // kB

// The file is prepared by a process of its own, so that its peak is its own.
// HABITUE_HEAVY=1 makes a file of ten million rows.
func TestMemoryIsBoundedWhateverTheFile(t *testing.T) {
	t.Parallel()
	rows := heavy.Or(200_000, 10_000_000)
	file := filepath.Join(t.TempDir(), "orders.csv")
	writeOrders(t, file, rows)
	child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestPrepareInAProcessOfItsOwn$", "-test.v")
	child.Env = append(os.Environ(), "HABITUE_TEST_FILE="+file)
	out, err := child.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	var peak, read int
	for line := range strings.SplitSeq(string(out), "\n") {
		if _, err := fmt.Sscanf(line, "peak %d kB, %d rows", &peak, &read); err == nil {
			break
		}
	}
	if peak == 0 || peak > maxMemory || read != rows {
		t.Fatalf("peak of %d kB for %d rows, bound %d kB\n%s", peak, read, maxMemory, out)
	}
	t.Logf("%d rows: peak %d MB", rows, peak>>10)
}

func TestPrepareInAProcessOfItsOwn(t *testing.T) {
	t.Parallel()
	file := os.Getenv("HABITUE_TEST_FILE")
	if file == "" {
		return // it is the other half of TestMemoryIsBoundedWhateverTheFile
	}
	began := time.Now()
	r := intake.Request{File: file, Folder: filepath.Join(filepath.Dir(file), "run"), Mapping: guessing(), Now: afterRealFile}
	plan, err := intake.Prepare(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.SplitSeq(string(status), "\n") {
		var peak int
		if _, err := fmt.Sscanf(line, "VmHWM: %d kB", &peak); err == nil {
			fmt.Printf("\npeak %d kB, %d rows\n", peak, plan.Rows.Read)
			fmt.Printf("%.0f rows/s\n", float64(plan.Rows.Read)/time.Since(began).Seconds())
		}
	}
}

// writeOrders writes rows of orders that lie far apart, with some returns.
func writeOrders(t *testing.T, file string, rows int) {
	t.Helper()
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	out := bufio.NewWriterSize(f, 1<<20)
	fmt.Fprintln(out, "订单号,单据类型,下单时间,会员号,商品编码,商品名称,数量,单价")
	rnd := rand.New(rand.NewPCG(1, 2))
	for range rows {
		order := rnd.IntN(rows/3 + 1)
		at := time.Unix(1_600_000_000+int64(order)%30_000_000, 0).UTC()
		kind, number := "销售", fmt.Sprint(order)
		if order%20 == 0 {
			kind, number = "退货", "R"+number
		}
		customer := ""
		if order%5 < 3 {
			customer = fmt.Sprint("M", order%(rows/30+1))
		}
		article := rnd.IntN(500)
		fmt.Fprintf(out, "%s,%s,%s,%s,SKU%05d,西湖龙井 %d 号,%d,%d.50\n", number, kind, at.Format(time.DateTime), customer, article, article, 1+rnd.IntN(3), article)
	}
	if err := out.Flush(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}
