package partners

import (
	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/roads"
	"schakel/app/ui/versions"
	"schakel/internal/export"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// asking is the question to a partner that is being written.
type asking struct {
	p        *i18n.Printer
	today    record.Date
	q        *record.Request
	partners []record.Row
	because  string          // the gathering it came up at, in words
	officers []form.Choice   // the contact persons of the chosen partner
	theirs   *record.Request // what was kept in another place meanwhile, when it is another
}

// begin is a new question; the partner or the gathering it is about may be known.
func (a *asking) begin(partner record.ID, meeting *record.Meeting) {
	a.q = &record.Request{State: record.RequestOpen, Partner: partner}
	if meeting != nil {
		a.q.Meeting, a.q.Text = meeting.ID, meeting.Asked
	}
	if partner.Zero() && len(a.partners) == 1 {
		a.q.Partner = a.partners[0].ID
	}
}

// from says at which gathering it came up.
func (a *asking) from(m *record.Meeting) {
	a.because = a.p.T("request.because", "Type", a.p.Value("meeting.type", string(m.Type)), "Day", a.p.Relative(m.On, a.today))
}

func (a *asking) copy() *record.Request {
	q := *a.q
	return &q
}

// problems are what is wrong, by field, as sentences.
func (a *asking) problems() map[string]string {
	wrong := map[string]string{}
	for _, p := range a.q.Validate(a.today) {
		if wrong[p.Field] == "" {
			wrong[p.Field] = a.p.Problem(p)
		}
	}
	return wrong
}

// requestFields are the fields in which the facts of said lie.
func requestFields() []string { return []string{"what", "text", "partner receiver norm"} }

// said is everything that is written on the page of a question, to lay two versions beside each other.
func (a *asking) said(q *record.Request) []listing.KeyValue {
	whom := ""
	for _, r := range a.partners {
		if r.ID == q.Partner {
			whom = r.Title.Reveal()
		}
	}
	for _, o := range a.officers {
		if o.Value == q.Receiver.String() {
			whom = a.p.List([]string{whom, o.Text})
		}
	}
	return []listing.KeyValue{
		{Key: a.p.T("request.what.label"), Value: versions.Words(a.p).Value("request.kind", string(q.What))},
		{Key: a.p.T("request.text.label"), Value: q.Text.Reveal()}, {Key: a.p.T("request.partner.label"), Value: whom},
	}
}

// requestSheet is the page for the partner, in the language that was chosen for it: Dutch as long as nobody chose another.
func requestSheet(dutch *i18n.Printer, q *record.Request, partner *record.Partner, meeting *record.Meeting, me *record.Profile) export.Document {
	officer, _ := partner.Officer(q.Receiver)
	sheet := roads.Sheet{
		Title: dutch.T("request.sheet.title"), Code: record.Code(record.KindRequest, q.Number), Asked: q.AskedOn, Norm: q.Norm, Words: q.Text.Reveal(),
		To:     dutch.Commas([]string{partner.Called().Reveal(), officer.First.Reveal()}),
		Lines:  []export.KeyValue{{Label: dutch.T("request.what.label"), Value: dutch.Value("request.kind", string(q.What))}},
		Answer: roads.Said(dutch, record.Returned{Reply: q.Reply, Why: q.Why, By: q.By}),
	}
	if me != nil {
		sheet.From = dutch.Commas([]string{me.Name.Reveal(), me.Title.Reveal()})
	}
	if meeting != nil { // of a gathering only its sort and its day: never who was there
		sheet.Lines = append(sheet.Lines, export.KeyValue{Label: dutch.T("request.sheet.for"), Value: dutch.Commas([]string{dutch.Value("meeting.type", string(meeting.Type)), dutch.Date(meeting.On)})})
	}
	return sheet.Document(dutch)
}

// editable reports whether a question can be changed: before it was asked, and not while it waits to be sent.
func editable(q *record.Request) bool {
	return (q.State == record.RequestOpen || q.State == record.RequestReady) && q.Delivery.Zero()
}
