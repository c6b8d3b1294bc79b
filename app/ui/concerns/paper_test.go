package concerns

import (
	"testing"

	"schakel/internal/export/proof"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// The page of a wijksignaal, in every language: read back by another program, nothing over a margin.
func TestAWijksignaalOnPaperInEveryLanguage(t *testing.T) {
	s := &record.Signal{Number: 3, Topic: record.Text("Kinderen slapen slecht na de verhuizing; الأطفال لا ينامون"), Concerns: 3, Meetings: 2, Norm: 14, AskedOn: record.Day(2026, 11, 1)}
	partner := &record.Partner{Name: record.Text("Wijkteam Zuiderwijk")}
	for _, l := range i18n.Languages() {
		p, err := i18n.New(l.Tag)
		if err != nil {
			t.Fatal(err)
		}
		for _, wrong := range proof.Wrong(signalSheet(p, s, partner, &record.Profile{Name: record.Text("Samira")}), l.Tag) {
			t.Errorf("%s: %s", l.Tag, wrong)
		}
	}
}
