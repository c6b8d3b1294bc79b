package preferences

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/fault"
	"schakel/internal/record"
)

// connections is the section of the CJGs that this laptop may write to.
func (v *View) connections() fyne.CanvasObject {
	d := v.p.Direction()
	v.links = rtl.VBox(d, 20)
	v.drawLinks()
	if v.o.Enrol == nil {
		return v.section(v.p.T("preferences.link.title"), v.p.T("preferences.link.why"), v.links)
	}
	part := rtl.VBox(d, 20)
	v.closeEnrol(part)
	return v.section(v.p.T("preferences.link.title"), v.p.T("preferences.link.why"), v.links, part)
}

// drawLinks lists them, with one action where a person has to look.
func (v *View) drawLinks() {
	p, d := v.p, v.p.Direction()
	if len(v.state.links) == 0 {
		v.put(v.links, listing.NewNote(p, look.IconInfo, p.T("preferences.link.none"), look.ColorMuted))
		return
	}
	var all []fyne.CanvasObject
	for _, l := range v.state.links {
		var pairs []listing.KeyValue
		for _, f := range l.facts {
			pairs = append(pairs, listing.KeyValue{Key: f[0], Value: f[1]})
		}
		inside := rtl.VBox(d, 8, rtl.NewText(d, l.name, rtl.Style{Bold: true, Wrap: true}))
		if l.parked != "" {
			again := form.NewSecondary(p, p.T("preferences.link.again"), func() { v.unpark(l.id) })
			inside.Add(form.NewBeside(p, 24, 240, listing.NewFact(p, look.IconWarningCircle, p.T("preferences.link.parked"), l.parked, look.ColorLate), again))
			if _, led := v.first[SectionLink]; !led {
				v.first[SectionLink] = again
			}
		}
		if l.waits != "" {
			inside.Add(listing.NewNote(p, look.IconUsb, l.waits, look.ColorMuted))
		}
		if l.back != "" {
			inside.Add(listing.NewNote(p, look.IconInfo, l.back, look.ColorMuted))
		}
		if l.changed != "" {
			inside.Add(v.newTerms(l))
		}
		inside.Add(listing.NewKeyValues(p, pairs, ""))
		if l.waits == "" {
			inside.Add(compare(v))
		}
		for _, part := range v.newKeys(l) {
			inside.Add(part)
		}
		all = append(all, inside)
	}
	v.put(v.links, all...)
}

// unpark lets a connection be tried again, and tries.
func (v *View) unpark(id record.ID) {
	task.Do(v.ctx, v.run, func(ctx context.Context) ([]*record.Endpoint, error) {
		if err := v.src.Unpark(ctx, id); err != nil {
			return nil, err
		}
		return v.src.Endpoints(ctx)
	}, func(all []*record.Endpoint, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.state.connect(all)
		v.drawLinks()
		v.nav.Say(v.p.T("preferences.link.trying"))
		v.nav.Kick()
	})
}

func (v *View) closeEnrol(part *fyne.Container) {
	open := form.NewSecondary(v.p, v.p.T("preferences.enrol.open"), func() { v.openEnrol(part) })
	if v.first[SectionLink] == nil {
		v.first[SectionLink] = open
	}
	v.put(part, form.NewActions(v.p, []fyne.CanvasObject{open}, nil))
}

// openEnrol asks for the address and the code that the CJG gave.
func (v *View) openEnrol(part *fyne.Container) {
	p := v.p
	address := rtl.NewEntry(p.Direction(), rtl.EntryOptions{Limit: 300, Base: rtl.LeftToRight, Placeholder: p.T("preferences.enrol.address.example")})
	code := rtl.NewEntry(p.Direction(), rtl.EntryOptions{Limit: 200, Base: rtl.LeftToRight})
	atAddress := form.NewField(p, form.FieldOptions{Label: p.T("preferences.enrol.address"), Help: p.T("preferences.enrol.address.help")}, address)
	atCode := form.NewField(p, form.FieldOptions{Label: p.T("preferences.enrol.code"), Help: p.T("preferences.enrol.code.help")}, code)
	who, partner := v.otherSide()
	var join *form.Button
	join = form.NewSecondary(p, p.T("preferences.enrol.join"), func() {
		e := enrolment{address: strings.TrimSpace(address.Text()), code: strings.TrimSpace(code.Text())}
		first, second := e.wrong(p, v.state.card.Name.Reveal())
		atAddress.SetError(first)
		atCode.SetError(second)
		if first == "" && second == "" {
			v.enrol(Joining{Address: e.address, Code: e.code, Label: v.state.card.Name.Reveal(), Partner: partner()}, part, join, atAddress, atCode)
		}
	})
	address.OnSubmitted = func(string) { form.Focus(code) }
	code.OnSubmitted = func(string) { join.Press() }
	stop := form.NewQuiet(p, p.T("preferences.stop"), func() { v.closeEnrol(part) })
	by := form.NewQuiet(p, p.T("preferences.enrol.file.open"), func() { v.openByFile(part) })
	v.put(part, append([]fyne.CanvasObject{atAddress, atCode}, append(who, form.NewActions(p, []fyne.CanvasObject{join, by, stop}, nil))...)...)
	form.Focus(address)
}

// otherSide asks who of "Wie kan helpen" it is, so that nobody stands there twice; nothing is asked when no CJG stands there.
func (v *View) otherSide() (ask []fyne.CanvasObject, chosen func() record.ID) {
	p := v.p
	rows := likely(v.src.Rows(record.KindPartner))
	if len(rows) == 0 {
		return nil, func() record.ID { return record.ID{} }
	}
	choices := []form.Choice{{Value: "new", Text: p.T("preferences.enrol.partner.new")}}
	ids := map[string]record.ID{}
	for _, r := range rows {
		choices = append(choices, form.Choice{Value: r.ID.String(), Text: r.Title.Reveal()})
		ids[r.ID.String()] = r.ID
	}
	list := form.NewSelect(p, choices, form.SelectOptions{Wide: true, Icon: look.IconLifebuoy}, nil)
	list.SetValue(choices[1].Value)
	field := form.NewField(p, form.FieldOptions{Label: p.T("preferences.enrol.partner"), Help: p.T("preferences.enrol.partner.help")}, list)
	return []fyne.CanvasObject{field}, func() record.ID { return ids[list.Value()] }
}

// enrol makes this laptop known; what the other side says stands beside the field it is about.
func (v *View) enrol(j Joining, part *fyne.Container, join *form.Button, atAddress, atCode *form.Field) {
	join.Block(v.p.T("preferences.enrol.busy"))
	task.Do(v.ctx, v.run, func(ctx context.Context) ([]*record.Endpoint, error) {
		if err := v.o.Enrol(j); err != nil {
			return nil, err
		}
		return v.src.Endpoints(ctx)
	}, func(all []*record.Endpoint, err error) {
		join.Unblock()
		if err != nil {
			sentence := joined(v.p.Fault(err))
			if code := fault.CodeOf(err); code == "cjg.code" || fault.Of(err) == fault.Secret {
				atCode.SetError(sentence)
				return
			}
			atAddress.SetError(sentence)
			return
		}
		v.state.connect(all)
		v.drawLinks()
		v.closeEnrol(part)
		v.nav.Say(v.p.T("preferences.enrol.done"))
		v.nav.Kick()
	})
}
