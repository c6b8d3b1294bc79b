package referrals

import (
	"strings"
	"testing"
	"time"

	"schakel/internal/book"
	"schakel/internal/export"
	"schakel/internal/export/proof"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// written is every line of a paper in one text.
func written(t *testing.T, doc export.Document) string {
	t.Helper()
	lines, err := export.Lines(doc, proof.Faces())
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, l := range lines {
		all = append(all, l.Text)
	}
	return strings.Join(all, "\n")
}

// roadPapers are all papers of a road in a language, by the function that makes them.
func roadPapers(t *testing.T, v *Page, l i18n.Language) map[string]export.Document {
	t.Helper()
	own, dutch := mustPrinter(t, l.Tag), mustPrinter(t, i18n.Source)
	v.speak(l)
	s := road{p: own, loaded: v.road.loaded}
	day := record.AlongDay{On: record.Day(2026, 11, 24), At: "10:00", Where: record.Text("Schoolstraat 2"), Items: []record.AlongItem{{What: record.AlongSteps()[0], Done: true, Text: record.Text("paspoort")}}}
	return map[string]export.Document{
		"consentSheet": v.consentSheet(), "Exactly": export.Exactly(own, s.full(), s.printed()), "selfSheet": v.road.selfSheet(own),
		"alongSheet": s.alongSheet(own, day), "aloudSheet": export.ReadAloud(own, v.aloudSheet(own, dutch)),
	}
}

// Every paper of a road, in every language whatever the screen's: read back by another program, nothing over a margin.
func TestThePapersOfARoadInEveryLanguage(t *testing.T) {
	w := newWorld(t)
	w.enrol()
	v := w.start()
	w.choose(v)
	v.typed(func(r *record.Referral) { r.Reason = record.Text("slapen; يوسف لا ينام جيداً") })
	v.ask(w.mother.ID, record.WayPaper)
	for _, l := range i18n.Languages() {
		for name, doc := range roadPapers(t, v, l) {
			for _, wrong := range proof.Wrong(doc, l.Tag) {
				t.Errorf("%s %s: %s", l.Tag, name, wrong)
			}
		}
	}
}

// What is read aloud has below it the words that the same page says in Dutch, with the same values, sentence for sentence.
func TestTheDutchBelowTheConsentIsTheDutchText(t *testing.T) {
	w := newWorld(t)
	w.enrol()
	v := w.start()
	w.choose(v)
	v.ask(w.mother.ID, record.WayReadAloud)
	dutch := mustPrinter(t, i18n.Source)
	joined := func(a export.Aloud, below bool) string {
		var all []string
		for _, s := range a.Sentences() {
			if below {
				all = append(all, s.Dutch)
			} else {
				all = append(all, s.Text)
			}
		}
		return strings.Join(all, " ")
	}
	want := joined(v.aloudSheet(dutch, dutch), false)
	for _, id := range []string{"sheet.consent.withdraw", "sheet.consent.part", "sheet.consent.complain", "referrals.aloud.yes", "referrals.aloud.no"} {
		if !strings.Contains(want, dutch.T(id)) {
			t.Errorf("lacks %s in %s", id, want)
		}
	}
	for _, l := range i18n.Languages() {
		if l.Tag == i18n.Source {
			continue
		}
		if got := joined(v.aloudSheet(mustPrinter(t, l.Tag), dutch), true); got != want {
			t.Errorf("%s: below stands\n%s\nand not\n%s", l.Tag, got, want)
		}
	}
}

// Of somebody who is not safe to ask, or a place that is secret, nothing stands on any paper of the road, in any language; nor in the properties
// of its file.
func TestNothingUnsafeIsOnAPaperOfARoad(t *testing.T) {
	w := newWorld(t)
	w.enrol()
	ctx := t.Context()
	w.father.Channels = []record.Channel{{Kind: record.ChannelPhone, Value: record.Text("06 9876 5432")}}
	w.must(w.SavePerson(ctx, w.father))
	w.mother.Secret, w.child.Secret = true, true
	w.must(w.SavePerson(ctx, w.mother))
	w.must(w.SavePerson(ctx, w.child))
	w.must(w.SetUnsafe(ctx, w.home.ID, w.father.ID, true))
	v := w.start()
	w.choose(v)
	v.ask(w.mother.ID, record.WayPaper)
	for _, l := range i18n.Languages() {
		for name, doc := range roadPapers(t, v, l) {
			text := written(t, doc)
			for _, never := range []string{"Murat", "9876", mustPrinter(t, l.Tag).T("people.unsafe")} {
				if strings.Contains(text, never) {
					t.Errorf("%s %s says %q", l.Tag, name, never)
				}
			}
			for _, private := range []string{"Elif", "Emre", "Yıldız", "Zuiderwijk"} {
				if title := doc.Sort + "|" + doc.Title; doc.Sort == "" && strings.Contains(title, private) {
					t.Errorf("%s %s: the properties of the file say %q", l.Tag, name, private)
				}
			}
			if name != "alongSheet" && strings.Contains(text, "Zuiderwijk") && !strings.Contains(v.road.full(), "Zuiderwijk") {
				t.Errorf("%s %s says where the family lives", l.Tag, name)
			}
		}
	}
}

// After a yes was taken back the paper says so first, with what came of it, in every language; it never says that something goes along.
func TestThePaperOfAWithdrawal(t *testing.T) {
	on := record.Day(2026, 11, 24)
	at := time.Date(2026, 11, 24, 12, 0, 0, 0, time.Local)
	for _, l := range i18n.Languages() {
		p := mustPrinter(t, l.Tag)
		for name, c := range map[string]struct {
			d    record.Delivery
			want []string
		}{
			"waits":     {record.Delivery{State: record.DeliveryRecalling, WithdrawnOn: on}, []string{p.T("referrals.recall.waits", "On", p.DayMonth(on), "Who", "CJG"), p.T("referrals.recall.waits.detail")}},
			"deleted":   {record.Delivery{State: record.DeliveryRecalled, Recall: "deleted", RecalledAt: at}, []string{p.T("referrals.recall.deleted", "On", p.DayMonth(on), "Who", "CJG")}},
			"kept":      {record.Delivery{State: record.DeliveryRecalled, Recall: "kept", RecalledAt: at, Ground: record.Text("Archiefwet")}, []string{p.T("referrals.recall.kept", "On", p.DayMonth(on), "Who", "CJG"), "Archiefwet"}},
			"cancelled": {record.Delivery{State: record.DeliveryCancelled, WithdrawnOn: on}, []string{p.T("referrals.exact.never"), p.T("referrals.recall.cancelled", "On", p.DayMonth(on))}},
			"sent":      {record.Delivery{State: record.DeliveryReadable, SentAt: at}, []string{p.T("referrals.exact.went")}},
		} {
			s := road{p: p, loaded: loaded{page: book.ReferralPage{
				Referral: &record.Referral{State: record.ReferralWithdrawn, Way: record.WayOut}, Delivery: &c.d, Partner: &record.Partner{Name: record.Text("CJG")},
			}}}
			doc := s.exactPaper()
			said := doc.Title
			for _, b := range doc.Blocks {
				if words, ok := b.(export.Paragraph); ok {
					said += "\n" + words.Text
				}
			}
			for _, want := range c.want {
				if !strings.Contains(said, want) {
					t.Errorf("%s, %s: %q is not on the paper:\n%s", l.Tag, name, want, said)
				}
			}
			if strings.Contains(said, p.T("sheet.exactly.title")) || strings.Contains(said, p.T("sheet.exactly.nothing")) || strings.Contains(said, "⟦") {
				t.Errorf("%s, %s: %s", l.Tag, name, said)
			}
		}
	}
}
