package referrals

import (
	"context"
	"errors"
	"slices"

	"fyne.io/fyne/v2"

	"schakel/app/ui/draft"
	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/prompt"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Entry starts a referral: at once when it is known from which worry or for which family, else after a family was chosen.
type Entry struct {
	src       Source
	nav       Nav
	p         *i18n.Printer
	run       task.Runner
	id, about record.ID
	ctx       context.Context
	place     *fyne.Container
	search    *form.Search
	found     *fyne.Container
	first     record.Row
	started   bool
	last      task.Latest
	typed     *record.Referral // a partner's question that is being written down
	draft     *draft.Keeper
}

// foundMost is how many families are shown while a name is typed.
const foundMost = 8

// NewEntry makes the start; an id leads to the page of that referral, about is a worry or a family, zero to choose one.
func NewEntry(src Source, nav Nav, p *i18n.Printer, run task.Runner, id, about record.ID) *Entry {
	return &Entry{src: src, nav: nav, p: p, run: run, id: id, about: about, ctx: context.Background(), place: rtl.Stack(p.Direction())}
}

// Content is the page.
func (e *Entry) Content() fyne.CanvasObject { return e.place }

// Focus is the search field, when a family is to be chosen.
func (e *Entry) Focus() fyne.Focusable {
	if e.search == nil {
		return nil
	}
	return e.search.Entry()
}

// Shown starts, or asks for the family.
func (e *Entry) Shown(ctx context.Context) {
	e.ctx = ctx
	switch {
	case !e.id.Zero():
		e.nav.Saved(record.KindReferral, e.id)
	case e.started:
	case e.about.Zero():
		e.choose()
	case e.ofPartner(e.about):
		e.invited(e.about)
	default:
		e.begin(e.about)
	}
}

// Hidden drops the names.
func (e *Entry) Hidden() {
	e.last.Stop()
	if e.draft != nil {
		if err := e.draft.Flush(); err != nil {
			e.nav.Fail(err)
		}
	}
	e.typed, e.draft = nil, nil
	e.search, e.found, e.first = nil, nil, record.Row{}
	e.place.Objects = nil
}

// begin makes the draft at once, so that nothing is lost.
func (e *Entry) begin(about record.ID) {
	e.started = true
	household, concern := e.kindOf(about)
	task.Do(e.ctx, e.run, func(ctx context.Context) (*record.Referral, error) {
		return e.src.StartReferral(ctx, household, concern)
	}, func(r *record.Referral, err error) {
		switch {
		case errors.Is(err, book.ErrNotShareable):
			e.refuse(err, about)
		case err != nil:
			e.started = false
			e.nav.Fail(err)
			e.choose()
		default:
			e.nav.Saved(record.KindReferral, r.ID)
		}
	})
}

// ofPartner reports whether an id is that of a partner: then it is about a question of that partner.
func (e *Entry) ofPartner(id record.ID) bool {
	return slices.ContainsFunc(e.src.Rows(record.KindPartner), func(row record.Row) bool { return row.ID == id })
}

// kindOf tells a worry from a family, and finds the family of a person.
func (e *Entry) kindOf(about record.ID) (household, concern record.ID) {
	for _, row := range e.src.Rows(record.KindConcern) {
		if row.ID == about {
			return record.ID{}, about
		}
	}
	for _, row := range e.src.Rows(record.KindPerson) {
		if row.ID == about {
			return row.Owner, record.ID{}
		}
	}
	return about, record.ID{}
}

// refuse says why a doubt or a danger stays here, and what can be done.
func (e *Entry) refuse(err error, about record.ID) {
	p := e.p
	why, hint := p.Fault(err)
	e.fill(column(p, 24,
		prompt.NewMessage(p, prompt.Message{
			Icon: look.IconHandHeart, Color: look.ColorAccent, Title: why, Text: hint, Detail: p.T("referrals.start.refused"),
			Actions: []fyne.CanvasObject{
				form.NewPrimary(p, p.T("referrals.start.concern"), func() { e.nav.Saved(record.KindConcern, about) }),
				form.NewSecondary(p, p.T("referrals.back"), e.nav.Back),
			},
		}), listing.NewDangerStrip(p)))
}

func (e *Entry) choose() {
	p := e.p
	e.search = form.NewSearch(p, p.T("referrals.start.search"), "", e.look, func(string) {
		if !e.first.ID.Zero() {
			e.begin(e.first.ID)
		}
	})
	e.found = column(p, look.Grid)
	asked := form.NewSecondary(p, p.T("referrals.invite.new"), func() { e.invited(record.ID{}) })
	add := form.NewQuiet(p, p.T("referrals.start.new"), func() { e.nav.New(record.KindHousehold, record.ID{}) })
	e.fill(column(p, 16, under(p, e.nav.Back, p.T("referrals.start.title"), ""),
		listing.NewCard(p, p.T("referrals.start.question"), e.search, e.found, rtl.HBox(p.Direction(), 0, add)),
		listing.NewCard(p, p.T("referrals.road.in"), text(p, p.T("referrals.invite.help")), rtl.HBox(p.Direction(), 0, asked))))
	e.look("")
}

// look shows the families whose name holds what was typed, or the ones that changed last.
func (e *Entry) look(query string) {
	task.Do(e.last.Next(e.ctx), e.run, func(ctx context.Context) ([]record.Row, error) {
		if query == "" {
			return newest(e.src.Rows(record.KindHousehold)), nil
		}
		return e.src.Find(ctx, query, 40)
	}, func(rows []record.Row, err error) {
		if err == nil && e.found != nil {
			e.list(rows)
		}
	})
}

func (e *Entry) list(rows []record.Row) {
	e.found.Objects, e.first = nil, record.Row{}
	for _, row := range rows {
		icon := look.IconUsersThree
		switch {
		case row.Kind == record.KindPerson && !row.Owner.Zero():
			icon = look.IconUser
		case row.Kind != record.KindHousehold:
			continue
		}
		if e.first.ID.Zero() {
			e.first = row
		}
		if len(e.found.Objects) == foundMost {
			break
		}
		about := row.ID
		button := form.NewButton(e.p, row.Title.Reveal(), form.ButtonOptions{Icon: icon}, func() { e.begin(about) })
		e.found.Add(rtl.HBox(e.p.Direction(), 0, button))
	}
	if len(e.found.Objects) == 0 {
		e.found.Add(muted(e.p, e.p.T("referrals.start.none")))
	}
	e.found.Refresh()
	e.place.Refresh()
}

func (e *Entry) fill(o fyne.CanvasObject) {
	e.place.Objects = []fyne.CanvasObject{rtl.Scroll(e.p.Direction(), newSheet(o))}
	e.place.Refresh()
}
