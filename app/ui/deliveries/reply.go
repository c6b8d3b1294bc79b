package deliveries

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
	"schakel/internal/fault"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// ReplySource is what the page for writing back reads and does.
type ReplySource interface {
	draft.Store
	Today() record.Date
	ReplyPage(ctx context.Context, kind record.Kind, id record.ID) (book.ReplyPage, error)
	ShowReply(ctx context.Context, kind record.Kind, id record.ID, said book.Said) (book.ReplyShown, error)
	SendReply(ctx context.Context, kind record.Kind, id record.ID, said book.Said, shown string) error
}

// ReplyNav is where that page leads to.
type ReplyNav interface {
	Back()
	Fail(err error)
	Say(text string)
	Kick()
}

// Reply is the page on which the worker writes back to the other side. What goes is shown to the letter before it goes.
type Reply struct {
	src     ReplySource
	nav     ReplyNav
	p       *i18n.Printer
	run     task.Runner
	kind    record.Kind
	id      record.ID
	page    book.ReplyPage
	typed   *record.Feedback // what is written, as its draft keeps it
	draft   *draft.Keeper
	content *fyne.Container
	inside  *fyne.Container
	entry   *rtl.Entry
	lead    *form.Button // what the keyboard begins at while nothing is written
	ctx     context.Context
	latest  task.Latest
}

// NewReply makes the page about an answer that came in, or about an invitation.
func NewReply(src ReplySource, nav ReplyNav, p *i18n.Printer, run task.Runner, kind record.Kind, id record.ID) *Reply {
	r := &Reply{src: src, nav: nav, p: p, run: run, kind: kind, id: id, typed: &record.Feedback{Of: id, Stand: record.StandAnswer}}
	d := p.Direction()
	r.inside = rtl.VBox(d, 16)
	r.content = rtl.Stack(d, rtl.Scroll(d, listing.NewSheet(20, r.inside)))
	return r
}

// Content is the page.
func (r *Reply) Content() fyne.CanvasObject { return r.content }

// Focus is where typing begins.
func (r *Reply) Focus() fyne.Focusable {
	switch {
	case r.lead != nil:
		return r.lead
	case r.entry != nil:
		return r.entry
	}
	return nil
}

// Shown reads what it is about, and what was typed before.
func (r *Reply) Shown(ctx context.Context) {
	r.ctx = ctx
	r.draft = draft.New(r.src, r.run, draft.Key(record.KindFeedback, r.id, record.ID{})+"/reply", func() record.Record {
		kept := *r.typed
		return &kept
	}, r.failed)
	type got struct {
		page    book.ReplyPage
		was     *record.Feedback
		refused error // why nothing can be written back
	}
	task.Do(r.latest.Next(ctx), r.run, func(ctx context.Context) (got, error) {
		page, refused := r.src.ReplyPage(ctx, r.kind, r.id)
		was, _, err := r.draft.Read(ctx)
		kept, _ := was.(*record.Feedback)
		return got{page, kept, refused}, err
	}, func(g got, err error) {
		if err != nil {
			r.nav.Fail(err)
			return
		}
		r.page = g.page
		if g.was != nil {
			r.typed = g.was
		}
		if g.refused != nil {
			r.refused(g.refused)
			return
		}
		r.draw("")
	})
}

func (r *Reply) failed(err error) {
	if err != nil {
		r.nav.Fail(err)
	}
}

// Hidden keeps what was typed and drops what the page showed.
func (r *Reply) Hidden() {
	r.latest.Stop()
	if r.draft != nil {
		r.failed(r.draft.Flush())
	}
	r.inside.Objects, r.entry, r.lead = nil, nil, nil
}

func (r *Reply) said() book.Said { return book.Said{Stand: r.typed.Stand, Text: r.typed.Text} }

// draw shows what was asked and the field; wrong is why what was typed cannot go.
func (r *Reply) draw(wrong string) {
	p, d := r.p, r.p.Direction()
	r.lead = nil
	field, entry := form.NewTextField(p, form.FieldOptions{Label: p.T("deliveries.reply.text"), Help: p.T("deliveries.reply.nonames")}, 4, func(s string) {
		r.typed.Text = record.Text(s)
		r.draft.Touch()
	})
	entry.SetText(r.typed.Text.Reveal())
	if wrong != "" {
		field.SetError(wrong)
	}
	r.entry = entry
	card := []fyne.CanvasObject{}
	if r.page.Invite {
		says := form.NewChips(p, []form.Choice{
			{Value: string(record.StandAccepted), Text: p.T("deliveries.reply.yes")},
			{Value: string(record.StandDeclined), Text: p.T("deliveries.reply.no")},
			{Value: string(record.StandAnswer), Text: p.T("deliveries.reply.words")},
		}, form.ChipsOptions{}, func(values []string) {
			if len(values) == 1 {
				r.typed.Stand = record.Stand(values[0])
				r.draft.Touch()
			}
		})
		says.SetValues(string(r.typed.Stand))
		card = append(card, form.NewField(p, form.FieldOptions{Label: p.T("deliveries.reply.say")}, says))
	}
	card = append(card, field)
	if r.page.Family {
		card = append(card, listing.NewNote(p, look.IconInfo, p.T("deliveries.reply.family"), look.ColorMuted))
	}
	next := form.NewPrimary(p, p.T("deliveries.reply.show"), r.show)
	back := form.NewSecondary(p, p.T("deliveries.answer.back"), r.nav.Back)
	asked := r.page.Asked.Reveal()
	if asked == "" {
		asked = p.T("deliveries.answer.wordless")
	}
	r.inside.Objects = []fyne.CanvasObject{
		r.head(),
		listing.NewCard(p, p.T("deliveries.reply.asked", "Who", r.who()), rtl.NewText(d, asked, rtl.Style{Wrap: true})),
		listing.NewCard(p, "", rtl.VBox(d, look.FieldGap, card...)),
		form.NewActions(p, []fyne.CanvasObject{next, back}, nil),
	}
	r.inside.Refresh()
	form.Focus(entry)
}

func (r *Reply) head() fyne.CanvasObject {
	return listing.NewPageHeadUnder(r.p, r.nav.Back, r.p.T("deliveries.reply.title"), r.page.Code)
}

// who asked, else the organisation.
func (r *Reply) who() string {
	if who := r.page.From.Reveal(); who != "" {
		return who
	}
	return r.page.Partner.Reveal()
}

// show makes what would go and lays it out. What cannot go is said beside the field.
func (r *Reply) show() {
	said := r.said()
	task.Do(r.ctx, r.run, func(ctx context.Context) (book.ReplyShown, error) {
		return r.src.ShowReply(ctx, r.kind, r.id, said)
	}, func(shown book.ReplyShown, err error) {
		switch kind := fault.Of(err); {
		case err == nil:
			r.drawShown(said, shown)
		case kind == fault.Invalid || kind == fault.Denied || kind == fault.Conflict:
			why, what := r.p.Fault(err)
			if said.Text.Empty() && kind == fault.Invalid {
				why, what = r.p.T("problem.required"), ""
			}
			r.draw(joined(why, what))
		default:
			r.nav.Fail(err)
		}
	})
}

func joined(one, two string) string {
	if two == "" {
		return one
	}
	return one + " " + two
}

// drawShown shows to the letter what goes, and what may lead to a person.
func (r *Reply) drawShown(said book.Said, shown book.ReplyShown) {
	p := r.p
	words := map[record.Stand]string{
		record.StandAccepted: p.T("deliveries.reply.yes"), record.StandDeclined: p.T("deliveries.reply.no"), record.StandAnswer: p.T("deliveries.reply.words"),
	}
	pairs := []listing.KeyValue{
		{Key: p.T("deliveries.reply.to"), Value: r.page.Partner.Reveal()}, {Key: p.T("deliveries.reply.say"), Value: words[said.Stand]},
	}
	for _, line := range shown.Lines {
		switch line.Key {
		case "tekst", "medewerker", "telefoon":
			key := map[string]string{
				"tekst": p.T("deliveries.reply.text"), "medewerker": p.T("deliveries.reply.name"), "telefoon": p.T("deliveries.reply.phone"),
			}[line.Key]
			pairs = append(pairs, listing.KeyValue{Key: key, Value: line.Value})
		case "verklaring":
			pairs = append(pairs, listing.KeyValue{Key: p.T("deliveries.reply.fixed"), Value: line.Value})
		}
	}
	send := form.NewPrimary(p, p.T("deliveries.reply.send"), func() { r.deliver(said, shown.Hash) })
	change := form.NewSecondary(p, p.T("deliveries.reply.change"), func() { r.draw("") })
	r.inside.Objects = []fyne.CanvasObject{r.head(), listing.NewCard(p, p.T("deliveries.reply.goes"), listing.NewKeyValues(p, pairs, p.T("deliveries.reply.only")))}
	r.lead = send
	if warned := draft.Warned(p, shown.Hints); warned != nil {
		r.inside.Objects = append(r.inside.Objects, warned)
		r.lead = change // Enter twice must not send what may point at somebody
	}
	r.inside.Objects = append(r.inside.Objects, form.NewActions(p, []fyne.CanvasObject{send, change}, nil))
	r.inside.Refresh()
	form.Focus(r.lead)
}

func (r *Reply) deliver(said book.Said, shown string) {
	task.Do(r.ctx, r.run, func(ctx context.Context) (struct{}, error) {
		if err := r.src.SendReply(ctx, r.kind, r.id, said, shown); err != nil {
			return struct{}{}, err
		}
		return struct{}{}, r.draft.Drop(ctx)
	}, func(_ struct{}, err error) {
		if err != nil {
			why, what := r.p.Fault(err)
			r.draw(joined(why, what))
			return
		}
		r.draft.Finish()
		r.nav.Say(r.p.T("deliveries.reply.queued"))
		r.nav.Kick()
		r.nav.Back()
	})
}
