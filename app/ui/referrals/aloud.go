package referrals

import (
	"context"
	"errors"
	"strconv"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/prompt"
	"schakel/app/ui/rtl"
	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// ask is what is being asked of one person.
type ask struct {
	giver record.ID
	way   record.ConsentWay
	lang  i18n.Language
	own   *i18n.Printer // says the sentences in that language
	sheet int           // which of the four small pages on paper is shown, from 0
	until record.Date   // the last day on which a yes counts
	shown string        // the hash of the document as it stands on the page
	whole bool          // everything is read again, also what did not change
}

// ask opens the asking of one person.
func (v *Page) ask(giver record.ID, way record.ConsentWay) {
	v.inner = &ask{giver: giver, way: way}
	v.speak(v.road.languagesOf(giver)[0])
	v.inner.until = v.road.lastsFor(giver, v.inner.lang.Tag)
	v.present()
}

// present opens the first page of the asking.
func (v *Page) present() {
	if v.inner.way == record.WayPaper {
		v.open(v.drawPaper)
		return
	}
	v.open(v.drawAloud)
}

// speak chooses the language; without texts in it, it is the screen's.
func (v *Page) speak(l i18n.Language) {
	own, err := i18n.New(l.Tag)
	if err != nil {
		own = v.p
	}
	v.inner.lang, v.inner.own = l, own
}

// reading is what is read, in the chosen language with the Dutch beside it.
func (v *Page) reading() reading {
	dutch, err := i18n.New(i18n.Source)
	if err != nil {
		dutch = v.p
	}
	own := v.inner.own
	if own.Tag() == i18n.Source {
		own = dutch
	}
	v.inner.shown = v.road.page.Hash
	return v.road.reading(v.inner.giver, v.inner.lang, v.inner.until, own, dutch)
}

// askHead is the row above what is read: back to the step, to whom, the language and the other way.
func (v *Page) askHead(title string, end ...fyne.CanvasObject) fyne.CanvasObject {
	p := v.p
	way := form.NewButton(p, p.T("referrals.back"), form.ButtonOptions{Kind: form.Quiet, Icon: look.Back(p.Direction()), Snug: true}, v.shut)
	head := rtl.NewRich(p.Direction(), []rtl.Span{{Text: title, Bold: true}, {Text: "   " + p.T("referrals.aloud.term"), Size: rtl.Small, Color: look.ColorMuted}}, rtl.Style{Wrap: true})
	return form.NewBeside(p, 24, 300, form.NewLead(p, 12, way, rtl.Pad(p.Direction(), rtl.Edges{Top: 12}, head)), form.NewGroup(p, 12, end...))
}

// drawAloud is the page that is read to somebody: three sentences, large, and two answers of equal weight.
func (v *Page) drawAloud() {
	p, r := v.p, v.reading()
	paper := form.NewSecondary(p, p.T("referrals.aloud.paper"), func() { v.ask(v.inner.giver, record.WayPaper) })
	parts := []fyne.CanvasObject{v.askHead(p.T("referrals.aloud.title", "Who", r.who), v.tongues(), v.cards(), v.lasting(), paper), v.toWhom(r)}
	parts = append(parts, v.aloud(r)...)
	parts = append(parts, v.answers(r))
	if !r.lang.Reviewed && r.lang.Tag != i18n.Source {
		parts = append(parts, note(p, look.IconTranslate, p.T("referrals.aloud.unreviewed", "Language", r.lang.Name)))
	}
	exact := form.NewQuiet(p, p.T("referrals.aloud.exact"), func() {
		v.inner.sheet = 2
		v.open(v.drawPaper)
	})
	change := form.NewQuiet(p, p.T("referrals.aloud.change"), func() { v.to(stepWhat) })
	if also := v.road.others(v.inner.giver); also != "" {
		parts = append(parts, note(p, look.IconInfo, also))
	}
	parts = append(parts, form.NewEnds(p, 12, []fyne.CanvasObject{v.largeType(), exact}, []fyne.CanvasObject{change}))
	v.first = paper
	v.show(parts...)
}

// cards leads to the pictures and short texts about what help is.
func (v *Page) cards() fyne.CanvasObject {
	return form.NewButton(v.p, v.p.T("cards.title"), form.ButtonOptions{Icon: look.IconChatTeardropDots}, func() { v.nav.Go("cards") })
}

// tongues lets another language be chosen, when there are texts in more than one.
func (v *Page) tongues() fyne.CanvasObject {
	p := v.p
	all := v.road.languagesOf(v.inner.giver)
	choices := make([]form.Choice, 0, len(all))
	for _, l := range all {
		choices = append(choices, form.Choice{Value: l.Tag, Text: l.Name})
	}
	choose := form.NewSelect(p, choices, form.SelectOptions{Icon: look.IconTranslate}, func(tag string) {
		for _, l := range all {
			if l.Tag == tag {
				v.speak(l)
			}
		}
		v.draw()
		form.Focus(v.first)
	})
	choose.SetValue(v.inner.lang.Tag)
	return choose
}

// toWhom is who receives: the first letter in a circle, the first name with the organisation, and the rings.
func (v *Page) toWhom(r reading) fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	round := form.NewFace(p, v.road.page.Officer.Photo, r.receiver, 64)
	words := column(p, 0, bold(p, r.to))
	if r.toNote != "" {
		words.Add(muted(p, r.toNote))
	}
	rings := look.NewRings(look.RingSpoken, look.RingOpen, d, look.RingsPage)
	return rtl.HBox(d, 20, round, rtl.Grow(words), rings)
}

// sentences is the card with what is read aloud, each with its Dutch under it.
func (v *Page) sentences(all []spoken) fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	card := column(p, 20)
	for i, s := range all {
		if len(card.Objects) > 0 {
			card.Add(line(p))
		}
		words := column(p, look.HalfGrid, large(p, s.text))
		if s.dutch != "" {
			words.Add(muted(p, s.dutch))
		}
		if len(all) == 1 {
			card.Add(words) // one sentence needs no number
			continue
		}
		number := i + 1
		if s.number > 0 {
			number = s.number
		}
		figure := rtl.NewText(d, strconv.Itoa(number), rtl.Style{Size: rtl.Title, Bold: true, Color: look.ColorAccent})
		card.Add(form.NewLead(p, 28, rtl.Min(d, fyne.NewSize(look.Scaled(24), 0), figure), words))
	}
	return listing.NewCard(p, "", card)
}

// answers are "Ja, dit mag" and "Nee, niet delen", equally large; a no is asked once whether it was meant.
func (v *Page) answers(r reading) fyne.CanvasObject {
	return form.NewYesNo(v.p,
		form.Answer{Text: r.yes, Note: r.yesNote, Pressed: func() { v.open(v.drawHear) }},
		form.Answer{Text: r.no, Note: r.noNote, Pressed: func() { v.open(v.drawNo) }})
}

// drawHear asks whether the worker may hear how it goes: the last question before a yes is kept.
func (v *Page) drawHear() {
	p, r := v.p, v.reading()
	v.show(v.askHead(p.T("referrals.hear.title", "Who", r.who)), v.sentences([]spoken{r.hear}),
		form.NewYesNo(p,
			form.Answer{Text: r.hearYes.text, Note: r.hearYes.dutch, Pressed: func() { v.agree(record.AnswerYes, record.AnswerYes) }},
			form.Answer{Text: r.hearNo.text, Note: r.hearNo.dutch, Pressed: func() { v.agree(record.AnswerYes, record.AnswerNo) }}),
		small(p, p.T("referrals.hear.note")))
}

// drawNo asks whether the no was meant, because it is final.
func (v *Page) drawNo() {
	p := v.p
	sure := prompt.NewConfirm(p, prompt.Question{
		Title: p.T("referrals.no.title", "Who", v.road.name(v.inner.giver)), Text: p.T("referrals.no.text"),
		Yes: p.T("referrals.no.write"), No: p.T("referrals.no.back"), Careful: true,
	}, func() { v.agree(record.AnswerNo, "") }, v.present)
	v.first = sure.No()
	v.show(v.askHead(p.T("referrals.aloud.title", "Who", v.road.name(v.inner.giver))), sure)
}

// agree keeps what was said about exactly what was shown; the page that follows shows it.
func (v *Page) agree(answer, hear record.Answer) {
	in, shown := v.inner, v.inner.shown
	a := book.Agreement{Giver: in.giver, Answer: answer, Way: in.way, HearBack: hear}
	if in.way == record.WayReadAloud {
		a.Language = in.lang.Tag
		for _, one := range v.reading().sentences {
			a.Heard = append(a.Heard, one.text)
		}
	}
	a.Until, a.Shown = in.until, shown
	v.settle()
	changed := false
	v.do(func(ctx context.Context) error {
		err := v.src.Agree(ctx, v.id, a)
		if changed = errors.Is(err, book.ErrChanged); changed {
			return nil
		}
		return err
	}, func(l loaded) {
		if changed { // while it was read something else changed it: nothing is written down, and what changed is read
			v.road.loaded = l
			v.present()
			v.nav.Say(v.p.T("referrals.aloud.changed"))
			return
		}
		v.road.loaded, v.sub, v.inner = l, nil, nil
		if v.road.page.Decision.Allowed {
			v.step = stepExact
		}
		v.draw()
		form.Focus(v.first)
	})
}
