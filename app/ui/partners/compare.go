package partners

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// said is what a partner says, in words: two that say the same are the same, whatever their revision.
func said(v *record.Partner) string {
	p, err := i18n.New(i18n.Source)
	if err != nil {
		return ""
	}
	text := ""
	for _, f := range facts(p, v) {
		text += f.Key + "\x00" + f.Value + "\x00"
	}
	for _, o := range v.Officers {
		text += fullName(o) + "\x00" + o.Job.Reveal() + "\x00" + o.Phone.Reveal() + "\x00" + o.Mail.Reveal() + "\x00" + helps(p, o.Roles) +
			"\x00" + o.From.String() + o.To.String() + o.Spoke.String() + "\x00" + o.Successor.String() + "\x00" + string(o.Photo)
	}
	return text + string(v.Type)
}

// compare shows what the record says now where it differs from what is on the page: somebody chooses which stays.
func (e *Entry) compare(mine *record.Partner) {
	task.Do(e.ctx, e.run, func(ctx context.Context) (*record.Partner, error) { return e.src.Partner(ctx, mine.ID) },
		func(theirs *record.Partner, err error) {
			if err != nil {
				e.nav.Fail(err)
				return
			}
			e.choose(mine, theirs)
		})
}

func (e *Entry) choose(mine, theirs *record.Partner) {
	p, d := e.p, e.p.Direction()
	rows := rtl.VBox(d, 12, rtl.NewText(d, p.T("partner.differs"), rtl.Style{Wrap: true}))
	for _, line := range differences(p, mine, theirs) {
		rows.Add(listing.NewKeyValues(p, []listing.KeyValue{
			{Key: p.T("partner.differs.mine", "Field", line[0]), Value: line[1]}, {Key: p.T("partner.differs.theirs", "Field", line[0]), Value: line[2]},
		}, ""))
	}
	own := form.NewButton(p, p.T("partner.differs.keep"), form.ButtonOptions{}, func() {
		v := *mine
		v.Head = theirs.Head
		e.store(&v)
	})
	other := form.NewButton(p, p.T("partner.differs.other"), form.ButtonOptions{}, func() {
		task.Do(e.ctx, e.run, func(ctx context.Context) (struct{}, error) { return struct{}{}, e.keep.Drop(ctx) }, func(_ struct{}, err error) {
			if err != nil {
				e.nav.Fail(err)
				return
			}
			e.keep.Finish()
			e.nav.Saved(record.KindPartner, theirs.ID)
		})
	})
	rows.Add(form.NewGroup(p, 16, own, other))
	e.differs.Objects = []fyne.CanvasObject{listing.NewCard(p, p.T("partner.differs.title"), listing.NewNote(p, look.IconInfo, p.T("partner.differs.note"), look.ColorMuted), rows)}
	e.inside.Refresh()
	form.Focus(own)
}

// differences are the lines in which two versions are not the same: what it is, mine, and the other one.
func differences(p *i18n.Printer, mine, theirs *record.Partner) [][3]string {
	var out [][3]string
	a, b := versions(p, mine), versions(p, theirs)
	for _, kv := range a {
		other := ""
		if i := slices.IndexFunc(b, func(x listing.KeyValue) bool { return x.Key == kv.Key }); i >= 0 {
			other = b[i].Value
		}
		if other != kv.Value {
			out = append(out, [3]string{kv.Key, kv.Value, first(other, p.T("partner.differs.empty"))})
		}
	}
	for _, kv := range b {
		if !slices.ContainsFunc(a, func(x listing.KeyValue) bool { return x.Key == kv.Key }) {
			out = append(out, [3]string{kv.Key, p.T("partner.differs.empty"), kv.Value})
		}
	}
	return out
}

// versions is everything of a partner in lines, its people with it.
func versions(p *i18n.Printer, v *record.Partner) []listing.KeyValue {
	all := append([]listing.KeyValue{{Key: p.T("partner.type.label"), Value: p.Value("partner.type", string(v.Type))}}, facts(p, v)...)
	var names []string
	for _, o := range v.Officers {
		names = append(names, joined(p, []string{fullName(o), o.Job.Reveal(), o.Phone.Reveal(), o.Mail.Reveal()}))
	}
	return append(all, listing.KeyValue{Key: p.T("partner.officers.label"), Value: p.List(names)})
}
