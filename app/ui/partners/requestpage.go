package partners

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/roads"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/book"
	"schakel/internal/export"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// requestDeeds are what the page of a question to a partner reads and does.
type requestDeeds struct {
	src Source
	nav Nav
	p   *i18n.Printer
	id  record.ID
}

// NewRequestPage makes the page of one question to a partner: the way there and back, what can be done, and its answer.
func NewRequestPage(src Source, nav Nav, p *i18n.Printer, run task.Runner, id record.ID) *roads.Page {
	return roads.NewPage(src, nav, p, run, record.KindRequest, id, requestDeeds{src, nav, p, id})
}

// Move makes a step of its road.
func (v requestDeeds) Move(ctx context.Context, a record.RoadAction, on record.Date) error {
	return v.src.MoveRequest(ctx, v.id, a, on)
}

// Answer keeps what came back.
func (v requestDeeds) Answer(ctx context.Context, answer record.Returned) error {
	return v.src.AnswerRequest(ctx, v.id, answer)
}

// Read reads it with its partner, and the gathering at which it came up.
func (v requestDeeds) Read(ctx context.Context) (roads.Matter, error) {
	q, err := v.src.Request(ctx, v.id)
	if err != nil {
		return roads.Matter{}, err
	}
	partner, err := v.src.Partner(ctx, q.Partner)
	if err != nil {
		return roads.Matter{}, err
	}
	var meeting *record.Meeting
	if !q.Meeting.Zero() {
		if meeting, err = v.src.Meeting(ctx, q.Meeting); err != nil {
			return roads.Matter{}, err
		}
	}
	me, err := v.src.Profile(ctx)
	p := v.p
	m := roads.Matter{
		Record: q, Partner: partner, Edit: editable(q), Title: p.WithTerm("request.kind", string(q.What)), Under: record.Code(record.KindRequest, q.Number),
		About: func(standing fyne.CanvasObject) fyne.CanvasObject { return v.about(q, meeting, standing) },
		Ends:  []roads.Way{{Text: p.T("request.partner.open"), Go: func() { v.nav.Open(record.KindPartner, q.Partner) }}},
		Sheet: func(in *i18n.Printer) export.Document { return requestSheet(in, q, partner, meeting, me) },
	}
	send := func(ctx context.Context) error { return v.src.SendRequest(ctx, v.id) }
	m.Ways = roads.Sendable(p, roads.OfRequest(q, ""), q.Delivery, partner, send, v.nav.Kick)
	if err == nil && m.Edit {
		m.Hints, err = v.src.Personal(ctx, []book.Written{{Field: "text", Text: q.Text}})
	}
	return m, err
}

// about is the question itself, with where it came up.
func (v requestDeeds) about(q *record.Request, meeting *record.Meeting, standing fyne.CanvasObject) fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	inside := rtl.VBox(d, 12, rtl.NewText(d, q.Text.Reveal(), rtl.Style{Wrap: true, Base: rtl.FromText}), standing)
	if meeting != nil {
		because := p.T("request.because", "Type", p.Value("meeting.type", string(meeting.Type)), "Day", p.Relative(meeting.On, v.src.Today()))
		inside.Add(rtl.HBox(d, 0, form.NewButton(p, because, form.ButtonOptions{Kind: form.Quiet, Icon: look.IconCoffee, Snug: true},
			func() { v.nav.Open(record.KindMeeting, meeting.ID) })))
	}
	return listing.NewCard(p, p.T("request.text.label"), inside)
}
