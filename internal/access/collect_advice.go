package access

import "schakel/internal/record"

// ContactText is every free text of a contact, to look for a name in.
func ContactText(v *record.Contact) string {
	return v.Note.Reveal() + "\n" + v.Promise.Reveal() + "\n" + v.Advice.Reveal() + "\n" + v.UseWhy.Reveal()
}

// extras are what is noted of a contact only sometimes.
func (c *collector) extras(v *record.Contact) []Fact {
	var all []Fact
	if v.Function != "" {
		all = append(all, c.fact(c.label("people.contact.function.short"), c.value("cjg.function", string(v.Function))))
	}
	if v.Cents > 0 {
		all = append(all, c.fact(c.label("people.contact.costs"), c.p.Euro(v.Cents)))
	}
	if aims := c.aims(v); len(aims) > 0 {
		all = append(all, c.fact(c.p.T("access.label.aims"), c.p.Commas(aims)))
	}
	return all
}

// aims are the local aims of the gemeente that a contact counted for, with their programme. Of a programme that is gone only the number is left.
func (c *collector) aims(v *record.Contact) []string {
	var out []string
	for _, a := range v.Aims {
		words := c.p.Number(a.Number)
		if one := c.in.Programmes[a.Programme]; one != nil {
			if all := one.Aims(v.On.Year); a.Number >= 1 && a.Number <= len(all) {
				words = all[a.Number-1].Reveal()
			}
			words = one.Name.Reveal() + ": " + words
		}
		out = append(out, words)
	}
	return out
}

// advice is what was advised to a professional, in which the subject is named although it should name nobody: it was said to somebody
// else, so the worker looks at it first.
func (c *collector) advice(v *record.Contact) {
	if v.Advice.Empty() || !c.speaksOf(v.Advice) && !c.speaksOf(v.UseWhy) {
		return
	}
	d := piece(v, "advice", SectionContacts, c.p.T("access.label.advice"), v.On)
	d.found = true
	d.Text = v.Advice
	if !v.UseWhy.Empty() {
		d.Text = record.Text(v.Advice.Reveal() + "\n" + v.UseWhy.Reveal())
	}
	c.add(d)
}
