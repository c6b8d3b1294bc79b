package joint

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/book"
	"schakel/internal/fault"
	"schakel/internal/record"
	"schakel/internal/summary"
)

// Desks are the endpoints through which contributions may come.
type Desks interface {
	Endpoints(ctx context.Context) ([]*record.Endpoint, error)
	ChooseMailbox(ctx context.Context, programme, endpoint record.ID) error
	FetchedContributions(ctx context.Context, programme record.ID, period summary.Period) (book.Fetched, error)
	DropFetched(ctx context.Context, id record.ID) error
}

// reading is what the page reads before it is drawn.
type reading struct {
	programmes []*record.Programme
	ends       []*record.Endpoint
}

func (v *View) read(ctx context.Context) (r reading, err error) {
	if r.programmes, err = v.src.Programmes(ctx); err != nil {
		return r, err
	}
	all, err := v.src.Endpoints(ctx)
	for _, e := range all {
		if e.Address != "" {
			r.ends = append(r.ends, e)
		}
	}
	return r, err
}

// Changed shows what came in, and what an endpoint answered. What is being typed stays as it is.
func (v *View) Changed(ctx context.Context) {
	v.ctx = ctx
	task.Do(v.ctx, v.run, v.read, func(r reading, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		chosen := v.state.chosen
		for i, p := range v.state.programmes {
			for _, now := range r.programmes {
				if now.ID == p.ID {
					v.state.programmes[i] = now
				}
			}
		}
		v.state.ends = r.ends
		if one, ok := v.state.programme(); ok && v.period != nil && one.ID == chosen {
			v.road.Objects = v.desk(one)
			v.road.Refresh()
			v.stand()
		}
	})
}

// desk is the choice whether contributions may come through an endpoint as well, with how it stands. Without a connection there is no choice.
func (v *View) desk(one *record.Programme) []fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	now, on := one.Mailbox()
	if len(v.state.ends) == 0 && !on {
		return nil
	}
	choices := []form.Choice{{Value: "", Text: p.T("joint.road.file")}}
	for _, e := range v.state.ends {
		choices = append(choices, form.Choice{Value: e.ID.String(), Text: p.T("joint.road.desk", "Name", e.Name.Reveal())})
	}
	chips := form.NewChips(p, choices, form.ChipsOptions{Keep: true}, func(values []string) {
		id := record.ID{}
		if values[0] != "" {
			var err error
			if id, err = record.ParseID(values[0]); err != nil {
				return
			}
		}
		v.choose(one.ID, id)
	})
	chips.SetValues("")
	if on {
		chips.SetValues(now.Endpoint.String())
	}
	all := []fyne.CanvasObject{rtl.NewText(d, p.T("joint.road"), rtl.Style{Bold: true, Wrap: true}), chips}
	switch {
	case !on:
	case now.Last != "":
		text, hint := p.Fault(fault.New(fault.Refused, now.Last, now.Last))
		all = append(all, listing.NewNote(p, look.IconInfo, strings.TrimSpace(text+" "+hint), look.ColorText))
	case now.State == record.MailboxOpening:
		all = append(all, listing.NewNote(p, look.IconHourglass, p.T("joint.road.opening", "Name", now.Name.Reveal()), look.ColorText))
	default:
		all = append(all, listing.NewNote(p, look.IconCheck, p.T("joint.road.open"), look.ColorText))
	}
	return all
}

// choose asks it of the endpoint at once when there is a connection, else as soon as there is one.
func (v *View) choose(programme, endpoint record.ID) {
	v.do(func(ctx context.Context) error { return v.src.ChooseMailbox(ctx, programme, endpoint) }, "")
	v.nav.Kick()
}

// waiting is what came through an endpoint and nobody looked at, and the button with which is asked now.
func (v *View) waiting() []fyne.CanvasObject {
	p := v.p
	one, ok := v.state.programme()
	if !ok || len(one.Mailboxes) == 0 {
		return nil
	}
	name := one.Mailboxes[len(one.Mailboxes)-1].Name.Reveal()
	now := form.NewQuiet(p, p.T("joint.fetched.now"), func() {
		v.nav.Say(p.T("joint.fetched.asked"))
		v.nav.Kick()
	})
	var all []fyne.CanvasObject
	files := v.state.fetched.Files
	fact := listing.NewFact(p, look.IconTray, p.N("joint.fetched", len(files)), p.T("joint.fetched.why", "Name", name), look.ColorText)
	buttons := []fyne.CanvasObject{now}
	if len(files) > 0 {
		all = append(all, fact)
		see := form.NewSecondary(p, p.T("joint.fetched.look"), func() {
			v.look(func() []book.ContributionFile {
				named := append([]book.ContributionFile{}, files...)
				for i := range named {
					named[i].Name = p.T("joint.fetched.name", "Name", name)
				}
				return named
			})
		})
		buttons = []fyne.CanvasObject{see, now}
	}
	if len(v.state.fetched.Others) > 0 {
		var periods []string
		for _, o := range v.state.fetched.Others {
			periods = append(periods, p.T("summary.period", "From", p.Date(o.From), "To", p.Date(o.To)))
		}
		all = append(all, listing.NewNote(p, look.IconInfo, p.T("joint.fetched.others", "Periods", p.Commas(periods)), look.ColorText))
	}
	return append(all, form.NewActions(p, buttons, nil))
}

// drop throws away what came through an endpoint and cannot be taken; nil for anything else.
func (v *View) drop(i int, b book.Brought) fyne.CanvasObject {
	if b.State != book.BroughtWrong || i >= len(v.state.files) || v.state.files[i].Fetched.Zero() {
		return nil
	}
	id := v.state.files[i].Fetched
	return form.NewQuiet(v.p, v.p.T("joint.fetched.drop"), func() {
		v.do(func(ctx context.Context) error { return v.src.DropFetched(ctx, id) }, "")
		v.state.files, v.state.brought = nil, nil
	})
}
