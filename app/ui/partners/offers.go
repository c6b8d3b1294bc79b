package partners

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/directory"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// offers asks what the partner does, one by one; each stands in a card of its own.
func (e *Entry) offers() fyne.CanvasObject {
	p, d := e.p, e.p.Direction()
	e.deeds = rtl.VBox(d, 16)
	e.drawOffers()
	add := form.NewButton(p, p.T("partner.offers.add"), form.ButtonOptions{Icon: look.IconPlusBold}, func() {
		e.state.v.Offers = append(e.state.v.Offers, record.Offer{})
		e.Touch()
		if last := e.drawOffers(); last != nil {
			form.Focus(last)
		}
	})
	return rtl.VBox(d, look.Grid, listing.NewHeading(p, p.T("partner.offers.label"), p.T("partner.offers.term")), e.deeds, rtl.HBox(d, 0, add))
}

// drawOffers draws them again and gives the name of the last one.
func (e *Entry) drawOffers() fyne.Focusable {
	return e.redraw(e.deeds, "offers.", len(e.state.v.Offers), e.oneOffer)
}

// oneOffer is one thing that the partner does.
func (e *Entry) oneOffer(i int) (fyne.CanvasObject, fyne.Focusable) {
	p, d, o := e.p, e.p.Direction(), e.state.v.Offers[i]
	at := "offers." + strconv.Itoa(i)
	field := func(name, label string, eo rtl.EntryOptions, value record.Private, set func(*record.Offer, record.Private)) (*form.Field, *rtl.Entry) {
		e.Under[at+"."+name] = true
		return e.text(at+"."+name, form.FieldOptions{Label: label}, eo, value, func(t record.Private) { set(&e.state.v.Offers[i], t) })
	}
	name, entry := field("name", p.T("partner.offer.name"), named(), o.Name, func(o *record.Offer, t record.Private) { o.Name = t })
	what, _ := field("what", p.T("partner.offer.what"), lines(2), o.What, func(o *record.Offer, t record.Private) { o.What = t })
	who, _ := field("for", p.T("partner.criteria.label"), short(), o.For, func(o *record.Offer, t record.Private) { o.For = t })
	expecting := form.NewCheck(p, p.T("partner.offer.expecting"), "", func(on bool) { e.state.v.Offers[i].Expecting = on; e.Touch() })
	expecting.SetOn(o.Expecting)
	topics := chipsOf(e, p.T("partner.offer.topics"), form.Choices(p, "help.topic", form.Words(record.HelpTopics())...), 6, o.Topics, func(all []record.HelpTopic) { e.state.v.Offers[i].Topics = all })
	settings := chipsOf(e, p.T("partner.offer.settings"), form.Choices(p, "setting", form.Words(record.Settings())...), 4, o.Settings, func(all []record.Setting) { e.state.v.Offers[i].Settings = all })
	tongues := tonguesOf(e, p.T("partner.offer.languages"), o.Languages, func(all []string) { e.state.v.Offers[i].Languages = all })
	cost := oneOf(e, p.T("partner.offer.cost"), form.Choices(p, "cost", form.Words(record.Prices())...), o.Cost, func(c record.Price) { e.state.v.Offers[i].Cost = c })
	wait := oneOf(e, p.T("partner.offer.wait"), form.Choices(p, "wait", form.Words(record.Waits())...), o.Wait, func(w record.Wait) { e.state.v.Offers[i].Wait = w })
	from := e.number(at+".ageFrom", p.T("partner.ages.from.label"), &e.state.v.Offers[i].AgeFrom)
	to := e.number(at+".ageTo", p.T("partner.ages.to.label"), &e.state.v.Offers[i].AgeTo)
	away := form.NewButton(p, p.T("partner.officer.away"), form.ButtonOptions{Kind: form.Quiet, Icon: look.IconX, Snug: true}, func() {
		e.state.v.Offers = slices.Delete(slices.Clone(e.state.v.Offers), i, i+1)
		e.Typed.Without("offers", i)
		e.Touch()
		e.drawOffers()
	})
	return listing.NewCard(p, "", rtl.VBox(d, 16, e.pair(name, who), topics, what, e.columns(from, to), expecting, tongues, e.columns(cost, wait), settings, rtl.HBox(d, 0, away))), entry
}

// chipsOf asks for several of a list.
func chipsOf[T ~string](e *Entry, label string, choices []form.Choice, first int, values []T, set func([]T)) fyne.CanvasObject {
	chips := form.NewChips(e.p, choices, form.ChipsOptions{Multi: true, First: first}, func(values []string) {
		set(form.Values[T](values))
		e.Touch()
	})
	chips.SetValues(form.Words(values)...)
	return form.NewField(e.p, form.FieldOptions{Label: label}, chips)
}

// tonguesOf asks for languages.
func tonguesOf(e *Entry, label string, codes []string, set func([]string)) fyne.CanvasObject {
	return form.NewField(e.p, form.FieldOptions{Label: label}, form.NewTongues(e.p, codes, func(all []string) {
		set(all)
		e.Touch()
	}))
}

// oneOf asks for one of a list, or for nothing.
func oneOf[T ~string](e *Entry, label string, choices []form.Choice, value T, set func(T)) fyne.CanvasObject {
	choose := form.NewSelect(e.p, append([]form.Choice{{Value: "", Text: e.p.T("partner.unknown")}}, choices...), form.SelectOptions{Wide: true, Empty: e.p.T("partner.unknown")}, func(v string) {
		set(T(v))
		e.Touch()
	})
	choose.SetValue(string(value))
	return form.NewField(e.p, form.FieldOptions{Label: label}, choose)
}

// tongues are the languages to choose from, those that are spoken most here first; what is on the record and not in the list comes first.
func tongues(p *i18n.Printer, have []string) []form.Choice {
	codes := slices.Clone(have)
	for _, code := range p.TonguesToChoose() {
		if !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	out := make([]form.Choice, len(codes))
	for i, code := range codes {
		out[i] = form.Choice{Value: code, Text: directory.Tongue(p, code)}
	}
	return out
}

// spoken are languages in words.
func spoken(p *i18n.Printer, codes []string) string {
	names := make([]string, len(codes))
	for i, code := range codes {
		names[i] = directory.Tongue(p, code)
	}
	return p.List(names)
}

// within asks what is inside the organisation here.
func (e *Entry) within() fyne.CanvasObject {
	p, v := e.p, e.state.v
	return chipsOf(e, p.T("partner.within.label"), form.Choices(p, "within", form.Words(record.Withins())...), 6, v.Within, func(all []record.Within) { v.Within = all })
}

// list is a field in which several things are typed, with commas between them.
func (e *Entry) list(name, label, help, value string, set func(string)) fyne.CanvasObject {
	e.Under[name] = true
	f, _ := e.text(name, form.FieldOptions{Label: label, Help: help}, rtl.EntryOptions{Limit: 2000}, record.Text(value), func(t record.Private) { set(t.Reveal()) })
	return f
}

// separated splits a text at commas.
func separated(text string) []string {
	return i18n.Parts(text)
}

// serving asks for the gemeenten and wijken for which the partner works.
func (e *Entry) serving() fyne.CanvasObject {
	p, v := e.p, e.state.v
	var towns, areas []string
	for _, t := range v.Serves {
		towns = append(towns, town(t))
	}
	for _, a := range v.Areas {
		areas = append(areas, a.Reveal())
	}
	serves := e.list("serves", p.T("partner.serves.label"), p.T("partner.serves.help"), i18n.Joined(towns), func(s string) {
		v.Serves = nil
		for _, part := range separated(s) {
			v.Serves = append(v.Serves, townCode(part))
		}
	})
	wijken := e.list("areas", p.T("partner.areas.label"), p.T("partner.areas.help"), i18n.Joined(areas), func(s string) {
		v.Areas = nil
		for _, part := range separated(s) {
			v.Areas = append(v.Areas, record.Text(part))
		}
	})
	return e.pair(serves, wijken)
}
