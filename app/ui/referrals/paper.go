package referrals

import (
	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/internal/cjg"
)

// sheets is how many small pages there are on paper.
const sheets = 4

// drawPaper shows one of the four small pages that are turned towards the parent.
func (v *Page) drawPaper() {
	p, r := v.p, v.reading()
	titles := []string{p.T("referrals.paper.to"), p.T("referrals.paper.what"), p.T("referrals.paper.exact"), p.T("referrals.paper.who")}
	draw := []func(reading) fyne.CanvasObject{v.sheetTo, v.sheetWhat, v.sheetExact, v.sheetWho}
	n := v.inner.sheet
	print := form.NewButton(p, p.T("referrals.print"), form.ButtonOptions{Icon: look.IconPrinter}, func() { v.nav.Print(v.road.code(), v.consentSheet()) })
	if n == sheets-2 {
		print = form.NewButton(p, p.T("referrals.print"), form.ButtonOptions{Icon: look.IconPrinter}, v.print)
	}
	parts := []fyne.CanvasObject{
		v.askHead(p.T("referrals.paper.for", "Who", r.who), v.tongues(), v.lasting(), print),
		listing.NewPageHead(p, titles[n], p.T("referrals.paper.count", "Page", days(n+1), "Of", days(sheets))),
		draw[n](r),
	}
	v.show(append(parts, v.turn(n))...)
	if v.long() {
		v.first = print // a long page is read from its top
	}
}

// turn leads to the page before and after.
func (v *Page) turn(n int) fyne.CanvasObject {
	p := v.p
	turnTo := func(to int) func() {
		return func() {
			v.inner.sheet = to
			v.draw()
			form.Focus(v.first)
		}
	}
	var start []fyne.CanvasObject
	if n < sheets-1 {
		next := form.NewButton(p, p.T("referrals.next"), form.ButtonOptions{Kind: form.Primary, After: look.Forward(p.Direction())}, turnTo(n+1))
		if v.first == nil {
			v.first = next
		}
		start = append(start, next)
	}
	if n > 0 {
		before := form.NewSecondary(p, p.T("referrals.before"), turnTo(n-1))
		if v.first == nil {
			v.first = before
		}
		start = append(start, before)
	}
	return form.NewActions(p, start, nil)
}

// sheetTo says to whom and why.
func (v *Page) sheetTo(r reading) fyne.CanvasObject {
	p, s := v.p, &v.road
	pairs := []listing.KeyValue{
		{Key: capital(p, p.T("referrals.paper.reader")), Value: s.full()},
		{Key: capital(p, p.T("referrals.paper.purpose")), Value: s.purpose()},
		{Key: capital(p, p.T("referrals.paper.about")), Value: s.about(v.inner.giver)},
		{Key: capital(p, p.T("referrals.paper.until")), Value: p.Date(v.inner.until)},
	}
	pairs = append(pairs, s.responsible()...)
	return column(p, 16, v.toWhom(r), listing.NewCard(p, "", listing.NewKeyValues(p, pairs, p.T("referrals.paper.right"))))
}

// sheetWhat says what goes and what stays; the switches are one press away.
func (v *Page) sheetWhat(reading) fyne.CanvasObject {
	p := v.p
	going := column(p, look.HalfGrid)
	for _, word := range v.road.going() {
		going.Add(listing.NewFact(p, look.IconCheck, word, "", look.ColorSuccess))
	}
	change := form.NewSecondary(p, p.T("referrals.aloud.change"), func() { v.to(stepWhat) })
	return form.NewColumns(p, look.FieldGap, listing.NewCard(p, p.T("referrals.paper.goes"), going, form.NewActions(p, []fyne.CanvasObject{change}, nil)), v.staysCard())
}

// sheetExact is exactly what will be sent, in large type, nothing hidden.
func (v *Page) sheetExact(reading) fyne.CanvasObject {
	p := v.p
	lines := column(p, 12)
	main, _ := v.road.exactly()
	for i, kv := range main {
		if i > 0 {
			lines.Add(line(p))
		}
		lines.Add(column(p, 0, muted(p, kv.Key), large(p, kv.Value)))
	}
	lines.Add(line(p))
	lines.Add(muted(p, cjg.Disclaimer))
	lines.Add(small(p, v.road.also()))
	return listing.NewCard(p, "", lines)
}

// sheetWho asks who agrees and how: two answers of equal weight.
func (v *Page) sheetWho(r reading) fyne.CanvasObject {
	p := v.p
	parts := column(p, 16, v.sentences([]spoken{r.sentences[0], r.sentences[2]}), v.answers(r))
	if also := v.road.others(v.inner.giver); also != "" {
		parts.Add(note(p, look.IconInfo, also))
	}
	return parts
}
