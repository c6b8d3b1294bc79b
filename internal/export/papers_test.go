package export_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"schakel/internal/access"
	"schakel/internal/export"
	"schakel/internal/export/proof"
	"schakel/internal/hours"
	"schakel/internal/i18n"
	"schakel/internal/record"
	"schakel/internal/speech"
)

// long is a name as people have them, and one that no line holds.
const (
	long   = "Fatima Zahra bint Abdelkader El Ouazzani-van den Bergh tot Zuiderwijk"
	arabic = "فاطمة الزهراء بنت عبد القادر الوزاني"
	phone  = "06-12345678"
	worker = "Stichting De Brug, 06 1111 2222, info@debrug.example"
)

func lines(p *i18n.Printer) []export.KeyValue {
	return []export.KeyValue{
		{Label: p.T("sheet.consent.about"), Value: long}, {Label: p.T("sheet.consent.recipient"), Value: arabic},
		{Label: p.T("card.when"), Value: "21-11-2026"}, {Label: p.T("sheet.consent.contact"), Value: phone},
		{Label: p.T("sheet.consent.purpose"), Value: "Yusuf slaapt slecht sinds we zijn verhuisd. Ik wil graag weten wat ik ’s avonds kan doen. يوسف لا ينام جيداً منذ 3 أسابيع (منذ 12-10-2026)، الهاتف 06-12345678."},
		{Label: p.T("sheet.consent.here"), Value: "Çiğdem Yılmaz & Łódź, efficiënt 73,6% – “zo”"},
	}
}

func consentIn(p *i18n.Printer) export.Consent {
	return export.Consent{
		Giver: long, About: "Yusuf, " + arabic, Recipient: "CJG Zuiderwijk, Marieke", Purpose: p.Value("purpose", string(record.Purposes()[0])),
		Until: p.Date(record.Day(2027, 5, 22)), Here: worker, Contact: "Gemeente Zuiderwijk, " + phone,
		Groups: []string{p.Value("field.group", "name"), p.Value("field.group", "phone"), p.Value("field.group", "child")}, Lines: lines(p),
	}
}

func aloudIn(p, dutch *i18n.Printer) export.Aloud {
	say := func(id string, args ...any) []speech.Pair {
		return export.Both(p, dutch, func(q *i18n.Printer) string { return q.T(id, args...) })
	}
	one := func(id string) speech.Pair {
		return export.BothWhole(p, dutch, func(q *i18n.Printer) string { return q.T(id) })
	}
	until := export.Both(p, dutch, func(q *i18n.Printer) string {
		return q.T("referrals.aloud.until", "On", q.Date(record.Day(2027, 5, 22)))
	})
	return export.Aloud{Title: one("sheet.consent.title"), Note: p.T("sheet.aloud.foot"), Parts: []export.AloudPart{
		{Lines: append(say("referrals.aloud.call", "Who", "Marieke", "Why", long), until...)},
		{Head: one("sheet.consent.rights"), Lines: append(append(say("sheet.consent.withdraw"), say("sheet.consent.part")...), say("sheet.consent.complain")...)},
	}}
}

func accessIn(p, dutch *i18n.Printer) access.Paper {
	paper := access.Paper{About: long, Made: p.T("card.made", "Who", arabic, "Date", p.Date(record.Day(2026, 11, 22))), Left: []string{p.T("sheet.shared.empty")}, Rights: []string{p.T("sheet.consent.withdraw"), p.T("sheet.consent.complain")}}
	section := access.Part{Title: p.T("card.roads")}
	if p.Tag() != dutch.Tag() {
		section.Dutch = dutch.T("card.roads")
	}
	for range 6 {
		section.Pieces = append(section.Pieces, access.Piece{Title: p.T("card.when"), Note: p.Date(record.Day(2026, 11, 20)), Text: lines(p)[4].Value, Facts: [][2]string{{p.T("card.who"), long}, {p.T("sheet.consent.contact"), phone}}})
	}
	paper.Sections = []access.Part{section, section}
	return paper
}

// papers are all papers of this package by the function that makes them. The screens try theirs themselves; package layering sees that none is
// forgotten.
func papers(t *testing.T, p, dutch *i18n.Printer) map[string]func() (export.Document, error) {
	fine := func(d export.Document) func() (export.Document, error) {
		return func() (export.Document, error) { return d, nil }
	}
	part := export.Part{Number: 2, Lines: [2]string{"2K7Q-9XFM-2B8T-HW5N", "PR4D-J61A-0C0D-EFGH"}, Made: p.Date(record.Day(2026, 11, 22))}
	place, person := part, part
	place.Place, person.Person = true, true
	card := access.Card{
		About: long, For: arabic, Made: p.Date(record.Day(2026, 11, 22)), More: true,
		Worker: [][2]string{{p.T("sheet.consent.contact"), phone}, {p.T("sheet.consent.here"), worker}},
		Roads:  []access.CardRoad{{Person: "Marieke", Where: "CJG Zuiderwijk", Phone: "010-2345678", Asked: lines(p)[4].Value, Stands: p.T("sheet.shared.empty")}},
		Shared: []access.CardShared{{When: "21-11-2026", Who: "CJG Zuiderwijk, Marieke", What: p.Value("field.group", "name"), State: p.T("sheet.shared.state")}},
	}
	shared := access.SharedPaper{About: long, Made: p.Date(record.Day(2026, 11, 24))}
	for range 6 {
		shared.Items = append(shared.Items, access.Shared{When: p.Date(record.Day(2026, 11, 21)), Recipient: "CJG Zuiderwijk, Marieke", What: p.Value("field.group", "name"), Consents: []string{arabic, long}, How: p.T("sheet.shared.how"), State: p.T("sheet.shared.state"), Lines: [][2]string{{p.T("sheet.shared.what"), long}}})
	}
	return map[string]func() (export.Document, error){
		"Access":           fine(export.Access(p, dutch, accessIn(p, dutch))),
		"Access empty":     fine(export.Access(p, dutch, access.Paper{About: long, Rights: []string{p.T("sheet.consent.complain")}})),
		"FamilyCard":       fine(export.FamilyCard(p, dutch, card)),
		"FamilyCard empty": fine(export.FamilyCard(p, dutch, access.Card{About: long})),
		"ConsentSheet":     fine(export.ConsentSheet(p, dutch, consentIn(p), consentIn(dutch))),
		"SharedList":       fine(export.SharedList(p, dutch, shared)),
		"SharedList empty": fine(export.SharedList(p, dutch, access.SharedPaper{About: long})),
		"Exactly":          fine(export.Exactly(p, "CJG Zuiderwijk, Marieke", append(lines(p), lines(p)...))),
		"RecoveryCard":     fine(export.RecoveryCard(p, "7K3Q-9XFM-2B8T-HW5N-PR4D-J6", p.Date(record.Day(2026, 11, 22)))),
		"PartCard":         fine(export.PartCard(p, part)),
		"PartCard place":   fine(export.PartCard(p, place)),
		"PartCard person":  fine(export.PartCard(p, person)),
		"PocketSlip":       fine(export.PocketSlip(p)),
		"ReadAloud":        fine(export.ReadAloud(p, aloudIn(p, dutch))),
		"MonthSheet":       fine(export.MonthSheet(p, export.March())),
		"Study":            fine(export.Study(study(t, "inhabitants"), p)),
		"Study crossed":    fine(export.Study(study(t, "cooperation"), p)),
		"Study share":      fine(export.Study(study(t, "response"), p)),
		"MonthSheet empty": fine(export.MonthSheet(p, hours.Of(2026, 11, nil, nil))),
		"Overview":         func() (export.Document, error) { return export.Overview(export.PublicReport(t), p) },
	}
}

func TestPapers(t *testing.T) {
	dutch, err := i18n.New(i18n.Source)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range i18n.Languages() {
		p, err := i18n.New(l.Tag)
		if err != nil {
			t.Fatal(err)
		}
		for name, make := range papers(t, p, dutch) {
			t.Run(l.Tag+"/"+name, func(t *testing.T) {
				doc, err := make()
				if err != nil {
					t.Fatal(err)
				}
				for _, wrong := range proof.Wrong(doc, l.Tag) {
					t.Error(wrong)
				}
				inOrder(t, doc)
				look(t, doc)
			})
		}
	}
}

// inOrder compares what a program that walks through the structure reads with what was written: every element whole, in logical order, in any
// language.
func inOrder(t *testing.T, doc export.Document) {
	t.Helper()
	var out bytes.Buffer
	if err := export.PDF(&out, doc, proof.Faces()); err != nil {
		t.Fatal(err)
	}
	all, err := export.Lines(doc, proof.Faces())
	if err != nil {
		t.Fatal(err)
	}
	written := map[int]string{}
	var want []string
	for _, l := range all {
		written[l.Element] += l.Text
	}
	delete(written, 0)
	for _, text := range written {
		want = append(want, proof.Plain(text))
	}
	var got []string
	for _, text := range export.Elements(t, out.Bytes()) {
		got = append(got, proof.Plain(text))
	}
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// look keeps a paper for whoever wants to see it: PDF_OUT=folder go test ./internal/export
func look(t *testing.T, doc export.Document) {
	t.Helper()
	folder := os.Getenv("PDF_OUT")
	if folder == "" {
		return
	}
	var out bytes.Buffer
	if err := export.PDF(&out, doc, proof.Faces()); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, filepath.Base(t.Name())+"-"+doc.Lang+".pdf"), out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}
