package referrals

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"schakel/app/ui/task"
	"schakel/app/ui/uitest"
	"schakel/internal/book"
	"schakel/internal/export"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// unsafe marks the father.
func (w *world) unsafe() {
	w.t.Helper()
	w.must(w.SetUnsafe(w.t.Context(), w.home.ID, w.father.ID, true))
}

// TestAfterACorrectionOnlyTheChangeIsRead: the mother said yes, then wanted the question otherwise. The three sentences stand as heard, and
// the changed line is what is read.
func TestAfterACorrectionOnlyTheChangeIsRead(t *testing.T) {
	w := newWorld(t)
	w.enrol()
	v := w.start()
	w.choose(v)
	v.chosen(func(r *record.Referral) { r.Groups = append(r.Groups, record.GroupQuestion) })
	v.to(stepWho)
	w.press(v, "Voorlezen")
	w.sees(v, "geldt een half jaar")
	w.press(v, "Evet, izin veriyorum")
	w.press(v, "Evet, söyleyebilir")
	v.chosen(func(r *record.Referral) { r.Question = record.Text("Ik wil dat hij rustig slaapt.") })
	v.to(stepWho)
	w.sees(v, "eerder ja")
	w.press(v, "Voorlezen")
	w.sees(v, "Alleen dit is veranderd", "Ik wil dat hij rustig slaapt.", "eerst:", "Ik wil dat hij weer doorslaapt.", "Dit is al gehoord en hetzelfde gebleven")
	w.shot("again")
	w.press(v, "Alles opnieuw voorlezen")
	if text := w.words(v); strings.Contains(text, "Alleen dit is veranderd") {
		t.Error("everything is not read")
	}
	w.press(v, "Evet, izin veriyorum")
	w.press(v, "Evet, söyleyebilir")
	w.sees(v, "zei ja, voorgelezen")
	page, err := w.ReferralPage(t.Context(), w.ref.ID)
	w.must(err)
	for _, c := range page.Consents {
		if len(c.Heard) != 3 {
			t.Errorf("%d sentences are remembered", len(c.Heard))
		}
	}
}

// TestAChangedSentenceIsReadWithItsNumber: one more group goes along, so the first sentence is another one; the others were heard.
func TestAChangedSentenceIsReadWithItsNumber(t *testing.T) {
	w := newWorld(t)
	w.enrol()
	v := w.start()
	w.choose(v)
	v.to(stepWho)
	w.press(v, "Voorlezen")
	w.press(v, "Evet, izin veriyorum")
	w.press(v, "Hayır, söylemesin")
	v.chosen(func(r *record.Referral) { r.Groups = append(r.Groups, record.GroupGoesWell) })
	v.to(stepWho)
	w.press(v, "Voorlezen")
	r := v.reading()
	now, heard := r.fresh()
	if len(now) != 1 || now[0].number != 1 || len(heard) != 2 {
		t.Errorf("%d are read, %d were heard", len(now), len(heard))
	}
	w.shot("again-sentence")
}

// TestWhatChangesWhileItIsReadIsNotAgreedTo: something else changed the document in between; nothing is written down.
func TestWhatChangesWhileItIsReadIsNotAgreedTo(t *testing.T) {
	w := newWorld(t)
	w.enrol()
	v := w.start()
	w.choose(v)
	v.to(stepWho)
	w.press(v, "Voorlezen")
	m, err := w.Person(t.Context(), w.mother.ID)
	w.must(err)
	m.Channels[0].Value = record.Text("06 8765 4321")
	w.must(w.SavePerson(t.Context(), m))
	w.press(v, "Evet, izin veriyorum")
	w.press(v, "Evet, söyleyebilir")
	if rows := w.Rows(record.KindConsent); len(rows) != 0 {
		t.Fatalf("a yes was kept to something that was not shown: %d", len(rows))
	}
	if len(w.shell.said) == 0 || !strings.Contains(w.shell.said[len(w.shell.said)-1], "veranderde terwijl") {
		t.Errorf("said %q", w.shell.said)
	}
	w.press(v, "Evet, izin veriyorum")
	w.press(v, "Evet, söyleyebilir")
	w.sees(v, "zei ja, voorgelezen")
}

// TestTheSafeRoads: with the father unsafe nothing about the child goes, nothing asks him, and every road is there.
func TestTheSafeRoads(t *testing.T) {
	w := newWorld(t)
	w.enrol()
	w.unsafe()
	v := w.start()
	w.choose(v)
	v.to(stepWho)
	w.sees(v, "Dit kan wel", "Alleen over de ouder zelf delen", "De ouder belt zelf", "zonder namen", "0800-2000")
	w.shot("safe")
	if n := strings.Count(w.words(v), "Voorlezen"); n != 1 {
		t.Errorf("%d people can be asked", n)
	}
	for _, s := range []step{stepTo, stepWhat, stepExact} {
		v.to(s)
		if text := w.words(v); strings.Contains(text, "vragen aan Murat") || strings.Contains(text, "Ook Murat") {
			t.Errorf("%s suggests asking the father", s)
		}
	}
	v.to(stepWho)
	w.press(v, "Voorlezen")
	if text := w.words(v); strings.Contains(text, "Murat") {
		t.Error("what is read aloud names the father")
	}
	v.inner.sheet = sheets - 1
	v.open(v.drawPaper)
	if text := w.words(v); strings.Contains(text, "Murat") {
		t.Error("the paper names the father")
	}
	if text := sheetText(t, v.consentSheet()); strings.Contains(text, "Murat") {
		t.Error("the sheet names the father")
	}
	v.to(stepWho)
	w.press(v, "Advies zonder naam vragen")
	w.press(v, "Kinderen weglaten")
	page, err := w.ReferralPage(t.Context(), w.ref.ID)
	w.must(err)
	if len(page.Referral.Children) != 0 || strings.Contains(page.Preview, "Emre") {
		t.Error("the child is still in it")
	}
	v.to(stepWho)
	w.press(v, "Voorlezen")
	w.press(v, "Evet, izin veriyorum")
	w.press(v, "Evet, söyleyebilir")
	w.sees(v, "Verstuur naar Marieke")
	if !page.Unsafe(w.father.ID) || w.shell.opened[len(w.shell.opened)-1] != "new "+record.KindAdvice.String() {
		t.Errorf("opened %v", w.shell.opened)
	}
}

// TestTheParentCallsHerself is a road that needs nobody's yes and sends nothing.
func TestTheParentCallsHerself(t *testing.T) {
	w := newWorld(t)
	w.enrol()
	w.unsafe()
	v := w.start()
	w.choose(v)
	v.to(stepWho)
	w.press(v, "Kies dit")
	page, err := w.ReferralPage(t.Context(), w.ref.ID)
	w.must(err)
	if page.Referral.State != record.ReferralSelf || page.Delivery != nil {
		t.Errorf("%s", page.Referral.State)
	}
}

// TestAYouthAlone: advice, the JGZ and the Kindertelefoon, and never a word to the parents.
func TestAYouthAlone(t *testing.T) {
	w := newWorld(t)
	w.enrol()
	w.child.Birth = w.Today().Years(-13)
	w.must(w.SavePerson(t.Context(), w.child))
	v := w.start()
	w.choose(v)
	v.chosen(func(r *record.Referral) { r.Parent = record.ID{} })
	v.to(stepWho)
	w.sees(v, "Komt de jongere alleen?", "0800-0432", "JGZ", "Schakel stuurt nooit iets naar de ouders.")
	w.shot("youth")
	w.unsafe()
	v.Changed(t.Context())
	w.sees(v, "0800-0432", "Dit kan wel", "0800-2000")
	if strings.Contains(w.words(v), "Kinderen weglaten") {
		t.Error("there is no parent whose own data could go")
	}
	w.shot("youth-unsafe")
}

// TestAPartIsWithdrawnOnThePage: the mother takes her telephone back after it went; the rest of the road goes on.
func TestAPartIsWithdrawnOnThePage(t *testing.T) {
	w := newWorld(t)
	w.enrol()
	v := w.start()
	w.choose(v)
	for _, id := range []record.ID{w.mother.ID, w.father.ID} {
		w.must(w.Agree(t.Context(), w.ref.ID, book.Agreement{Giver: id, Answer: record.AnswerYes, Way: record.WayPaper}))
	}
	v.Changed(t.Context())
	v.to(stepExact)
	w.press(v, "Verstuur naar Marieke")
	w.deliver()
	v.Changed(t.Context())
	w.press(v, "Toestemming intrekken")
	w.press(v, "Elif, moeder")
	if b := find(v.Content(), "Dit deel intrekken"); b == nil || !b.Disabled() {
		t.Error("nothing was chosen and it can be pressed")
	}
	w.press(v, "telefoon")
	w.shot("part")
	w.press(v, "Dit deel intrekken")
	w.sees(v, "Elif trekt dit in: telefoon?", "De rest mag blijven")
	w.shot("part-sure")
	w.press(v, "Intrekken")
	w.sees(v, "telefoon. De rest mag blijven.")
	w.shot("part-recalling")
	page, err := w.ReferralPage(t.Context(), w.ref.ID)
	w.must(err)
	if page.Referral.State != record.ReferralSent || !slices.Equal(page.Delivery.Parts, []record.FieldGroup{record.GroupPhone}) {
		t.Errorf("%s %v", page.Referral.State, page.Delivery.Parts)
	}
}

// TestAnImportedYesIsLookedAt before it counts.
func TestAnImportedYesIsLookedAt(t *testing.T) {
	w := newWorld(t)
	w.enrol()
	v := w.start()
	w.choose(v)
	ctx := t.Context()
	w.must(w.Agree(ctx, w.ref.ID, book.Agreement{Giver: w.father.ID, Answer: record.AnswerYes, Way: record.WayPaper}))
	w.must(w.Agree(ctx, w.ref.ID, book.Agreement{Giver: w.mother.ID, Answer: record.AnswerYes, Way: record.WayPaper}))
	var out bytes.Buffer
	_, err := w.Export(ctx, &out)
	w.must(err)
	page, err := w.ReferralPage(ctx, w.ref.ID)
	w.must(err)
	copied := ""
	for l := range strings.Lines(out.String()) {
		for _, c := range page.Consents {
			if c.Giver == w.mother.ID && strings.Contains(l, `"kind":"consent"`) && strings.Contains(l, c.ID.String()) {
				copied = strings.ReplaceAll(l, c.ID.String(), record.ID{9, 9}.String())
			}
		}
	}
	w.must(w.Withdraw(ctx, w.ref.ID, w.mother.ID))
	fresh, err := w.StartReferral(ctx, w.home.ID, record.ID{})
	w.must(err)
	copied = strings.ReplaceAll(copied, w.ref.ID.String(), fresh.ID.String())
	w.ref = fresh
	v = w.open()
	w.choose(v)
	if n, err := w.Import(ctx, strings.NewReader(copied)); err != nil || n != 1 {
		t.Fatal(n, err)
	}
	v.Changed(ctx)
	v.to(stepWho)
	w.sees(v, "Deze toestemming is ingelezen")
	w.press(v, "Nakijken")
	w.sees(v, "Een ja dat is ingelezen", "beslist over het kind (gezag)", "Klopt, telt vanaf nu", "Klopt niet, haal weg")
	w.shot("review")
	w.press(v, "Klopt niet, haal weg")
	if strings.Contains(w.words(v), "ingelezen") {
		t.Error("it is still there")
	}
}

// TestTheRulePage says what holds for a child of each sort, in every language, and names nobody who is not safe to ask.
func TestTheRulePage(t *testing.T) {
	w := newWorld(t)
	for _, l := range i18n.Languages() {
		w.lang = l.Tag
		v := NewRule(w, ruleNav{w.shell}, w.printer(), task.Inline, w.home.ID)
		w.show(v.Content())
		v.Shown(t.Context())
		text := w.words(v)
		if strings.Contains(text, "⟦") || !strings.Contains(text, "Emre") || !strings.Contains(text, "Murat") {
			t.Errorf("%s: %s", l.Tag, text)
		}
		w.shot("rule-" + l.Tag)
		v.Hidden()
	}
	w.lang = "nl"
	w.unsafe()
	v := NewRule(w, ruleNav{w.shell}, w.printer(), task.Inline, w.home.ID)
	w.show(v.Content())
	v.Shown(t.Context())
	w.sees(v, "Vragen is niet veilig", "Dit is wet", "Dit is onze strengere keuze", "0800-2000")
	if strings.Contains(w.words(v), "Murat") {
		t.Error("the rule page names somebody who is not safe to ask")
	}
	w.shot("rule-unsafe")
	alone := NewRule(w, ruleNav{w.shell}, w.printer(), task.Inline, record.ID{})
	w.show(alone.Content())
	alone.Shown(t.Context())
	w.sees(alone, "Wie moet ja zeggen?", "Jeugdwet")
}

// ruleNav is the shell as the rule page knows it.
type ruleNav struct{ *shell }

// TestTheSheetIsInTheParentsLanguage whatever the language of the screen, with the Dutch beside it.
func TestTheSheetIsInTheParentsLanguage(t *testing.T) {
	w := newWorld(t)
	w.enrol()
	w.lang = "ar"
	v := w.start()
	w.choose(v)
	v.ask(w.mother.ID, record.WayPaper)
	text := sheetText(t, v.consentSheet())
	for _, want := range []string{"Mag ik dit delen?", "Gemeente Zuiderwijk", "Samira, 06 1111 2222", "Autoriteit Persoonsgegevens", mustPrinter(t, "tr").T("sheet.consent.title")} {
		if !strings.Contains(text, want) {
			t.Errorf("lacks %q in %s", want, text)
		}
	}
	if doc := v.consentSheet(); doc.Lang != "tr" {
		t.Errorf("the sheet is in %s", doc.Lang)
	}
	for _, l := range i18n.Languages() {
		v.speak(l)
		if doc := v.consentSheet(); doc.Lang != l.Tag || doc.Dir != mustPrinter(t, l.Tag).Direction() {
			t.Errorf("%s: the sheet is in %s", l.Tag, doc.Lang)
		}
	}
}

func mustPrinter(t *testing.T, tag string) *i18n.Printer {
	t.Helper()
	p, err := i18n.New(tag)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// sheetText is every text of a document.
func sheetText(t *testing.T, doc export.Document) string {
	t.Helper()
	parts := []string{doc.Title, doc.Subtitle, doc.Footer}
	var walk func(blocks []export.Block)
	walk = func(blocks []export.Block) {
		for _, b := range blocks {
			switch b := b.(type) {
			case export.Paragraph:
				parts = append(parts, b.Text)
			case export.Heading:
				parts = append(parts, b.Text)
			case export.Code:
				parts = append(parts, b.Text)
			case export.Sign:
				parts = append(parts, b.Word)
			case export.KeyValues:
				for _, row := range b.Rows {
					parts = append(parts, row.Label, row.Value)
				}
			case export.Pair:
				walk(b.Start)
				walk(b.End)
			}
		}
	}
	walk(doc.Blocks)
	return strings.Join(parts, "\n")
}

// words is everything that a page says.
func (w *world) words(v interface{ Content() fyne.CanvasObject }) string {
	return uitest.Said(v.Content())
}

// TestAfterANoNothingOnThePageAsksAgain: not on any step, not with other words, and not after the day is over.
func TestAfterANoNothingOnThePageAsksAgain(t *testing.T) {
	w := newWorld(t)
	w.enrol()
	v := w.start()
	w.choose(v)
	w.must(w.Agree(t.Context(), w.ref.ID, book.Agreement{Giver: w.mother.ID, Answer: record.AnswerNo, Way: record.WayPaper}))
	v.Changed(t.Context())
	for _, s := range steps() {
		v.to(s)
		text := w.words(v)
		for _, bad := range []string{"vragen aan Elif", "Ook Elif", "Elif: Nog niet gevraagd"} {
			if strings.Contains(text, bad) {
				t.Errorf("%s says %q", s, bad)
			}
		}
	}
	v.to(stepWho)
	if n := strings.Count(w.words(v), "Voorlezen"); n != 1 { // the father only
		t.Errorf("%d people can be asked", n)
	}
	v.chosen(func(r *record.Referral) { r.Reason = record.Text("iets anders") })
	v.to(stepWho)
	if n := strings.Count(w.words(v), "Voorlezen"); n != 1 {
		t.Errorf("with other words %d people can be asked", n)
	}
}
