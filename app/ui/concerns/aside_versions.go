package concerns

import (
	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/rtl"
	"schakel/app/ui/versions"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// compare asks which of two versions of the steps counts: the worry was changed in another place while they were written here.
func (v *Aid) compare(stored *record.Concern) {
	mine := *stored
	mine.Aid = v.aid
	label := v.p.T("concern.aid.title")
	topic := versions.Topic{Label: label, Fields: []string{"aid"}, Mine: aidSaid(v.p, v.aid), Stored: aidSaid(v.p, stored.Aid)}
	question := versions.Ask(v.p, []versions.Pair{{Mine: &mine, Stored: stored, Topics: []versions.Topic{topic}}}, func(chosen []record.Record) {
		v.aid, v.began = chosen[0].(*record.Concern).Aid, stored.Revision
		v.keep.Touch()
		v.draw()
	}, v.nav.Fail)
	if v.first = nil; question != nil {
		alone(v.content, v.p, question)
	}
}

// aidSaid is what was written along the steps, a line for each.
func aidSaid(p *i18n.Printer, a record.Aid) string {
	var lines []string
	for _, one := range []listing.KeyValue{
		{Key: p.T("concern.aid.called"), Value: p.Date(a.CalledOn)}, {Key: p.T("concern.aid.said"), Value: a.Said.Reveal()},
		{Key: p.T("concern.aid.parents"), Value: a.Parents.Reveal()}, {Key: p.T("concern.aid.safe"), Value: a.Safe.Reveal()},
		{Key: p.T("concern.aid.help"), Value: a.Help.Reveal()},
	} {
		if one.Value != "" {
			lines = append(lines, one.Value)
		}
	}
	return dots(lines)
}

// compare asks which of two versions of an advice counts, field by field.
func (v *Advice) compare(stored *record.Advice) {
	fields := []string{"from", "question", "answer", "done", "areas", "month"}
	topics := versions.Topics(adviceSaid(v.p, v.a), adviceSaid(v.p, stored), fields...)
	question := versions.Ask(v.p, []versions.Pair{{Mine: v.a, Stored: stored, Topics: topics}}, func(chosen []record.Record) {
		v.a = chosen[0].(*record.Advice)
		v.keep.Touch()
		v.draw()
	}, v.nav.Fail)
	if v.first = nil; question != nil {
		alone(v.content, v.p, question)
	}
}

func adviceSaid(p *i18n.Printer, a *record.Advice) []listing.KeyValue {
	var areas []string
	for _, area := range a.Areas {
		areas = append(areas, p.Value("life.area", string(area)))
	}
	return []listing.KeyValue{
		{Key: p.T("advice.from.label"), Value: versions.Words(p).Value("confidant", string(a.From))}, {Key: p.T("advice.question.label"), Value: a.Question.Reveal()},
		{Key: p.T("advice.answer.label"), Value: a.Answer.Reveal()}, {Key: p.T("advice.done.label"), Value: a.Done.Reveal()},
		{Key: p.T("concern.areas.label"), Value: p.List(areas)}, {Key: p.T("advice.title"), Value: p.Month(a.Month)},
	}
}

// alone puts the question on the page, with nothing beside it.
func alone(page *fyne.Container, p *i18n.Printer, question *form.Versions) {
	page.Objects = []fyne.CanvasObject{rtl.Scroll(p.Direction(), listing.NewSheet(20, question))}
	page.Refresh()
}
