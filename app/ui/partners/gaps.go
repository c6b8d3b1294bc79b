package partners

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/book"
	"schakel/internal/directory"
	"schakel/internal/export"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Missing is what is missing in "wie kan helpen": facts, nobody is scored.
type Missing struct{ sub }

// NewMissing makes the page.
func NewMissing(src Source, nav Nav, p *i18n.Printer, run task.Runner) *Missing {
	return &Missing{newSub(src, nav, p, run)}
}

// Shown looks for what is missing and draws it.
func (v *Missing) Shown(ctx context.Context) {
	v.ctx = ctx
	task.Do(ctx, v.run, v.src.Gaps, func(g book.Gaps, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.draw(g)
	})
}

// Changed looks again.
func (v *Missing) Changed(ctx context.Context) { v.Shown(ctx) }

// Hidden drops what was shown.
func (v *Missing) Hidden() { v.first, v.inside.Objects = nil, nil }

// gap is one thing that is missing: what, and where; a place to go to where there is one.
type gap struct {
	text string
	open record.ID
}

// part is one heading of the report.
type part struct {
	title string
	gaps  []gap
}

// report makes the headings that have something; on paper a wijk or a language of few families is left out, because it would point at one.
func report(p *i18n.Printer, g book.Gaps, paper bool) []part {
	var out []part
	add := func(title string, gaps []gap) {
		if len(gaps) > 0 {
			out = append(out, part{title, gaps})
		}
	}
	missing := func(all []book.Missing, name func(string) string) []gap {
		var gaps []gap
		for _, m := range all {
			if !paper || m.Families >= book.PaperThreshold {
				gaps = append(gaps, gap{text: name(m.What)})
			}
		}
		return gaps
	}
	add(p.T("partner.gaps.areas"), missing(g.Areas, func(s string) string { return s }))
	var topics, bands []gap
	for _, t := range g.Topics {
		topics = append(topics, gap{text: p.WithTerm("help.topic", string(t))})
	}
	add(p.T("partner.gaps.topics"), topics)
	for _, b := range g.Ages {
		text := p.N("partner.ages.between", b.To, "From", p.Number(b.From))
		if b.Unborn {
			text = p.T("partner.find.expecting.short")
		}
		bands = append(bands, gap{text: text})
	}
	add(p.T("partner.gaps.ages"), bands)
	add(p.T("partner.gaps.languages"), missing(g.Languages, func(code string) string { return directory.Tongue(p, code) }))
	add(p.T("partner.gaps.person"), rowsOf(g.NoPerson))
	add(p.T("partner.gaps.phone"), rowsOf(g.NoPhone))
	add(p.T("partner.gaps.norm"), rowsOf(g.NoNorm))
	at := func(all []book.OfficerAt, say func(book.OfficerAt) string) []gap {
		var gaps []gap
		for _, o := range all {
			gaps = append(gaps, gap{text: say(o), open: o.Partner.ID})
		}
		return gaps
	}
	add(p.T("partner.gaps.left"), at(g.Left, func(o book.OfficerAt) string {
		return p.T("partner.gaps.left.one", "Who", o.First.Reveal(), "Where", o.Partner.Title.Reveal(), "On", p.Date(o.On))
	}))
	add(p.T("partner.gaps.silent"), at(g.Silent, func(o book.OfficerAt) string {
		return p.T("partner.gaps.silent.one", "Who", o.First.Reveal(), "Where", o.Partner.Title.Reveal(), "On", p.Date(o.On))
	}))
	var waiting []gap
	for _, w := range g.Waiting {
		waiting = append(waiting, gap{text: p.T("partner.gaps.waiting.one", "Where", w.Partner.Title.Reveal(), "Late", p.Number(w.Late), "Asked", p.Number(w.Asked)), open: w.Partner.ID})
	}
	add(p.T("partner.gaps.waiting"), waiting)
	return out
}

func rowsOf(rows []record.Row) []gap {
	var gaps []gap
	for _, r := range rows {
		gaps = append(gaps, gap{text: r.Title.Reveal(), open: r.ID})
	}
	return gaps
}

func (v *Missing) draw(g book.Gaps) {
	p, d := v.p, v.p.Direction()
	choose, print := form.NewPrint(p, p.T("partner.gaps.print"), p.Tag(), func(q *i18n.Printer) { v.nav.Print(p.T("partner.gaps.file"), sheetOf(q, g)) })
	v.first = print
	objects := []fyne.CanvasObject{v.head(p.T("partner.gaps.title"), p.T("partner.gaps.note"), choose, print)}
	all := report(p, g, false)
	if len(all) == 0 {
		objects = append(objects, v.line(p.T("partner.gaps.none")))
	}
	for _, part := range all {
		rows := rtl.Flow(d, look.Grid)
		for _, one := range part.gaps {
			rows.Add(v.gap(one))
		}
		objects = append(objects, listing.NewCard(p, part.title, rows))
	}
	v.fill(objects...)
}

// gap is one thing that is missing: a button where there is a page to mend it.
func (v *Missing) gap(g gap) fyne.CanvasObject {
	if g.open.Zero() {
		return form.NewPanel(form.Frame{Edge: look.ColorLine, Width: look.Edge, Radius: look.Radius}, 12, 8, rtl.NewText(v.p.Direction(), g.text, rtl.Style{}))
	}
	return form.NewButton(v.p, g.text, form.ButtonOptions{Snug: true}, func() { v.nav.Open(record.KindPartner, g.open) })
}

// sheetOf is the report on paper.
func sheetOf(p *i18n.Printer, g book.Gaps) export.Document {
	doc := export.NewDocument(p, p.T("partner.gaps.title"), p.T("partner.gaps.note"))
	for _, part := range report(p, g, true) {
		doc.Blocks = append(doc.Blocks, export.Heading{Text: part.title})
		for _, one := range part.gaps {
			doc.Blocks = append(doc.Blocks, export.Paragraph{Text: one.text, Typed: true})
		}
	}
	if len(doc.Blocks) == 0 {
		doc.Blocks = []export.Block{export.Paragraph{Text: p.T("partner.gaps.none")}}
	}
	return doc
}
