package main

import (
	"strings"
	"testing"
	"time"

	"habitue/internal/api/messages"
	"habitue/internal/intake"
)

func TestTheOutcomeSaysWhichColumnWasTakenForWhat(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 1, 31, 20, 0, 0, 0, time.UTC) // February has begun in Shanghai
	d := importDocument{Outcome: intake.Outcome{DryRun: true, Plan: intake.Plan{
		Mapping: intake.Mapping{Zone: "Asia/Shanghai"}, From: at, Until: at, Unused: []string{"备注"},
		Columns: []intake.Recognised{
			{Field: intake.FieldOrder, Columns: []string{"InvoiceNo"}, How: intake.ByMapping, Mapping: "online-retail"},
			{Field: intake.FieldTime, Columns: []string{"日期", "时间"}, How: intake.ByName, AlsoFits: []string{"付款时间"}},
			{Field: intake.FieldStore, Constant: "S01", How: intake.ByHand},
		},
	}}}
	for language, want := range map[messages.Language][]string{
		messages.Chinese: {
			"  订单号 ← InvoiceNo （映射 online-retail）", "  时间 ← 日期 + 时间 （按列名识别）；付款时间 的列名也相符",
			"  门店 ← “S01” （指定）", "  未使用的列：备注", "2026-02-01 至 2026-02-01",
		},
		messages.English: {
			"  order number ← InvoiceNo (mapping online-retail)", "  time ← 日期 + 时间 (by its heading); 付款时间 would fit too",
			"  store ← “S01” (stated)", "  columns not used: 备注", "2026-02-01 to 2026-02-01",
		},
	} {
		var text strings.Builder
		s := &session{language: language}
		s.printOutcome(&text, d)
		for _, line := range want {
			if !strings.Contains(text.String(), line) {
				t.Errorf("%s: no “%s” in\n%s", language, line, &text)
			}
		}
	}
}
