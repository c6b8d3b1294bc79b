package people

import (
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/internal/record"
)

func (c *Contact) lengthField() fyne.CanvasObject {
	var choices []form.Choice
	for _, m := range lengths() {
		choices = append(choices, form.Choice{Value: strconv.Itoa(m), Text: lengthWords(c.p, time.Duration(m)*time.Minute)})
	}
	now := int(c.state.c.Length / time.Minute)
	if now > 0 && !hasChoice(choices, strconv.Itoa(now)) {
		choices = append(choices, form.Choice{Value: strconv.Itoa(now), Text: lengthWords(c.p, c.state.c.Length)})
	}
	chips := form.NewChips(c.p, choices, form.ChipsOptions{}, func(values []string) {
		c.state.c.Length = 0
		if len(values) > 0 {
			if m, err := strconv.Atoi(values[0]); err == nil {
				c.state.c.Length = time.Duration(m) * time.Minute
			}
		}
		c.keep.Touch()
	})
	if now > 0 {
		chips.SetValues(strconv.Itoa(now))
	}
	return form.NewField(c.p, form.FieldOptions{Label: c.p.T("people.contact.length")}, chips)
}

func hasChoice(choices []form.Choice, value string) bool {
	for _, c := range choices {
		if c.Value == value {
			return true
		}
	}
	return false
}

func (c *Contact) placeField() fyne.CanvasObject {
	var values []string
	for _, v := range record.Places() {
		values = append(values, string(v))
	}
	chips := form.NewChips(c.p, form.Choices(c.p, "place", values...), form.ChipsOptions{}, func(chosen []string) {
		c.state.c.Place = ""
		if len(chosen) > 0 {
			c.state.c.Place = record.Place(chosen[0])
		}
		c.keep.Touch()
	})
	if c.state.c.Place != "" {
		chips.SetValues(string(c.state.c.Place))
	}
	return form.NewField(c.p, form.FieldOptions{Label: c.p.T("people.contact.place")}, chips)
}

// one is a field with chips of which at most one is on.
func (c *Contact) one(name, label, enum string, values []string, now string, changed func(value string)) fyne.CanvasObject {
	chips := form.NewChips(c.p, form.Choices(c.p, enum, values...), form.ChipsOptions{}, func(chosen []string) {
		value := ""
		if len(chosen) > 0 {
			value = chosen[0]
		}
		changed(value)
		c.keep.Touch()
	})
	if now != "" {
		chips.SetValues(now)
	}
	f := form.NewField(c.p, form.FieldOptions{Label: label}, chips)
	c.fields[name] = f
	return f
}

func valuesOf[T ~string](list []T) []string {
	values := make([]string, len(list))
	for i, v := range list {
		values[i] = string(v)
	}
	return values
}

func (c *Contact) costTypeField() fyne.CanvasObject {
	return c.one("costType", c.p.T("people.contact.costs.what"), "cost.type", valuesOf(record.OwnCostTypes()), string(c.state.c.CostType),
		func(v string) { c.state.c.CostType = record.CostType(v) })
}

// functionField is for whoever must report by the functions of a CJG; nobody needs it.
func (c *Contact) functionField() fyne.CanvasObject {
	return c.one("function", c.p.T("people.contact.function"), "cjg.function", valuesOf(record.Functions()), string(c.state.c.Function),
		func(v string) { c.state.c.Function = record.Function(v) })
}

// unreached keeps the contact as it is, as one in which nobody was reached: that needs nothing else.
func (c *Contact) unreached() []fyne.CanvasObject {
	if c.stored {
		return nil
	}
	return []fyne.CanvasObject{form.NewButton(c.p, c.p.T("people.contact.unreached.keep"), form.ButtonOptions{Icon: look.IconPhone}, func() {
		c.state.c.Failed = true
		c.failed.SetOn(true)
		c.ready()
	})}
}
