package erasing

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Source is what the page reads and does.
type Source interface {
	Today() record.Date
	Erasing(ctx context.Context, kind record.Kind, id record.ID) (book.Erasing, error)
	Mentions(ctx context.Context, kind record.Kind, id record.ID, progress func(done, total int)) (book.Elsewhere, error)
	OldCopies(ctx context.Context, own string) (book.OldCopies, error)
	Erase(ctx context.Context, kind record.Kind, id record.ID, o book.EraseOptions) (book.Erased, error)
}

// Nav is where the page leads to. Erased is told once, when it is done: the way back leads around what is gone.
type Nav interface {
	Open(kind record.Kind, id record.ID)
	PrintShared(kind record.Kind, id record.ID, language string)
	Erased(done book.Erased)
	Fail(err error)
	ends
}

type ends interface {
	Go(destination string)
	StickOut(endpoint record.ID)
	Back()
}

// Page is the page before, during and after an erasure. It lives until the program is locked, so that what is left to do can be read
// again.
type Page struct {
	src   Source
	nav   Nav
	p     *i18n.Printer
	run   task.Runner
	own   string // the program's own folder for copies
	kind  record.Kind
	id    record.ID
	state state
	stage stage

	ctx     context.Context
	latest  task.Latest
	shown   bool
	content *fyne.Container
	stays   *fyne.Container // filled again when the texts were gone through
	texts   *fyne.Container
	first   fyne.Focusable
	entry   *rtl.Entry
	field   *form.Field
	bar     *listing.Progress
	stop    context.CancelFunc
	all     bool // every text is listed, not the first few
}

// stage is how far it is.
type stage uint8

const (
	before stage = iota
	during
	after
)

// textsFirst is how many texts of others are listed before more is asked for.
const textsFirst = 12

// New makes the page for a household or a person; own is the program's own folder for copies, "" when there is none.
func New(src Source, nav Nav, p *i18n.Printer, run task.Runner, own string, kind record.Kind, id record.ID) *Page {
	v := &Page{src: src, nav: nav, p: p, run: run, own: own, kind: kind, id: id, state: state{p: p}, ctx: context.Background()}
	v.content = rtl.Stack(p.Direction())
	return v
}

// Begun reports whether the erasure is under way or done: then the page is kept.
func (v *Page) Begun() bool { return v.stage != before }

// Of reports whether the page is about a record.
func (v *Page) Of(kind record.Kind, id record.ID) bool { return v.kind == kind && v.id == id }

// Gone is what is there no more, once it is done.
func (v *Page) Gone() []record.ID { return v.state.done.Gone }

// Content is the page.
func (v *Page) Content() fyne.CanvasObject { return v.content }

// Focus is the way that changes nothing; afterwards the way on.
func (v *Page) Focus() fyne.Focusable { return v.first }

// Shown reads what would go, and draws it. During and after it, it shows how that stands.
func (v *Page) Shown(ctx context.Context) {
	v.ctx, v.shown = ctx, true
	switch v.stage {
	case during:
		v.drawBusy()
	case after:
		v.drawDone()
	default:
		v.load()
	}
}

// Hidden drops what was shown. What is being erased goes on.
func (v *Page) Hidden() {
	v.latest.Stop()
	v.shown, v.first, v.entry, v.field, v.bar, v.stays, v.texts = false, nil, nil, nil, nil, nil, nil
	v.content.Objects = nil
}

// plan is what is read at first.
type plan struct {
	erasing book.Erasing
	copies  book.OldCopies
}

func (v *Page) load() {
	ctx := v.latest.Next(v.ctx)
	task.Do(ctx, v.run, func(ctx context.Context) (plan, error) {
		e, err := v.src.Erasing(ctx, v.kind, v.id)
		if err != nil {
			return plan{}, err
		}
		c, err := v.src.OldCopies(ctx, v.own)
		return plan{e, c}, err
	}, func(got plan, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.state.load(got.erasing, got.copies, v.src.Today())
		v.draw()
		v.search(ctx)
	})
}

// search goes through every text in the background; the page can be read meanwhile.
func (v *Page) search(ctx context.Context) {
	task.Do(ctx, v.run, func(ctx context.Context) (book.Elsewhere, error) {
		return v.src.Mentions(ctx, v.kind, v.id, func(done, total int) {
			task.Report(ctx, v.run, func() { v.searching(done, total) })
		})
	}, func(got book.Elsewhere, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.state.elsewhere, v.state.searched = got, true
		v.drawTexts()
	})
}

func (v *Page) searching(done, total int) {
	if v.bar != nil {
		v.bar.Set(v.p.T("erasing.texts.busy", "Done", v.p.Number(done), "Total", v.p.Number(total)), float32(done)/float32(max(total, 1)))
	}
}

func (v *Page) column(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return rtl.VBox(v.p.Direction(), gap, objects...)
}

func (v *Page) words(text string) fyne.CanvasObject {
	return rtl.NewText(v.p.Direction(), text, rtl.Style{Wrap: true})
}

func (v *Page) muted(text string) fyne.CanvasObject {
	return rtl.NewText(v.p.Direction(), text, rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true})
}

// put shows a page.
func (v *Page) put(objects ...fyne.CanvasObject) {
	v.content.Objects = []fyne.CanvasObject{rtl.Scroll(v.p.Direction(), listing.NewSheet(look.Grid, v.column(20, objects...)))}
	v.content.Refresh()
}

// draw shows everything that the worker looks at before it.
func (v *Page) draw() {
	p, d, s := v.p, v.p.Direction(), &v.state
	back := form.NewButton(p, p.T("people.back"), form.ButtonOptions{Kind: form.Quiet, Icon: look.Back(d), Snug: true}, v.nav.Back)
	head := v.column(look.HalfGrid, rtl.HBox(d, 0, back), listing.NewPageHead(p, s.title(), s.plan.Name.Reveal()))
	v.stays, v.texts = v.column(0), v.column(look.Grid)
	v.first = back
	v.put(head, v.words(p.T("erasing.lead")), v.goes(), v.stays, v.shared(), listing.NewCard(p, p.T("erasing.texts.title"), v.texts), v.copies(), v.confirm())
	v.drawTexts()
}

// goes is the card with what goes.
func (v *Page) goes() fyne.CanvasObject {
	people, counts := v.state.goes()
	parts := make([]fyne.CanvasObject, 0, len(people)+1)
	for _, one := range people {
		parts = append(parts, listing.NewFact(v.p, look.IconUser, one.text, one.note, look.ColorText))
	}
	if counts != "" {
		parts = append(parts, listing.NewFact(v.p, look.IconFileText, counts, "", look.ColorText))
	}
	return listing.NewCard(v.p, v.p.T("erasing.goes.title"), parts...)
}

// shared is the card with what others have, and the choice to recall it.
func (v *Page) shared() fyne.CanvasObject {
	p, s := v.p, &v.state
	all := s.shared()
	if len(all) == 0 {
		return listing.NewCard(p, p.T("erasing.shared.title"), v.muted(p.T("erasing.shared.none")))
	}
	parts := make([]fyne.CanvasObject, 0, len(all)+3)
	for _, one := range all {
		parts = append(parts, listing.NewFact(p, look.IconPaperPlaneTilt, one.text, one.note, look.ColorText))
	}
	if s.plan.CanRecall() > 0 {
		check := form.NewCheck(p, p.T("erasing.shared.recall"), "", func(on bool) { s.recall = on })
		check.SetOn(s.recall)
		parts = append(parts, check, v.muted(p.T("erasing.shared.recall.note")))
	}
	choose, print := form.NewPrint(p, p.T("erasing.shared.print"), p.Tag(), func(q *i18n.Printer) { v.nav.PrintShared(v.kind, v.id, q.Tag()) })
	parts = append(parts, rtl.Pad(p.Direction(), rtl.Edges{Top: look.Grid}, form.NewActions(p, []fyne.CanvasObject{choose, print}, nil)))
	return listing.NewCard(p, p.T("erasing.shared.title"), parts...)
}

// drawTexts fills in what stays and what others wrote, once it is known.
func (v *Page) drawTexts() {
	if v.texts == nil || v.stage != before {
		return
	}
	p, s := v.p, &v.state
	v.stays.Objects, v.texts.Objects, v.bar = nil, nil, nil
	if some := s.stays(); len(some) > 0 {
		var parts []fyne.CanvasObject
		for _, one := range some {
			parts = append(parts, listing.NewFact(p, look.IconCheckCircle, one.text, one.note, look.ColorText))
		}
		v.stays.Add(listing.NewCard(p, p.T("erasing.stays.title"), parts...))
	}
	if !s.searched {
		v.bar = listing.NewProgress(p, "", nil)
		v.texts.Add(v.bar)
		v.searching(0, 0)
	} else {
		v.mentions(v.texts)
	}
	v.content.Refresh()
}

// mentions lists the texts of others, each with its own way to it.
func (v *Page) mentions(to *fyne.Container) {
	p := v.p
	all := v.state.texts()
	if len(all) == 0 {
		to.Add(v.muted(p.T("erasing.texts.none")))
		return
	}
	to.Add(v.muted(p.T("erasing.texts.lead")))
	for i, m := range all {
		if i == textsFirst && !v.all {
			to.Add(rtl.HBox(p.Direction(), 0, form.NewQuiet(p, p.N("erasing.texts.more", len(all)-i), func() {
				v.all = true
				v.again()
			})))
			break
		}
		words := v.column(2, v.words(m.excerpt), v.muted(m.title))
		if m.kind == record.KindNone {
			to.Add(words)
			continue
		}
		to.Add(form.NewBeside(p, 12, 240, words, form.NewButton(p, p.T("erasing.texts.open"), form.ButtonOptions{}, func() { v.nav.Open(m.kind, m.id) })))
	}
}

// again draws the stage that the page is in.
func (v *Page) again() {
	if v.stage == after {
		v.drawDone()
		return
	}
	v.drawTexts()
}

// copies is the card with what old copies still open.
func (v *Page) copies() fyne.CanvasObject {
	p, s := v.p, &v.state
	var parts []fyne.CanvasObject
	for _, text := range s.oldCopies() {
		parts = append(parts, v.words(text))
	}
	if s.copies.Here > 0 {
		check := form.NewCheck(p, p.T("erasing.copies.only"), "", func(on bool) { s.only = on })
		check.SetOn(s.only)
		parts = append(parts, check, v.muted(p.T("erasing.copies.only.note")))
	}
	return listing.NewCard(p, p.T("erasing.copies.title"), parts...)
}

// confirm asks for the word. The keyboard does not stand here at first, and Enter alone does nothing.
func (v *Page) confirm() fyne.CanvasObject {
	p := v.p
	word := p.T("erasing.confirm.word")
	v.field, v.entry = form.NewTextField(p, form.FieldOptions{Label: p.T("erasing.confirm.label", "Word", word)}, 1, nil)
	do := form.NewButton(p, p.T("erasing.confirm.do"), form.ButtonOptions{Icon: look.IconTrash}, v.erase)
	not := form.NewButton(p, p.T("erasing.confirm.not"), form.ButtonOptions{}, v.nav.Back)
	typed := rtl.Max(p.Direction(), look.Scaled(360), rtl.Start, v.field)
	return listing.NewCard(p, p.T("erasing.confirm.title"), v.words(p.T("erasing.confirm.lead")),
		v.column(16, typed, form.NewActions(p, []fyne.CanvasObject{not, do}, nil)))
}
