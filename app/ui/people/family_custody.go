package people

import (
	"slices"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/internal/record"
)

// drawCustody asks who decides about a child, who that is, and how it is known.
func (v *memberView) drawCustody() {
	p, s, child := v.e.p, v.e.state, v.m.person.ID
	c := s.custody(child)
	kinds := make([]string, 0, 4)
	for _, k := range record.CustodyKinds() {
		kinds = append(kinds, string(k))
	}
	kind := form.NewChips(p, form.Choices(p, "custody.kind", kinds...), form.ChipsOptions{}, func(chosen []string) {
		value := record.CustodyKind("")
		if len(chosen) > 0 {
			value = record.CustodyKind(chosen[0])
		}
		s.choose(child, value)
		v.changed()
		v.refocus(string(value))
	})
	kind.SetValues(string(c.Custody))
	label := p.T("people.custody.ask")
	if !v.m.person.Name().Empty() {
		label = p.T("people.custody.ask.name", "Child", calledOf(p, v.m.person))
	}
	f := form.NewField(p, form.FieldOptions{Label: label, Term: p.T("people.custody.term")}, kind)
	v.e.fields[v.key("custody")] = f
	v.custody.Objects = []fyne.CanvasObject{f}
	if c.Custody != "" && c.Custody != record.CustodyUnknown {
		v.custody.Objects = append(v.custody.Objects, v.holders(c), v.proof(c))
		if s.h.Revision > 0 {
			v.custody.Objects = append(v.custody.Objects, v.fromField(c))
		}
	}
	v.custody.Refresh()
}

// refocus puts the keyboard back on the chip that was pressed, after the card was drawn again.
func (v *memberView) refocus(value string) {
	if len(v.custody.Objects) == 0 {
		return
	}
	if f, ok := v.custody.Objects[0].(*form.Field); ok {
		if chips, ok := f.Control().(*form.Chips); ok {
			if chip := chips.Chip(value); chip != nil {
				chip.Focus()
			}
		}
	}
}

func (v *memberView) changed() {
	v.e.keep.Touch()
	v.drawCustody()
	v.e.place.Refresh()
}

// holders asks who decides: the adults of the family by name.
func (v *memberView) holders(c record.Custody) fyne.CanvasObject {
	p, s, child := v.e.p, v.e.state, v.m.person.ID
	var choices []form.Choice
	for _, m := range s.adults() {
		if m.person.Name().Empty() {
			continue
		}
		choices = append(choices, form.Choice{Value: m.person.ID.String(), Text: calledOf(p, m.person)})
	}
	chips := form.NewChips(p, choices, form.ChipsOptions{Multi: c.Custody == record.CustodyJoint}, func(chosen []string) {
		now := s.custody(child)
		now.Holders = nil
		for _, text := range chosen {
			if id, err := record.ParseID(text); err == nil {
				now.Holders = append(now.Holders, id)
			}
		}
		s.decide(now)
		v.e.keep.Touch()
	})
	on := make([]string, 0, len(c.Holders))
	for _, id := range c.Holders {
		on = append(on, id.String())
	}
	chips.SetValues(on...)
	o := form.FieldOptions{Label: p.T("people.custody.who")}
	if len(choices) == 0 || c.Custody == record.CustodyJoint && len(choices) < 2 {
		o.Help = p.T("people.custody.who.help")
	}
	f := form.NewField(p, o, chips)
	v.e.fields[v.key("holders")] = f
	if c.Custody != record.CustodyGuardian {
		return f
	}
	organisation := v.part("guardian", p.T("people.custody.organisation"), c.Guardian.Reveal(), nil, func(text string) {
		now := s.custody(child)
		now.Guardian = record.Text(text)
		s.decide(now)
	})
	return form.NewColumnsFrom(p, 16, look.Scaled(240), f, organisation)
}

// proof asks how it is known, and when a paper was seen.
func (v *memberView) proof(c record.Custody) fyne.CanvasObject {
	p, s, child := v.e.p, v.e.state, v.m.person.ID
	var values []string
	for _, one := range record.CustodyProofs() {
		values = append(values, string(one))
	}
	chips := form.NewChips(p, form.Choices(p, "custody.proof", values...), form.ChipsOptions{}, func(chosen []string) {
		now := s.custody(child)
		now.Proof = ""
		if len(chosen) > 0 {
			now.Proof = record.CustodyProof(chosen[0])
		}
		if !paper(now.Proof) {
			now.Seen = record.Date{}
			delete(s.texts, textSeen+child.String())
		}
		s.decide(now)
		v.changed()
		v.refocusProof(string(now.Proof))
	})
	chips.SetValues(string(c.Proof))
	f := form.NewField(p, form.FieldOptions{Label: p.T("people.proof.ask")}, chips)
	v.e.fields[v.key("proof")] = f
	if !paper(c.Proof) {
		delete(v.e.fields, v.key("seen"))
		return f
	}
	seen := v.e.day(v.key("seen"), form.DateOptions{Label: p.T("people.proof.seen")}, c.Seen, s.texts[textSeen+child.String()],
		func(text string) { s.seen(p, child, text) })
	return column(p, 16, f, seen)
}

// refocusProof is refocus for the chips of the proof.
func (v *memberView) refocusProof(value string) {
	if f, ok := v.e.fields[v.key("proof")].(*form.Field); ok {
		if chips, ok := f.Control().(*form.Chips); ok {
			if chip := chips.Chip(value); chip != nil {
				chip.Focus()
			}
		}
	}
}

// paper tells whether a proof is something that was seen on a day.
func paper(proof record.CustodyProof) bool {
	return slices.Contains([]record.CustodyProof{record.ProofPaper, record.ProofExtract}, proof)
}
