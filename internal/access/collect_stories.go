package access

// stories are those that were written down for an overview: whose they are can read them, with what they said about it.
func (c *collector) stories() {
	for _, v := range c.in.Stories {
		d := piece(v, "text", SectionStories, c.p.T("access.label.story"), c.first(v.AgreedOn, v.Created))
		d.Text, d.found = v.Text, v.Person.Zero()
		d.Facts = []Fact{c.fact(c.p.T("access.label.story.agreed"), c.day(v.AgreedOn)), c.fact(c.p.T("access.label.story.withdrawn"), c.day(v.Withdrawn))}
		c.add(d)
	}
}
