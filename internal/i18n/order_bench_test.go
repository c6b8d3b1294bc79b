package i18n_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// names gives n names in no order.
func names(n int) []string {
	last := strings.Fields("Yıldız Şahin Öztürk Çelik Bakker Jansen Amrani Bouzidi Kowalska Łukasik Wiśniewski Martina محمد فاطمة")
	all := make([]string, n)
	for i := range all {
		all[i] = fmt.Sprintf("%s, %c%d", last[(i*7)%len(last)], 'A'+rune(i*11%26), i*7919%n)
	}
	return all
}

func BenchmarkSortPlainStrings(b *testing.B) {
	for b.Loop() {
		all := names(10_000)
		slices.Sort(all)
	}
}

func BenchmarkSortByLanguage(b *testing.B) {
	p := printer(b, "tr")
	for b.Loop() {
		all := names(10_000)
		slices.SortFunc(all, p.Compare)
	}
}

// The way of the lists: keys are made once and kept, and bytes are compared.
func BenchmarkSortByKeptKeys(b *testing.B) {
	p := printer(b, "tr")
	keys := map[string][]byte{}
	for _, name := range names(10_000) {
		keys[name] = p.SortKey(name)
	}
	for b.Loop() {
		all := names(10_000)
		slices.SortFunc(all, func(x, y string) int { return bytes.Compare(keys[x], keys[y]) })
	}
}
