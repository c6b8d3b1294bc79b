package access

import (
	"strconv"

	"schakel/internal/record"
)

// aid are what was written along the steps of the meldcode, and the advices that the family agreed to have kept here.
func (c *collector) aid(v *record.Concern, part func(name, title string, text record.Private) draft) {
	for _, one := range []struct {
		name, title string
		text        record.Private
		thought     bool
	}{
		{"aid.said", c.p.T("concern.aid.said"), v.Aid.Said, false}, {"aid.parents", c.p.T("concern.aid.parents"), v.Aid.Parents, false},
		{"aid.safe", c.p.T("concern.aid.safe"), v.Aid.Safe, true}, {"aid.help", c.p.T("concern.aid.help"), v.Aid.Help, true},
	} {
		d := part(one.name, one.title, one.text)
		d.thought, d.heard, d.safety = one.thought, !one.thought && !one.text.Empty(), true
		if one.name == "aid.said" {
			d.Facts = []Fact{c.fact(c.p.T("access.label.when"), c.day(v.Aid.CalledOn))}
		}
		c.add(d)
	}
	for i, a := range v.Advised {
		at := "advised." + strconv.Itoa(i)
		facts := []Fact{c.fact(c.p.T("access.label.with"), c.value("confidant", string(a.From))), c.fact(c.p.T("access.label.when"), c.p.Month(a.Month))}
		for _, one := range []struct {
			name, title string
			text        record.Private
		}{
			{".question", c.p.T("advice.question.label"), a.Question}, {".answer", c.p.T("advice.answer.label"), a.Answer}, {".done", c.p.T("advice.done.label"), a.Done},
		} {
			d := part(at+one.name, one.title, one.text)
			d.Facts, d.heard = facts, !one.text.Empty()
			facts = nil
			c.add(d)
		}
	}
}
