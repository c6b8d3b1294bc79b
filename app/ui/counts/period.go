package counts

import (
	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
	"schakel/internal/record"
	"schakel/internal/summary"
)

// Span is a choice of period.
type Span string

// The choices.
const (
	Quarter Span = "quarter" // the last whole one
	Year    Span = "year"    // this one
	Last    Span = "last"    // the year before
	Free    Span = "free"
)

// Spans lists them.
func Spans() []Span { return []Span{Quarter, Year, Last, Free} }

// Days is the period of a choice; a free one stays as it was.
func Days(s Span, today record.Date, was summary.Period) summary.Period {
	whole := func(year int) summary.Period {
		return summary.Period{From: record.DateFromNumber(year*10000 + 101), To: record.DateFromNumber(year*10000 + 1231)}
	}
	switch s {
	case Quarter:
		year, first := today.Year, (int(today.Month)-1)/3*3-2
		if first < 1 {
			year, first = year-1, 10
		}
		next := record.DateFromNumber(year*10000 + (first+3)*100 + 1)
		if first == 10 {
			next = record.DateFromNumber((year+1)*10000 + 101)
		}
		return summary.Period{From: record.DateFromNumber(year*10000 + first*100 + 1), To: next.Add(-1)}
	case Year:
		return whole(today.Year)
	case Last:
		return whole(today.Year - 1)
	}
	return was
}

// Period is the choice of a period as widgets.
type Period struct {
	Span   Span
	Period summary.Period

	p       *i18n.Printer
	today   record.Date
	free    *fyne.Container
	wrong   *form.Field
	changed func()
	content fyne.CanvasObject
}

// NewPeriod makes the choice; changed hears when a whole period was chosen.
func NewPeriod(p *i18n.Printer, today record.Date, span Span, was summary.Period, changed func()) *Period {
	c := &Period{p: p, today: today, Span: span, Period: Days(span, today, was), changed: changed}
	var choices []form.Choice
	for _, s := range Spans() {
		choices = append(choices, form.Choice{Value: string(s), Text: p.Value("contribute.span", string(s))})
	}
	chips := form.NewChips(p, choices, form.ChipsOptions{Keep: true}, func(values []string) {
		if len(values) > 0 {
			c.choose(Span(values[0]))
		}
	})
	chips.SetValues(string(span))
	from := c.day("contribute.from", func(d record.Date) { c.Period.From = d })
	to := c.day("contribute.to", func(d record.Date) { c.Period.To = d })
	c.wrong = form.NewField(p, form.FieldOptions{}, form.NewColumns(p, 24, from, to))
	c.free = rtl.VBox(p.Direction(), 8, c.wrong)
	if span != Free {
		c.free.Hide()
	}
	c.content = rtl.VBox(p.Direction(), 12, chips, c.free)
	return c
}

// Content is the choice.
func (c *Period) Content() fyne.CanvasObject { return c.content }

func (c *Period) day(id string, set func(d record.Date)) *form.DateField {
	return form.NewDateField(c.p, form.DateOptions{Label: c.p.T(id)}, c.today, func(d record.Date, filled bool) {
		if filled {
			set(d)
			c.tell()
		}
	})
}

func (c *Period) choose(s Span) {
	c.Span, c.Period = s, Days(s, c.today, c.Period)
	if s == Free {
		c.free.Show()
	} else {
		c.free.Hide()
	}
	c.tell()
}

// tell says what is wrong beside the days, or that there is another period.
func (c *Period) tell() {
	if err := c.Period.Check(); err != nil {
		text, _ := c.p.Fault(err)
		c.wrong.SetError(text)
		return
	}
	c.wrong.SetError("")
	c.changed()
}
