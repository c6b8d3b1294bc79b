package i18n_test

import (
	"testing"
	"time"

	"schakel/internal/i18n"
	"schakel/internal/record"
)

func BenchmarkText(b *testing.B) {
	p, err := i18n.New("tr")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		p.T("list.last", "A", "x", "B", "y")
	}
}

func BenchmarkPlainText(b *testing.B) {
	p, err := i18n.New("tr")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		p.T("date.today")
	}
}

func BenchmarkLongDate(b *testing.B) {
	p, err := i18n.New("tr")
	if err != nil {
		b.Fatal(err)
	}
	d := record.Day(2026, time.November, 24)
	for b.Loop() {
		p.LongDate(d)
	}
}

func BenchmarkFold(b *testing.B) {
	for b.Loop() {
		i18n.Fold("Çağla van der Öztürk")
	}
}

func BenchmarkCompare(b *testing.B) {
	p, err := i18n.New("tr")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		p.Compare("Çağla Öztürk", "Çağlar Öztürk")
	}
}
