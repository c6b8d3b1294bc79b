package referrals

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/internal/book"
	"schakel/internal/record"
)

// drawReview shows what somebody said elsewhere and came in with an import. It counts for nothing until a person looked at it here.
func (v *Page) drawReview(giver record.ID) func() {
	return func() {
		p := v.p
		parts := []fyne.CanvasObject{under(p, v.shut, p.T("referrals.review.title"), v.road.named(giver)), text(p, p.T("referrals.review.why"))}
		for _, c := range v.road.unreviewed(giver) {
			parts = append(parts, v.reviewed(c))
		}
		v.show(parts...)
	}
}

// reviewed is one imported yes, with what was shown to whoever gave it, and the two answers.
func (v *Page) reviewed(c *record.Consent) fyne.CanvasObject {
	p := v.p
	same := listing.NewFact(p, look.IconCheck, p.T("referrals.review.same"), "", look.ColorSuccess)
	if c.Hash != v.road.page.Hash {
		same = listing.NewFact(p, look.IconWarningCircle, p.T("referrals.review.differs"), "", look.ColorLate)
	}
	right := form.NewSecondary(p, p.T("referrals.review.right"), func() {
		v.act(p.T("referrals.review.counted"), func(ctx context.Context) error { return v.src.Review(ctx, c.ID) })
	})
	wrong := form.NewSecondary(p, p.T("referrals.review.wrong"), func() {
		v.act(p.T("referrals.review.gone"), func(ctx context.Context) error { return v.src.Discard(ctx, c.ID) })
	})
	if v.first == nil {
		v.first = right
	}
	card := []fyne.CanvasObject{listing.NewKeyValues(p, v.road.consentFacts(c), ""), same}
	if lines := v.road.previewed(c); len(lines) > 0 {
		card = append(card, line(p), bold(p, p.T("referrals.review.shown")), listing.NewKeyValues(p, lines, ""))
	}
	return listing.NewCard(p, "", append(card, form.NewActions(p, []fyne.CanvasObject{right, wrong}, nil))...)
}

// unreviewed are the imported yesses of a person that wait for a look.
func (s *road) unreviewed(giver record.ID) []*record.Consent {
	var all []*record.Consent
	for _, c := range s.page.Consents {
		if c.Giver == giver && c.Imported && c.Reviewed.Zero() && c.Answer == record.AnswerYes && c.Withdrawn.Zero() {
			all = append(all, c)
		}
	}
	return all
}

// consentFacts are what a yes says.
func (s *road) consentFacts(c *record.Consent) []listing.KeyValue {
	p := s.p
	var about []string
	for _, id := range c.Subjects {
		about = append(about, s.name(id))
	}
	var groups []string
	for _, g := range c.Left() {
		groups = append(groups, p.WithTerm("field.group", string(g)))
	}
	var all []listing.KeyValue
	add := func(key, value string) {
		if value != "" {
			all = append(all, listing.KeyValue{Key: capital(p, key), Value: value})
		}
	}
	add(p.T("referrals.review.who"), s.named(c.Giver))
	add(p.T("referrals.review.as"), p.Value("consent.capacity", string(c.Capacity)))
	add(p.T("referrals.paper.about"), p.List(about))
	add(p.T("referrals.paper.reader"), c.Receiver.Reveal())
	add(p.T("referrals.paper.purpose"), p.WithTerm("purpose", string(c.Purpose)))
	add(p.T("referrals.paper.goes"), p.List(groups))
	add(p.T("referrals.review.how"), p.T("referrals.giver.said", "Way", p.Value("consent.way", string(c.Way)), "On", p.Date(c.On)))
	if !c.Until.Zero() {
		add(p.T("referrals.paper.until"), p.Date(c.Until))
	}
	add(p.T("sheet.consent.here"), c.Here.Reveal())
	return all
}

// previewed are the lines of the document that was shown for a yes.
func (s *road) previewed(c *record.Consent) []listing.KeyValue {
	was := *s
	was.page.Lines, was.gone = book.Previewed(c), nil
	main, _ := was.exactly()
	return main
}
