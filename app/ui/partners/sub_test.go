package partners

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"schakel/app/ui/form"
	"schakel/app/ui/task"
	"schakel/app/ui/uitest"
	"schakel/app/ui/versions"
	"schakel/internal/book"
	"schakel/internal/export"
	"schakel/internal/export/proof"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

func stocked(t *testing.T) *book.Book {
	t.Helper()
	b := uitest.Bare(t, morning)
	if _, err := b.GiveRecovery(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, p := range []*record.Partner{
		{Type: record.PartnerCJG, Name: record.Text("CJG Zuid"), Ring: 1, Municipality: "GM0599", Norm: 5, Phone: record.Text("010 123"),
			Officers: []record.Officer{{First: record.Text("Sanne")}, {First: record.Text("Karim"), Languages: []string{"tur"}}},
			Offers:   []record.Offer{{Name: record.Text("Rustig slapen"), Topics: []record.HelpTopic{record.HelpSleep}, AgeFrom: 1, AgeTo: 6}}},
		{Type: record.PartnerSchool, Name: record.Text("Het Kompas"), Ring: 2, Offers: []record.Offer{{Name: record.Text("Slaapgroep"), AgeFrom: 12, AgeTo: 18}}},
	} {
		if err := b.SavePartner(t.Context(), p); err != nil {
			t.Fatal(err)
		}
	}
	return b
}

func TestTheFinderSaysWhyAndWhatIsNotKnown(t *testing.T) {
	uitest.App(t)
	b, nav := stocked(t), &shell{t: t}
	v := NewFinder(b, nav, uitest.Dutch(t), task.Inline, record.KindNone, record.ID{})
	uitest.Window(t, v.Content())
	v.Shown(t.Context())
	v.q = book.HelpQuestion{Words: "slaapt slecht", Age: 4, Town: "GM0599", Language: "tur"}
	v.ask(0)
	if len(v.fit) != 1 || len(v.not) != 1 {
		t.Fatalf("%d fit, %d not", len(v.fit), len(v.not))
	}
	for _, want := range []string{"is voor 1 tot en met 6 jaar", "iemand spreekt Turks", "werkt in Rotterdam"} {
		if !uitest.Says(v.Content(), want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	uitest.Press(t, v.Content(), "Laat ook 1 zien die misschien niet past")
	if !uitest.Says(v.Content(), "is voor 12 tot en met 18 jaar") {
		t.Error("why it does not fit is not said")
	}
	v.setAge("vier")
	if v.age.Error() == "" || v.q.Age != -1 {
		t.Error("an age in letters is taken")
	}
	v.setAge("-3")
	if v.age.Error() == "" {
		t.Error("a negative age is taken")
	}
}

func TestATableIsReadAfterALook(t *testing.T) {
	uitest.App(t)
	b, nav := stocked(t), &shell{t: t}
	nav.file = filepath.Join(t.TempDir(), "lijst.csv")
	write := func(text string) {
		if err := os.WriteFile(nav.file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	v := NewTable(b, nav, uitest.Dutch(t), task.Inline)
	uitest.Window(t, v.Content())
	v.Shown(t.Context())
	write("PK\x03\x04")
	uitest.Press(t, v.Content(), "Bestand kiezen")
	if v.wrong == "" || v.mapping != nil {
		t.Fatal("a spreadsheet in its own form was taken for a table")
	}
	write("Bedrijf;Naam\nX;De Letter\nY;CJG Zuid\n")
	uitest.Press(t, v.Content(), "Bestand kiezen")
	v.mapping.Set(0, "local")
	uitest.Press(t, v.Content(), "Kijk wat er gebeurt")
	if len(b.Rows(record.KindPartner)) != 2 || v.plan.Count(book.FateNew) != 1 || v.plan.Count(book.FateChanged) != 1 {
		t.Fatalf("%+v", v.plan)
	}
	if !strings.Contains(nav.columns, "bedrijf") || strings.Contains(nav.columns, "Letter") {
		t.Errorf("remembered %q", nav.columns)
	}
	uitest.Press(t, v.Content(), "2 inlezen")
	if len(b.Rows(record.KindPartner)) != 3 || nav.said[0] != "1 nieuw, 1 gewijzigd." {
		t.Errorf("%d partners, %v", len(b.Rows(record.KindPartner)), nav.said)
	}
	again := NewTable(b, nav, uitest.Dutch(t), task.Inline)
	uitest.Window(t, again.Content())
	again.Shown(t.Context())
	uitest.Press(t, again.Content(), "Bestand kiezen")
	if again.mapping[0] != "local" {
		t.Errorf("the columns are not remembered: %v", again.mapping)
	}
	again.mapping = nil
	again.draw()
	uitest.Press(t, again.Content(), "Lijst bewaren")
	if !bytes.Contains(nav.written.Bytes(), []byte("De Letter")) {
		t.Error("nothing was kept")
	}
}

func TestAPartnerThatChangedWhileItWasWrittenAsksWhichStays(t *testing.T) {
	uitest.App(t)
	for _, mine := range []bool{true, false} {
		b, nav := stocked(t), &shell{t: t}
		id := b.Rows(record.KindPartner)[0].ID
		e := NewEntry(b, nav, uitest.Dutch(t), task.Inline, id, record.ID{})
		uitest.Window(t, e.Content())
		e.Shown(t.Context())
		e.state.v.Hours = record.Text("van mij")
		other, err := b.Partner(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		other.Hours = record.Text("van de lijst")
		if err := b.SavePartner(t.Context(), other); err != nil {
			t.Fatal(err)
		}
		e.done()
		if got, _ := b.Partner(t.Context(), id); got.Hours.Reveal() != "van de lijst" || len(nav.went) != 0 || !uitest.Says(e.Content(), "Dit is intussen veranderd") {
			t.Fatal("one of the two was taken without asking")
		}
		want := "van de lijst"
		if mine {
			want = "van mij"
		}
		uitest.Seen[*form.Versions](e.Content())[0].Choose(uitest.Dutch(t), "0/hours", !mine)
		uitest.Press(t, e.Content(), "Ga hiermee verder")
		e.done()
		if got, _ := b.Partner(t.Context(), id); got.Hours.Reveal() != want || len(nav.went) != 1 {
			t.Errorf("%q, %v", got.Hours.Reveal(), nav.went)
		}
	}
}

func TestADraftUnderWhichThePartnerChangedOverwritesNothing(t *testing.T) {
	uitest.App(t)
	b, nav := stocked(t), &shell{t: t}
	id := b.Rows(record.KindPartner)[0].ID
	e := NewEntry(b, nav, uitest.Dutch(t), task.Inline, id, record.ID{})
	uitest.Window(t, e.Content())
	e.Shown(t.Context())
	uitest.Type(t, e.Fields["hours"], "van mij")
	e.Hidden()
	other, _ := b.Partner(t.Context(), id)
	other.Note = record.Text("van de lijst")
	if err := b.SavePartner(t.Context(), other); err != nil {
		t.Fatal(err)
	}
	again := NewEntry(b, nav, uitest.Dutch(t), task.Inline, id, record.ID{})
	uitest.Window(t, again.Content())
	again.Shown(t.Context())
	if got, _ := b.Partner(t.Context(), id); got.Note.Reveal() != "van de lijst" || !uitest.Says(again.Content(), "Dit is intussen veranderd") {
		t.Error("the draft overwrote what came in")
	}
	uitest.Press(t, again.Content(), "Alles van mij")
	uitest.Press(t, again.Content(), "Ga hiermee verder")
	again.done()
	if got, _ := b.Partner(t.Context(), id); got.Hours.Reveal() != "van mij" || len(nav.went) != 1 {
		t.Errorf("what was typed went lost: %q", got.Hours.Reveal())
	}
}

// Every field that can be written on the page of a partner and of a question is asked about; what is none of its fields is named here.
func TestEveryFieldOfAPartnerAndAQuestionIsInAChoice(t *testing.T) {
	p := uitest.Dutch(t)
	for _, one := range []struct {
		r     record.Record
		asked []string
		said  int
		not   string
	}{
		{&record.Partner{}, partnerFields(), len(partnerSaid(p, &record.Partner{})), "endpoint"},
		{
			&record.Request{}, requestFields(), len((&asking{p: p}).said(&record.Request{})),
			"number meeting askedOn state answer reply why by answeredOn before steps delivery",
		},
	} {
		all := append(strings.Fields(strings.Join(one.asked, " ")), strings.Fields(one.not)...)
		fields := versions.Fields(one.r)
		slices.Sort(all)
		slices.Sort(fields)
		if !slices.Equal(all, fields) || one.said != len(one.asked) {
			t.Errorf("%q, of %q; %d facts", all, fields, one.said)
		}
	}
}

func TestWhoLeftAndWhoTookOver(t *testing.T) {
	p := uitest.Dutch(t)
	v := &record.Partner{Officers: []record.Officer{
		{ID: record.ID{1}, First: record.Text("Sanne"), To: day, Successor: record.ID{2}}, {ID: record.ID{2}, First: record.Text("Els"), To: day.Add(-3), Successor: record.ID{3}},
		{ID: record.ID{3}, First: record.Text("Karim")}, {ID: record.ID{4}, First: record.Text("Bo"), To: day},
	}}
	if got := strings.Join(left(p, v, day), " "); got != "Sanne is weg. Nu is het Karim. Els is weg. Nu is het Karim. Bo is weg sinds "+p.Date(day)+"." {
		t.Error(got)
	}
	if got := left(p, v, day.Add(-1)); len(got) != 1 {
		t.Errorf("who leaves tomorrow is gone today: %v", got)
	}
}

func TestAPhotoIsChosenAndABadOneRefusedWithASentence(t *testing.T) {
	uitest.App(t)
	b, nav := stocked(t), &shell{t: t}
	id := b.Rows(record.KindPartner)[0].ID
	e := NewEntry(b, nav, uitest.Dutch(t), task.Inline, id, record.ID{})
	uitest.Window(t, e.Content())
	e.Shown(t.Context())
	e.Open(true)
	nav.file = filepath.Join(t.TempDir(), "foto.png")
	if err := os.WriteFile(nav.file, []byte("GIF89a"), 0o600); err != nil {
		t.Fatal(err)
	}
	uitest.Press(t, e.people, "Foto kiezen")
	if len(e.state.v.Officers[0].Photo) != 0 || !uitest.Says(e.people, "geen foto die Schakel kan lezen") {
		t.Fatal("a hostile picture was not refused with a sentence")
	}
	var out bytes.Buffer
	if err := png.Encode(&out, image.NewRGBA(image.Rect(0, 0, 64, 64))); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(nav.file, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	uitest.Press(t, e.people, "Foto kiezen")
	e.done()
	if got, _ := b.Partner(t.Context(), id); len(got.Officers[0].Photo) == 0 || len(got.Officers[0].Photo) > record.LimitPhoto {
		t.Errorf("%d bytes", len(got.Officers[0].Photo))
	}
}

// The pages for a partner and the list of what is missing, in every language: read back by another program, nothing over a margin.
func TestPapersOfPartnersInEveryLanguage(t *testing.T) {
	g := book.Gaps{Areas: []book.Missing{{What: "Zuid", Families: book.PaperThreshold}}, Languages: []book.Missing{{What: "tir", Families: book.PaperThreshold}}, Topics: record.HelpTopics()}
	ask := &record.Request{Number: 7, What: record.RequestKinds()[0], Text: record.Text("Een zaal voor 20 mensen op 21-11-2026; مكان للقاء الأمهات"), Norm: 14, AskedOn: record.Day(2026, 11, 1)}
	partner := &record.Partner{Name: record.Text("Wijkcentrum De Brug aan de Nieuwe Westerkade bij de Oude Haven van Zuiderwijk")}
	meeting := &record.Meeting{Type: record.MeetingTypes()[0], On: record.Day(2026, 11, 21)}
	me := &record.Profile{Name: record.Text("Samira"), Title: record.Text("sleutelpersoon")}
	for _, l := range i18n.Languages() {
		p, err := i18n.New(l.Tag)
		if err != nil {
			t.Fatal(err)
		}
		answered := *ask
		answered.Reply = record.ReplyTaken
		for name, doc := range map[string]export.Document{
			"gaps": sheetOf(p, g), "no gaps": sheetOf(p, book.Gaps{}), "request": requestSheet(p, ask, partner, meeting, me), "answered": requestSheet(p, &answered, partner, nil, me),
		} {
			for _, wrong := range proof.Wrong(doc, l.Tag) {
				t.Errorf("%s %s: %s", l.Tag, name, wrong)
			}
		}
	}
}

func TestWhatIsMissingOnPaperPointsAtNoFamily(t *testing.T) {
	p := uitest.Dutch(t)
	g := book.Gaps{Areas: []book.Missing{{What: "Molenbuurt", Families: 1}, {What: "Zuid", Families: book.PaperThreshold}}, Languages: []book.Missing{{What: "tir", Families: 4}}}
	text := ""
	for _, block := range sheetOf(p, g).Blocks {
		if one, ok := block.(export.Paragraph); ok {
			text += one.Text + " "
		}
	}
	if text != "Zuid " {
		t.Errorf("on paper: %q", text)
	}
	if all := report(p, g, false); len(all) != 2 || len(all[0].gaps) != 2 {
		t.Errorf("on the screen: %v", all)
	}
}

func TestCardsAreReadFoundAndRemoved(t *testing.T) {
	uitest.App(t)
	hiwet, b, nav := stocked(t), stocked(t), &shell{t: t}
	own, err := hiwet.Profile(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	own.Name, own.Languages, own.Times = record.Text("Hiwet"), []string{"tir"}, []record.Slot{{Day: record.Thursday, Part: record.Morning}}
	if err := hiwet.SaveProfile(t.Context(), own); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := hiwet.HandCard(t.Context(), &out, book.CardChoice{}); err != nil {
		t.Fatal(err)
	}
	nav.file = filepath.Join(t.TempDir(), "kaart.json")
	v := NewCards(b, nav, uitest.Dutch(t), task.Inline)
	uitest.Window(t, v.Content())
	v.Shown(t.Context())
	for _, text := range []string{out.String()[:90], out.String()} {
		if err := os.WriteFile(nav.file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		uitest.Press(t, v.Content(), "Kaart inlezen")
		if text != out.String() && !uitest.Says(v.Content(), "niet heel") {
			t.Error("a damaged card was not refused with a sentence")
		}
	}
	v.q.Language, v.q.Day = "tir", record.Thursday
	v.ask()
	if !uitest.Says(v.Content(), "donderdag: ochtend") || nav.said[0] != "De kaart van Hiwet staat erin." {
		t.Fatalf("not found: %v", nav.said)
	}
	page := NewColleague(b, nav, uitest.Dutch(t), task.Inline, own.ID)
	uitest.Window(t, page.Content())
	page.Shown(t.Context())
	if !uitest.Says(page.Content(), "geen vertrouwenspersoon in de zin van de Jeugdwet") {
		t.Error("the card does not say what it is not")
	}
	uitest.Press(t, page.Content(), "Kaart weghalen")
	if len(b.Rows(record.KindColleague)) != 1 {
		t.Fatal("removed without asking")
	}
	uitest.Press(t, page.Content(), "Ja, weghalen")
	if len(b.Rows(record.KindColleague)) != 0 {
		t.Error("still there")
	}
}

// A question that was changed while it was written: nothing is overwritten, and what was typed comes through with the worker's answer.
func TestAQuestionThatChangedWhileItWasWrittenAsksWhichStays(t *testing.T) {
	uitest.App(t)
	b, nav := stocked(t), &shell{t: t}
	q := &record.Request{What: record.RequestExpert, Partner: b.Rows(record.KindPartner)[0].ID, Text: record.Text("eerst")}
	if err := b.SaveRequest(t.Context(), q); err != nil {
		t.Fatal(err)
	}
	e := NewRequest(b, nav, uitest.Dutch(t), task.Inline, q.ID, record.ID{})
	uitest.Window(t, e.Content())
	e.Shown(t.Context())
	e.state.q.Text = record.Text("wie komt er vertellen?")
	other, _ := b.Request(t.Context(), q.ID)
	other.Text = record.Text("van elders")
	if err := b.SaveRequest(t.Context(), other); err != nil {
		t.Fatal(err)
	}
	e.done()
	if got, _ := b.Request(t.Context(), q.ID); got.Text.Reveal() != "van elders" || len(nav.went) != 0 || e.state.theirs == nil {
		t.Fatal("one of the two was taken without asking")
	}
	uitest.Seen[*form.Versions](e.Content())[0].Choose(uitest.Dutch(t), "0/text", false)
	uitest.Press(t, e.Content(), "Ga hiermee verder")
	e.done()
	if got, _ := b.Request(t.Context(), q.ID); got.Text.Reveal() != "wie komt er vertellen?" || len(nav.went) == 0 {
		t.Errorf("%q, %v", got.Text.Reveal(), nav.went)
	}
}
