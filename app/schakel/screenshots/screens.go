package main

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"schakel/app/ui/draft"
	"schakel/app/ui/rtl"
	"schakel/internal/book"
	"schakel/internal/record"
)

// screen is one picture and the way to it.
type screen struct {
	name string
	go1  func() error
}

// screens lists every picture, in the order of a worker's day. Those that change the store most come last.
func (c *camera) screens(ctx context.Context) []screen {
	return slices.Concat(c.referralScreens(ctx), c.contacts(ctx), c.worries(ctx), c.consentScreens(ctx), c.usual(ctx), c.mailScreens(ctx), c.rest(ctx), c.compared(ctx), c.overviews(ctx), c.roadScreens(ctx), c.lostThere(ctx))
}

func (c *camera) usual(ctx context.Context) []screen {
	list := func(name, destination string) screen {
		return screen{name, func() error { c.shell.Go(destination); return nil }}
	}
	return []screen{
		list("vandaag", "today"),
		list("mensen", "people"),
		{"gezin", func() error { c.shell.Open(record.KindHousehold, c.road.yildiz); return nil }},
		{"gezin-papier", func() error { return c.scrolled(record.KindHousehold, c.road.yildiz) }},
		{"inzage", func() error { c.shell.Access(record.KindHousehold, c.road.amrani); return nil }},
		{"inzage-gekozen", func() error { return c.chooseFirst() }},
		{"inzage-alles", func() error { return c.decideAll(ctx) }},
		list("overdragen", "handing"),
		{"overdragen-gezinnen", func() error { return c.handing(false) }},
		{"overdragen-gezin", func() error { return c.handing(true) }},
		list("nog-nodig", "retention"),
		{"nog-nodig-een", func() error { return c.decideOne() }},
		list("zorgen", "concerns"),
		{"zorg", func() error { return c.concern(ctx, record.LevelWorried) }},
		{"zorg-gevaar", func() error { return c.concern(ctx, record.LevelDanger) }},
		list("naar-hulp", "referrals"),
		{"toestemming-voorlezen", func() error { return c.readAloud() }},
		{"voorlezen-groot", func() error { return c.largeType() }},
		list("praatkaarten", "cards"),
		{"praatkaart", func() error { return c.card(record.CardChild) }},
		{"praatkaart-opname", func() error { return c.record() }},
		{"praatkaart-klaar", func() error { return c.record("stop") }},
		{"praatkaart-bewaard", func() error { return c.record("stop", "keep") }},
		{"praatkaart-gedraaid", func() error { return c.turned() }},
		{"toestemming-opnieuw", func() error { return c.corrected(ctx) }},
		{"precies-dit-gaat-mee", func() error { return c.exact(ctx) }},
		{"heen-en-terug", func() error { c.shell.Open(record.KindReferral, c.road.answered); return nil }},
		list("bijeenkomsten", "meetings"),
		{"bijeenkomst", func() error { return c.meeting(ctx) }},
		{"bijeenkomst-meer", func() error { return c.meetingFull(ctx) }},
		{"bijeenkomst-gepland", func() error { return c.meetingPlanned() }},
		{"bijeenkomst-niet-door", func() error { return c.meetingOff() }},
		{"bijeenkomst-reeks", func() error { return c.meetingSeries(ctx) }},
		{"bijeenkomst-twee", func() error { return c.meetingBoth(ctx) }},
		list("kalender", "calendar"),
		{"kalender-onbekend", func() error { return c.calendarLater() }},
		list("woorden", "words"),
	}
}

// rest are the pages of who can help and those of the store as a whole.
func (c *camera) rest(ctx context.Context) []screen {
	list := func(name, destination string) screen {
		return screen{name, func() error { c.shell.Go(destination); return nil }}
	}
	return []screen{
		list("wie-kan-helpen", "partners"),
		{"vraag", func() error { return c.request(ctx) }},
		list("overzicht", "summaries"),
		{"overzicht-bestand", func() error { return c.overviewFile() }},
		{"overzicht-achter", func() error { return c.overviewBehind() }},
		list("mijn-jaar", "year"),
		list("bij-mij", "load"),
		list("postvak", "deliveries"),
		list("instellingen", "preferences"),
		{"controleren", c.checkData},
		{"wat-er-gebeurde", func() error { return c.happened() }},
		{"bijdrage", func() error { return c.contribution(ctx) }},
		{"samen-optellen", func() error { return c.together(ctx) }},
		{"wissen", func() error { return c.erasing(ctx, 0) }},
		{"wissen-slot", func() error { return c.erasing(ctx, 100_000) }},
		{"gewist", func() error { return c.erased(ctx) }},
		{"weg-terug", func() error { c.shell.Fail(book.ErrRecovery); return nil }},
		{"herstelcode", func() error { return c.recovery("code", "unlock.recovery.give") }},
		{"drie-delen", func() error { return c.recovery("parts", "unlock.recovery.parts.give") }},
		{"papier-klaar", func() error { return c.unkept() }},
	}
}

// erasing is the page that erases the family of which something was sent, scrolled so far down.
func (c *camera) erasing(ctx context.Context, down float32) error {
	page, err := c.book.ReferralPage(ctx, c.road.answered)
	if err != nil {
		return err
	}
	c.shell.Go("today")
	c.shell.Erase(record.KindHousehold, page.Referral.Household)
	for _, s := range all[*container.Scroll](c.shell.Window().Canvas().Content()) {
		s.ScrollToOffset(fyne.NewPos(0, down))
	}
	return nil
}

// erased is the page afterwards: the family is gone.
func (c *camera) erased(ctx context.Context) error {
	if err := c.erasing(ctx, 0); err != nil {
		return err
	}
	fields := all[*rtl.Entry](c.shell.Window().Canvas().Content())
	fields[len(fields)-1].SetText(c.p.T("erasing.confirm.word"))
	return c.press(c.p.T("erasing.confirm.do"))
}

// concern fills in a worry about Emre, as a draft that the page opens with.
func (c *camera) concern(ctx context.Context, level record.ConcernLevel) error {
	family, err := c.book.Family(ctx, c.road.yildiz)
	if err != nil {
		return err
	}
	var about []record.ID
	for _, m := range family.Household.Living(c.book.Today()) {
		if p := family.Person(m.Person); p != nil && p.First.Reveal() == "Emre" {
			about = append(about, p.ID)
		}
	}
	r := &record.Concern{
		Scope: record.ScopeHousehold, Household: c.road.yildiz, About: about, Level: level, State: record.ConcernOpen,
		Areas:   []record.LifeArea{record.LifeAreas()[1], record.LifeAreas()[2]},
		Seen:    record.Text("Emre slaapt al weken slecht. Elif zegt dat hij ’s nachts roept. Op school is hij moe, de juf zei het ook."),
		SeenOn:  c.book.Today(),
		Sources: []record.Source{record.Sources()[0]},
		Think:   record.Text("Misschien is hij bang door de verhuizing."),
		Wish:    record.Text("Elif wil dat hij weer doorslaapt."), GoesWell: record.Text("Elif brengt Emre elke dag zelf naar school."),
	}
	return c.entry(ctx, record.KindConcern, c.road.yildiz, r)
}

// entry opens an entry with a draft; what an earlier picture left is replaced.
func (c *camera) entry(ctx context.Context, kind record.Kind, about record.ID, r record.Record) error {
	c.shell.Go("today")
	if err := c.book.SaveDraft(ctx, draft.Key(kind, record.ID{}, about), r); err != nil {
		return err
	}
	c.shell.New(kind, about)
	return nil
}

// meeting is a koffieochtend, half written.
func (c *camera) meeting(ctx context.Context) error {
	return c.entry(ctx, record.KindMeeting, record.ID{}, &record.Meeting{
		Type: record.MeetingTypes()[0], On: c.book.Today(), At: "10:00", Heads: 14, Place: record.Text("Buurthuis De Brug"),
		Theme: record.Text("Slapen en rust"), Languages: []string{"tur", "nld"}, Length: 2 * time.Hour,
		Roles: []record.Role{record.Roles()[0], record.Roles()[1]}, Came: record.Text("slapen, telefoons, moe zijn"),
		Asked: record.Text("Kan de JGZ een keer over slapen vertellen?"),
	})
}

// request is a question to the CJG.
func (c *camera) request(ctx context.Context) error {
	return c.entry(ctx, record.KindRequest, c.road.partner, &record.Request{
		What: record.RequestExpert, Partner: c.road.partner, State: record.RequestOpen,
		Text: record.Text("Kan iemand een keer komen vertellen over slapen? Er komen veertien moeders, de meesten spreken Turks."),
	})
}

// happened is the list of what happened, from its button on the preferences.
func (c *camera) happened() error {
	c.shell.Open(record.KindHousehold, c.road.yildiz)
	c.shell.Open(record.KindReferral, c.road.answered)
	c.shell.Go("preferences")
	return c.press(c.p.T("preferences.log.open"))
}

// readAloud opens the page that is read to Elif, in Turkish.
func (c *camera) readAloud() error {
	c.shell.Open(record.KindReferral, c.road.asks)
	if err := c.choose("who"); err != nil {
		return err
	}
	return c.press(c.p.T("referrals.ask.aloud"))
}

// exact is what goes, after everybody who decides said yes.
func (c *camera) exact(ctx context.Context) error {
	c.shell.Go("today")
	if err := c.agree(ctx, c.road.asks, "tr"); err != nil {
		return err
	}
	c.shell.Open(record.KindReferral, c.road.asks)
	return c.choose("exact")
}
