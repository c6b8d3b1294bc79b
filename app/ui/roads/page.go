package roads

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/draft"
	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/book"
	"schakel/internal/export"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Matter is a wijksignaal or a verzoek with what stands on its page around the road.
type Matter struct {
	Record  Walker
	Partner *record.Partner // nil when nobody was chosen
	Title   string
	Under   string // small, below the title; may be empty
	Edit    bool   // it can still be changed
	// Hints are the words in it that may lead to a person, while it can still be changed; they stand above what sends it.
	Hints []book.Hint
	// About is what was written, around the line that says where it stands.
	About func(standing fyne.CanvasObject) fyne.CanvasObject
	// Below stands between the answers and what happened; nil for nothing.
	Below func() fyne.CanvasObject
	// Ways are the buttons before those of the road, and Ends those after them.
	Ways, Ends []Way
	// Sheet is the page for the partner, in the language that was chosen.
	Sheet func(q *i18n.Printer) export.Document
}

// Walker is a record that goes a road: *record.Signal or *record.Request.
type Walker interface {
	record.Record
	NextState(a record.RoadAction) (record.RequestState, error)
}

// Way is a button that is no step of the road. Do runs in the background, and After when it went well; Go is pressed at once.
type Way struct {
	Text  string
	Icon  look.IconName
	Do    func(ctx context.Context) error
	After func()
	Go    func()
}

// Deeds are what the page reads and does, away from the screen's goroutine.
type Deeds interface {
	Read(ctx context.Context) (Matter, error)
	Move(ctx context.Context, a record.RoadAction, on record.Date) error
	Answer(ctx context.Context, answer record.Returned) error
}

// Source is what the page itself needs of the book.
type Source interface {
	draft.Store
	Today() record.Date
}

// Nav is where the page leads.
type Nav interface {
	Back()
	Fail(err error)
	Edit(kind record.Kind, id record.ID)
	Print(name string, doc export.Document)
}

// Page is one wijksignaal or verzoek: the way there and back, what was written, what can be done, and what came back. An answer that is
// being written is a draft from its first letter.
type Page struct {
	src     Source
	nav     Nav
	p       *i18n.Printer
	run     task.Runner
	kind    record.Kind
	id      record.ID
	deeds   Deeds
	content *fyne.Container
	inside  *fyne.Container
	first   fyne.Focusable
	keep    *draft.Keeper
	ctx     context.Context
	shown   *Matter     // nil while the page is not shown
	acted   bool        // a button was pressed: the keyboard goes to what comes next
	reply   *Reply      // nil while no answer is written
	on      record.Date // on which day it was given
}

// NewPage makes the page of a wijksignaal or a verzoek.
func NewPage(src Source, nav Nav, p *i18n.Printer, run task.Runner, kind record.Kind, id record.ID, deeds Deeds) *Page {
	v := &Page{src: src, nav: nav, p: p, run: run, kind: kind, id: id, deeds: deeds}
	d := p.Direction()
	v.inside = rtl.VBox(d, 20)
	v.content = rtl.Stack(d, rtl.Scroll(d, listing.NewSheet(20, v.inside)))
	return v
}

// Content is the page.
func (v *Page) Content() fyne.CanvasObject { return v.content }

// Focus is the way back, so that the page begins at its top; after a step it is what can be done next.
func (v *Page) Focus() fyne.Focusable { return v.first }

// Reply is the answer that is being written, nil when none is.
func (v *Page) Reply() *Reply { return v.reply }

// Shown reads it, with an answer that was begun, and draws it.
func (v *Page) Shown(ctx context.Context) {
	v.ctx = ctx
	v.keeper()
	v.load()
}

// Changed reads it again, unless an answer is being written.
func (v *Page) Changed(ctx context.Context) {
	if v.reply != nil {
		return
	}
	v.ctx = ctx
	v.load()
}

// Hidden keeps an answer that was begun and drops the texts.
func (v *Page) Hidden() {
	if v.keep != nil && v.shown != nil {
		if err := v.keep.Flush(); err != nil {
			v.nav.Fail(err)
		}
	}
	v.inside.Objects, v.first, v.shown, v.reply = nil, nil, nil, nil
}

// keeper keeps an answer that is being written; each answer has a keeper of its own.
func (v *Page) keeper() {
	pack := func() record.Record {
		if v.reply == nil {
			return v.shown.Record
		}
		return answering(v.shown.Record, v.reply.Value())
	}
	v.keep = draft.New(v.src, v.run, draft.Key(v.kind, v.id, record.ID{})+"/answer", pack, func(err error) {
		if err != nil {
			v.nav.Fail(err)
		}
	})
}

// answering is a copy of a record with an answer in it.
func answering(r record.Record, a record.Returned) record.Record {
	switch r := r.(type) {
	case *record.Signal:
		s := *r
		s.Answer = a
		return &s
	case *record.Request:
		q := *r
		q.Reply, q.Why, q.By, q.Answer, q.AnsweredOn = a.Reply, a.Why, a.By, a.Text, a.On
		return &q
	}
	return r
}

// read is what the page shows, and an answer that was begun.
type read struct {
	matter Matter
	begun  *record.Returned
}

func (v *Page) load() {
	task.Do(v.ctx, v.run, func(ctx context.Context) (read, error) {
		m, err := v.deeds.Read(ctx)
		if err != nil {
			return read{}, err
		}
		kept, ok, err := v.keep.Read(ctx)
		got := read{matter: m}
		if ok && kept.Kind() == v.kind {
			answer := of(kept, "").Answer
			got.begun = &answer
		}
		return got, err
	}, func(got read, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		lead := v.shown == nil || v.acted
		v.shown, v.on = &got.matter, v.src.Today()
		if v.can(record.RoadAnswer) && got.begun != nil {
			v.begin(*got.begun)
			lead = true
		}
		v.draw()
		if v.acted = false; lead {
			form.Focus(v.first)
		}
	})
}

func (v *Page) can(a record.RoadAction) bool {
	_, err := v.shown.Record.NextState(a)
	return err == nil
}

func (v *Page) road() Road {
	name := ""
	if partner := v.shown.Partner; partner != nil {
		name = partner.Called().Reveal()
		if o, ok := partner.Officer(of(v.shown.Record, "").Receiver); ok && !o.First.Empty() {
			name = v.p.T("concern.row.joined", "One", name, "Two", o.First.Reveal())
		}
	}
	return of(v.shown.Record, name)
}

func (v *Page) draw() {
	p, m := v.p, v.shown
	choose, print := form.NewPrint(p, p.T("road.print"), i18n.Source, v.print)
	actions := []fyne.CanvasObject{choose, print}
	if m.Edit {
		actions = append(actions, form.NewButton(p, p.T("concern.page.edit"), form.ButtonOptions{Icon: look.IconPencilSimple}, func() { v.nav.Edit(v.kind, v.id) }))
	}
	back := listing.NewBack(p, v.nav.Back)
	v.first = back // the keyboard begins at the top, so that the page does
	r := v.road()
	own, other := Halves(p, r, v.src.Today())
	parts := []fyne.CanvasObject{listing.NewPageHeadBelow(p, back, m.Title, m.Under, actions...), listing.NewTimeline(p, own, other), m.About(v.standing(r))}
	if v.reply != nil {
		parts = append(parts, v.card())
	} else {
		if warned := draft.Warned(p, m.Hints); warned != nil && m.Edit {
			parts = append(parts, warned)
		}
		parts = append(parts, v.actions(r))
		parts = append(parts, Answers(p, r)...)
	}
	if m.Below != nil {
		parts = append(parts, m.Below())
	}
	v.inside.Objects = append(parts, Steps(p, r.Steps, func(step record.Step) string { return Action(p, step) }))
	v.inside.Refresh()
}

// standing is the line that says where it stands.
func (v *Page) standing(r Road) fyne.CanvasObject {
	state := Standing(v.p, r, v.src.Today())
	own, other := state.Rings()
	if r.State == record.RequestOpen || r.State == record.RequestReady {
		own, other = look.RingOpen, look.RingOpen
	}
	return form.NewGroup(v.p, 12, look.NewRings(own, other, v.p.Direction(), look.RingsRow), listing.NewStatus(v.p, state))
}

// print makes the page for the partner.
func (v *Page) print(q *i18n.Printer) {
	v.nav.Print(record.Code(v.kind, of(v.shown.Record, "").Number), v.shown.Sheet(q))
}
