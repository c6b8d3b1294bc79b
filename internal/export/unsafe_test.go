package export_test

import (
	"strings"
	"testing"
	"time"

	"schakel/internal/access"
	"schakel/internal/book"
	"schakel/internal/export"
	"schakel/internal/export/proof"
	"schakel/internal/i18n"
	"schakel/internal/keyfile"
	"schakel/internal/record"
	"schakel/internal/sdc"
	"schakel/internal/summary"
)

// guarded is a book with a mother, a child and a father who is not safe to ask, a road to help that went, whose line names him, and an address
// that is secret.
func guarded(t *testing.T) (b *book.Book, home, mother, father record.ID) {
	t.Helper()
	now := time.Date(2026, time.November, 23, 20, 14, 0, 0, time.Local)
	b, err := book.Create(t.TempDir()+"/store", []byte("vlieger kastanje zeven trampoline mist"), book.Deps{Now: func() time.Time { return now }, Cost: keyfile.QuickCost()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.Close() })
	ctx := t.Context()
	family := &record.Household{Name: record.Text("gezin Haddad"), District: record.Text("Molenbuurt"), Postcode4: "3083"}
	her := &record.Person{As: record.PersonParent, First: record.Text("Samar"), Secret: true, Languages: []string{"ara"}}
	him := &record.Person{As: record.PersonParent, First: record.Text("Hasan"), Channels: []record.Channel{{Kind: record.ChannelPhone, Value: record.Text("06 9876 5432")}}}
	child := &record.Person{As: record.PersonChild, First: record.Text("Noor"), Birth: b.Today().Years(-8), Secret: true}
	partner := &record.Partner{Type: record.PartnerCJG, Name: record.Text("Wijkteam Molenbuurt"), Officers: []record.Officer{{First: record.Text("Sanne")}}}
	_, err = b.GiveRecovery(ctx)
	for _, err := range []error{
		err, b.SaveFamily(ctx, family, []book.Arrival{{Person: her, Relation: record.RelationMother}, {Person: him, Relation: record.RelationFather}, {Person: child, Relation: record.RelationChild}}),
		b.SetUnsafe(ctx, family.ID, him.ID, true), b.SavePartner(ctx, partner),
		b.SaveContact(ctx, &record.Contact{About: record.AboutHousehold, Subject: family.ID, On: b.Today(), Length: time.Hour, Note: record.Text("Hasan was boos")}),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return b, family.ID, her.ID, him.ID
}

// No paper says anything about somebody who is not safe to ask, nor where a family with a secret address lives: in any language, whatever the worker
// wrote, and also when the worker decides nothing.
func TestNothingUnsafeIsOnAnyPaper(t *testing.T) {
	b, home, mother, father := guarded(t)
	ctx := t.Context()
	dutch, err := i18n.New(i18n.Source)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range i18n.Languages() {
		p, err := i18n.New(l.Tag)
		if err != nil {
			t.Fatal(err)
		}
		in, err := b.Access(ctx, p, record.KindHousehold, home)
		if err != nil {
			t.Fatal(err)
		}
		in.Referrals = append(in.Referrals, &record.Referral{
			Head: record.Head{ID: record.ID{9}}, Way: record.WayOut, Household: home, Parent: mother, Number: 7, State: record.ReferralHandedOver,
			SentOn: record.Day(2026, 11, 20), Reason: record.Text("slapen, HASAN mag dit niet weten"),
		}, &record.Referral{
			Head: record.Head{ID: record.ID{8}}, Way: record.WayOut, Household: home, Parent: mother, Number: 8, State: record.ReferralSent, Delivery: record.ID{7},
			SentOn: record.Day(2026, 11, 20), Reason: record.Text("school"),
		})
		in.Consents = append(in.Consents, &record.Consent{Head: record.Head{ID: record.ID{6}}, Giver: father, Answer: record.AnswerYes, On: record.Day(2026, 11, 1), Way: record.WayPaper, Referral: record.ID{8}})
		in.Sent = append(in.Sent, access.Sent{
			Delivery: &record.Delivery{Way: record.MethodUSB, Head: record.Head{ID: record.ID{7}}, Of: record.ID{8}, Consents: []record.ID{{6}}},
			Lines:    []access.Line{{Label: "vraag", Value: record.Text("school")}, {Label: "ouder", Value: record.Text("Hasan, 06 9876 5432")}},
		})
		open := in
		open.People = map[record.ID]*record.Person{} // the same without a secret address: then what people wrote stands on paper
		for id, one := range in.People {
			same := *one
			same.Secret = false
			open.People[id] = &same
		}
		plain, err := access.FamilyCard(p, open, mother)
		if err != nil {
			t.Fatal(err)
		}
		for name, doc := range map[string]export.Document{"FamilyCard": export.FamilyCard(p, dutch, plain), "SharedList": export.SharedList(p, dutch, access.SharedOf(p, open))} {
			if text := strings.ToLower(said(t, doc)); strings.Contains(text, "hasan") || strings.Contains(text, "9876") || !strings.Contains(text, "school") {
				t.Errorf("%s %s names who is not safe to ask, or nothing at all:\n%s", l.Tag, name, text)
			}
		}
		if _, err := access.FamilyCard(p, in, father); err == nil {
			t.Errorf("%s: a card for the father", l.Tag)
		}
		card, err := access.FamilyCard(p, in, mother)
		if err != nil {
			t.Fatal(err)
		}
		month, err := b.Hours(ctx, 2026, time.November)
		if err != nil {
			t.Fatal(err)
		}
		all := map[string]export.Document{
			"FamilyCard": export.FamilyCard(p, dutch, card), "SharedList": export.SharedList(p, dutch, access.SharedOf(p, in)),
			"MonthSheet": export.MonthSheet(p, month), "PocketSlip": export.PocketSlip(p), "Access": held(t, p, dutch, in, mother),
			"Overview": counted(t, p, b),
		}
		for name, doc := range all {
			text := said(t, doc)
			for _, never := range []string{"Hasan", "9876", "boos", "Molenbuurt", "3083", p.T("people.unsafe")} {
				if strings.Contains(text, never) {
					t.Errorf("%s %s says %q:\n%s", l.Tag, name, never, text)
				}
			}
			for _, private := range []string{"Samar", "Haddad", "Noor"} {
				if strings.Contains(doc.Title, private) {
					t.Errorf("%s %s: the properties of the file name %s", l.Tag, name, private)
				}
			}
		}
	}
}

// said is every line of a paper.
func said(t *testing.T, doc export.Document) string {
	t.Helper()
	placed, err := export.Lines(doc, proof.Faces())
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for _, line := range placed {
		text.WriteString(line.Text + "\n")
	}
	return text.String()
}

// held is what is held about the family, for the mother; of what must be decided nothing goes in.
func held(t *testing.T, p, dutch *i18n.Printer, in access.Input, who record.ID) export.Document {
	t.Helper()
	in.AskedBy = who
	passages, err := access.Collect(p, in)
	if err != nil {
		t.Fatal(err)
	}
	decided := access.Decisions{}
	if _, err := access.Compose(p, dutch, in, passages, decided); err == nil {
		t.Error("nothing had to be decided")
	}
	for _, one := range access.Open(passages, decided) {
		decided.Decide(one, access.ChoiceOut, record.Private{})
	}
	paper, err := access.Compose(p, dutch, in, passages, decided)
	if err != nil {
		t.Fatal(err)
	}
	return export.Access(p, dutch, paper)
}

// counted is the overview of the year.
func counted(t *testing.T, p *i18n.Printer, b *book.Book) export.Document {
	t.Helper()
	r, err := b.Overview(t.Context(), summary.Period{From: record.Day(2026, 1, 1), To: record.Day(2026, 12, 31)})
	if err != nil {
		t.Fatal(err)
	}
	if r, err = r.Public(summary.Protection{Threshold: sdc.Minimum}); err != nil {
		t.Fatal(err)
	}
	doc, err := export.Overview(r, p)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}
