package people

import (
	"slices"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// memberView is the card of one person in the entry of a family.
type memberView struct {
	e       *Entry
	m       *member
	card    fyne.CanvasObject
	custody *fyne.Container // for a child
	title   *rtl.Text
	first   fyne.Focusable
}

func newMemberView(e *Entry, m *member) *memberView {
	v := &memberView{e: e, m: m}
	away := v.away()
	inside := column(e.p, 16, v.head(away.MinSize()))
	if m.relation == record.RelationChild {
		inside.Add(v.childFields())
		v.custody = column(e.p, 16)
		inside.Add(v.custody)
		v.drawCustody()
	} else {
		inside.Add(v.adultFields())
	}
	frame := form.Frame{Fill: look.ColorSurface, Edge: look.ColorLine, Width: look.Edge, Radius: look.CardRadius}
	// The way to take the card away comes after the fields for the keyboard, though it stands at the top: a name typed after Tab
	// must never land on it, where a space would press it.
	d := e.p.Direction()
	corner := column(e.p, 0, row(e.p, 0, rtl.Grow(rtl.Stack(d)), away))
	v.card = form.NewPanel(frame, 20, 16, rtl.Stack(d, inside, corner))
	return v
}

func (v *memberView) key(name string) string { return v.m.person.ID.String() + "/" + name }

// away takes the card off the page.
func (v *memberView) away() *form.Button {
	p := v.e.p
	return form.NewButton(p, p.T("people.family.away"), form.ButtonOptions{Kind: form.Quiet, Icon: look.IconX, Snug: true}, func() {
		v.e.state.remove(v.m.person.ID)
		v.e.keep.Touch()
		v.e.draw()
	})
}

// head is the relation of the person, with room beside it for the way to take the card away.
func (v *memberView) head(room fyne.Size) fyne.CanvasObject {
	p := v.e.p
	v.title = line(p, p.Value("relation", string(v.m.relation)), rtl.Style{Bold: true})
	what := fyne.CanvasObject(v.title)
	if known := []record.Relation{record.RelationMother, record.RelationFather, record.RelationChild}; !slices.Contains(known, v.m.relation) {
		what = v.relationField()
	}
	return row(p, look.Grid, rtl.Grow(what), rtl.Min(p.Direction(), room, rtl.Stack(p.Direction())))
}

// relationField asks what somebody else in the family is.
func (v *memberView) relationField() fyne.CanvasObject {
	p := v.e.p
	var values []string
	for _, r := range record.Relations() {
		if r != record.RelationMother && r != record.RelationFather && r != record.RelationChild {
			values = append(values, string(r))
		}
	}
	chips := form.NewChips(p, form.Choices(p, "relation", values...), form.ChipsOptions{Keep: true}, func(chosen []string) {
		v.e.state.relate(v.m.person.ID, record.Relation(chosen[0]))
		v.e.keep.Touch()
		v.e.redecide()
	})
	chips.SetValues(string(v.m.relation))
	return chips
}

// part makes a field of this person.
func (v *memberView) part(name, label, value string, validate func() string, changed func(string)) *form.Field {
	f, typed := v.e.text(v.key(name), form.FieldOptions{Label: label, Validate: validate}, 1, value, func(s string) {
		v.m.touched = true
		changed(s)
	})
	before := typed.OnFocusLost
	typed.OnFocusLost = func() {
		before()
		if name == "first" || name == "last" {
			v.e.redecide()
		}
		v.e.alike.look(v.e.state.fresh(), v.e.state.h.ID, nil)
		v.e.twins.look(nil)
	}
	if v.first == nil {
		v.first = typed
	}
	return f
}

func (v *memberView) adultFields() fyne.CanvasObject {
	p, person := v.e.p, v.m.person
	first := v.part("first", p.T("people.first"), person.First.Reveal(), nil, func(s string) { person.First = record.Text(s) })
	infix := v.part("infix", p.T("people.infix"), person.Infix.Reveal(), nil, func(s string) { person.Infix = record.Text(s) })
	last := v.part("last", p.T("people.last"), person.Last.Reveal(), nil, func(s string) { person.Last = record.Text(s) })
	phone := v.part("phone", p.T("people.phone"), phoneNumber(person), nil, func(s string) { setPhone(person, s) })
	return form.NewColumnsFrom(p, 16, look.Scaled(170), first, infix, last, phone)
}

func (v *memberView) childFields() fyne.CanvasObject {
	p, person, s := v.e.p, v.m.person, v.e.state
	text, unborn := birthText(p, s.texts, person)
	typing := text
	read := func() {
		v.m.touched = true
		setBirth(p, s.texts, person, typing, unborn, s.today)
	}
	first := v.part("first", p.T("people.first"), person.First.Reveal(), nil, func(t string) { person.First = record.Text(t) })
	last := v.part("last", p.T("people.last"), joinedName(person), nil, func(t string) { person.Infix, person.Last = splitName(t) })
	birth := v.part("birth", p.T("people.birth"), text, func() string { return birthProblem(p, s.texts, person, s.today) }, func(t string) {
		typing = t
		read()
	})
	birth.SetHelp(birthHelp(p, unborn))
	coming := form.NewCheck(p, p.T("people.birth.coming"), "", func(on bool) {
		unborn = on
		read()
		birth.SetHelp(birthHelp(p, on))
		v.e.keep.Touch()
	})
	coming.SetOn(unborn)
	return column(p, look.HalfGrid, form.NewColumnsFrom(p, 16, look.Scaled(200), first, last, birth), coming, v.sinceField())
}

func birthHelp(p *i18n.Printer, unborn bool) string {
	if unborn {
		return p.T("people.birth.coming.help")
	}
	return p.T("people.birth.help")
}

// redecide draws again what names the people: who decides about each child, and whom it is not safe to ask.
func (e *Entry) redecide() {
	for _, v := range e.parts {
		if v.custody != nil {
			v.drawCustody()
		}
	}
	e.drawSafety()
	e.place.Refresh()
}

// drawSafety asks of each adult whether the address is secret and whether it is safe to ask.
func (e *Entry) drawSafety() {
	p := e.p
	e.safety.Objects = nil
	for _, m := range e.state.adults() {
		if m.person.Name().Empty() {
			continue
		}
		name := calledOf(p, m.person)
		secret := form.NewCheck(p, p.T("people.secret.of", "Name", name), "", func(on bool) {
			m.person.Secret, m.touched = on, true
			e.keep.Touch()
		})
		secret.SetOn(m.person.Secret)
		unsafe := form.NewCheck(p, p.T("people.unsafe.of", "Name", name), "", func(on bool) {
			e.state.unsafe(m.person.ID, on)
			e.keep.Touch()
		})
		unsafe.SetOn(slices.Contains(e.state.h.Unsafe, m.person.ID))
		e.safety.Add(form.NewColumnsFrom(p, 16, look.Scaled(280), secret, unsafe))
	}
	if len(e.safety.Objects) > 0 {
		e.safety.Objects = append([]fyne.CanvasObject{line(p, p.T("people.family.safety"), rtl.Style{Bold: true, Wrap: true})}, e.safety.Objects...)
		e.safety.Add(muted(p, p.T("people.family.safety.help")))
	}
	e.safety.Refresh()
}
