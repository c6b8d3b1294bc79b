package concerns

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/roads"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/book"
	"schakel/internal/export"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// signalDeeds are what the page of a wijksignaal reads and does.
type signalDeeds struct {
	src Source
	nav Nav
	p   *i18n.Printer
	id  record.ID
}

// NewSignalPage makes the page of one wijksignaal: the way there and back, what was written, what can be done, and what came back.
func NewSignalPage(src Source, nav Nav, p *i18n.Printer, run task.Runner, id record.ID) *roads.Page {
	return roads.NewPage(src, nav, p, run, record.KindSignal, id, signalDeeds{src, nav, p, id})
}

// Move makes a step of its road.
func (v signalDeeds) Move(ctx context.Context, a record.RoadAction, on record.Date) error {
	return v.src.MoveSignal(ctx, v.id, a, on)
}

// Answer keeps what came back.
func (v signalDeeds) Answer(ctx context.Context, answer record.Returned) error {
	return v.src.AnswerSignal(ctx, v.id, answer)
}

// Read reads it with its partner, and the worries that are in it.
func (v signalDeeds) Read(ctx context.Context) (roads.Matter, error) {
	s, err := v.src.Signal(ctx, v.id)
	if err != nil {
		return roads.Matter{}, err
	}
	var partner *record.Partner
	if !s.Partner.Zero() {
		if partner, err = v.src.Partner(ctx, s.Partner); err != nil {
			return roads.Matter{}, err
		}
	}
	me, err := v.src.Profile(ctx)
	if err != nil {
		return roads.Matter{}, err
	}
	worries, err := v.src.Bundled(ctx, v.id)
	if err != nil {
		return roads.Matter{}, err
	}
	_, early := s.NextState(record.RoadAsk)
	edit := (s.State == record.RequestOpen || early == nil) && !s.Queued()
	var hints []book.Hint
	if edit {
		hints, err = v.src.Personal(ctx, signalTexts(s))
	}
	return roads.Matter{
		Record: s, Partner: partner, Edit: edit, Hints: hints,
		Under: v.p.Beside("signal.term"), Title: v.p.T("concern.row.joined", "One", record.Code(record.KindSignal, s.Number), "Two", v.p.T("record.kind.signal")),
		About: func(standing fyne.CanvasObject) fyne.CanvasObject { return v.about(s, standing) },
		Below: func() fyne.CanvasObject { return v.bundled(worries) },
		Sheet: func(q *i18n.Printer) export.Document { return signalSheet(q, s, partner, me) },
		Ways: roads.Sendable(v.p, roads.OfSignal(s, ""), s.Delivery, partner,
			func(ctx context.Context) error { return v.src.SendSignal(ctx, v.id) }, v.nav.Kick),
	}, err
}

// about is what was written, with where it stands.
func (v signalDeeds) about(s *record.Signal, standing fyne.CanvasObject) fyne.CanvasObject {
	d := v.p.Direction()
	topic := rtl.NewText(d, s.Topic.Reveal(), rtl.Style{Bold: true, Wrap: true, Base: rtl.FromText})
	facts := listing.NewKeyValues(v.p, filled(signalFacts(v.p, s))[1:], v.p.T("signal.nobody"))
	return listing.NewCard(v.p, "", rtl.VBox(d, 12, topic, standing, facts))
}

// bundled are the worries that are in it and still there; they know the signal, it does not know them.
func (v signalDeeds) bundled(worries []record.Row) fyne.CanvasObject {
	d := v.p.Direction()
	if len(worries) == 0 {
		return rtl.Stack(d)
	}
	group := rtl.Flow(d, 8)
	for _, r := range worries {
		group.Add(form.NewQuiet(v.p, record.Code(record.KindConcern, r.Number), func() { v.nav.Open(record.KindConcern, r.ID) }))
	}
	return listing.NewCard(v.p, v.p.T("signal.bundled"), group)
}
