package record_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"schakel/internal/record"
)

func TestHasBSN(t *testing.T) {
	yes := []string{
		"111222333", "bsn 111222333", "111222333.", "(111222333)", "111.222.333", "111-222-333", "111 222 333", "1112.22.333", "1112 22 333",
		"11 12 22 333", "1 1 1 2 2 2 3 3 3", "H111222333x", "nummer:111222333,", "2026 111222333", "111222333 5 jaar", "5 jaar 111222333",
		"in 2026: 111 222 333 ja", "12 111 222 333 4", "0612345678 111222333", "06 12345678 111222333", "111\u00a0222\u00a0333", "111\u202f222\u202f333",
		"111 - 222 - 333", "111  222  333", "111–222–333", "111\u00ad222\u00ad333", "111\u200b222333", "١١١٢٢٢٣٣٣", "۱۱۱ ۲۲۲ ۳۳۳", "１１１２２２３３３",
		"regel een\n111222333\nregel drie", "123456782", "11 222 3333 en 111.222.333",
	}
	no := []string{
		"", "123456789", "0612345678", "06 12345678", "06-12345678", "06 12 34 56 78", "+31 6 12345678", "+31612345678", "+31 612345678",
		"0031 6 1234 5678", "0031 611122233", "000000000", "000 000 000", "11122233", "1112223334", "111222333444", "22-11-2026", "2026-11-22 14:30",
		"3074 AB", "NL91 ABNA 0417 1643 00", "0800-2000", "112", "111222\n333", "111, 222, 333", "1112/22/333",
	}
	for _, text := range yes {
		if !record.HasBSN(text) {
			t.Errorf("%q hides a BSN", text)
		}
	}
	for _, text := range no {
		if record.HasBSN(text) {
			t.Errorf("%q is no BSN", text)
		}
	}
}

// passes is the elfproef written out once more.
func passes(digits string) bool {
	sum := 0
	for i, d := range digits {
		weight := 9 - i
		if i == 8 {
			weight = -1
		}
		sum += weight * int(d-'0')
	}
	return sum%11 == 0 && strings.Trim(digits, "0") != ""
}

func TestNineDigitsInARowFollowTheElfproef(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		digits := fmt.Sprintf("%09d", rapid.IntRange(0, 999999999).Draw(t, "n"))
		for _, text := range []string{
			digits, "x" + digits + "y", digits[:3] + "." + digits[3:6] + "." + digits[6:], digits[:4] + " " + digits[4:6] + " " + digits[6:],
		} {
			if got := record.HasBSN(text); got != passes(digits) {
				t.Fatalf("%q: %v", text, got)
			}
		}
		if record.HasBSN("1"+digits) || record.HasBSN(digits+"0") {
			t.Fatal("ten digits are not a BSN")
		}
	})
}

func TestHasBSNNeverPanics(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.RuneFrom([]rune("0123456789 .-+\u00a0\u00ad\u0661x\n"))).Draw(t, "text")
		got := record.HasBSN(text)
		if got && !record.HasBSN("a "+text+" b") {
			t.Fatal("words around it hide it")
		}
	})
}
