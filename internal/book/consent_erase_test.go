package book_test

import (
	"slices"
	"strings"
	"testing"

	"schakel/internal/access"
	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// TestErasingAfterAPartTakesBackEverything: some groups were taken back while the family was here; when it is erased the recall is one of
// everything, and nothing of it stands anywhere.
func TestErasingAfterAPartTakesBackEverything(t *testing.T) {
	r := sentRoad(t)
	ctx := t.Context()
	r.do("opened", r.office.endpoint.Inbox.OpenPending())
	r.do("part", r.WithdrawParts(ctx, r.ref.ID, r.mother.ID, []record.FieldGroup{record.GroupPhone}))
	plan, err := r.Erasing(ctx, record.KindHousehold, r.home.ID)
	r.do("plan", err)
	if len(plan.Shared) != 1 || plan.Shared[0].Do != book.HandedRecall {
		t.Fatalf("%+v", plan.Shared)
	}
	done, err := r.Erase(ctx, record.KindHousehold, r.home.ID, book.EraseOptions{Recall: true})
	r.do("erase", err)
	if done.Recalled != 1 {
		t.Errorf("%+v", done)
	}
	r.nothingOf()
	r.deliver()
	r.do("open", r.office.endpoint.Inbox.OpenPending())
	cases, err := r.office.endpoint.Inbox.Cases()
	if err != nil || len(cases) != 1 || len(cases[0].Groups) != 0 {
		t.Errorf("the CJG heard %+v, %v", cases, err)
	}
}

// TestErasingOneOfSeveralLeavesNoReadSentence: what was read aloud names people, so its hashes go with the document that was shown.
func TestErasingOneOfSeveralLeavesNoReadSentence(t *testing.T) {
	r := newRoad(t)
	ctx := t.Context()
	sister := &record.Person{As: record.PersonChild, First: record.Text("Defne"), Birth: r.Today().Years(-5)}
	r.do("sister", r.SaveFamily(ctx, r.home, []book.Arrival{{Person: sister, Relation: record.RelationChild, Custody: &record.Custody{
		Custody: record.CustodySole, Holders: []record.ID{r.mother.ID}, Proof: record.ProofExtract, Seen: r.Today(),
	}}}))
	ref := r.page().Referral
	ref.Children = append(ref.Children, sister.ID)
	r.do("both", r.SaveReferral(ctx, ref))
	r.yes(r.mother.ID, "Ik wil de naam van Defne geven")
	if len(r.page().Consents[0].Heard) != 1 {
		t.Fatal("nothing was heard")
	}
	_, err := r.Erase(ctx, record.KindPerson, sister.ID, book.EraseOptions{})
	r.do("erase", err)
	c := r.page().Consents[0]
	if len(c.Heard) != 0 || !c.Preview.Empty() || c.Hash != "" {
		t.Errorf("%+v", c)
	}
	page := r.page()
	if _, readable := page.Differences(c.Preview); readable {
		t.Error("an erased document still saves reading")
	}
}

// TestInzageSaysWhatWasTakenBack, who is responsible, and never that somebody is not safe to ask.
func TestInzageSaysWhatWasTakenBack(t *testing.T) {
	r := sentRoad(t)
	ctx := t.Context()
	father := &record.Person{As: record.PersonParent, First: record.Text("Murat")}
	r.do("father", r.SaveFamily(ctx, r.home, []book.Arrival{{Person: father, Relation: record.RelationFather}}))
	r.do("unsafe", r.SetUnsafe(ctx, r.home.ID, father.ID, true))
	r.do("part", r.WithdrawParts(ctx, r.ref.ID, r.mother.ID, []record.FieldGroup{record.GroupPhone}))
	dutch, err := i18n.New(i18n.Source)
	r.do("dutch", err)
	in, err := r.Access(ctx, dutch, record.KindHousehold, r.home.ID)
	r.do("access", err)
	in.AskedBy = r.mother.ID
	text := inzage(t, dutch, in)
	for _, want := range []string{"deel ingetrokken", "telefoon", "Samira, 06 1111 2222"} {
		if !slices.ContainsFunc(text, func(s string) bool { return strings.Contains(s, want) }) {
			t.Errorf("inzage lacks %q", want)
		}
	}
	for _, s := range text {
		if strings.Contains(s, "niet veilig om te vragen") {
			t.Errorf("inzage prints %q", s)
		}
	}
}

// inzage is every text of the paper when everything goes in.
func inzage(t *testing.T, p *i18n.Printer, in access.Input) []string {
	t.Helper()
	all, err := access.Collect(p, in)
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, piece := range all {
		texts = append(texts, piece.Text.Reveal())
		for _, f := range piece.Facts {
			texts = append(texts, f.Label, f.Value.Reveal())
		}
	}
	return texts
}
