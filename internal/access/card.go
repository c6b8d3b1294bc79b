package access

import (
	"slices"
	"strings"
	"unicode/utf8"

	"schakel/internal/dial"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// What fits on one page.
const (
	cardRoads  = 3
	cardShared = 3
	cardRunes  = 110 // of a question
)

// Card is the gezinskaart: one page for one adult of a family, with whom to call, what was asked, where it stands, and who has which
// data. It holds no notes, worries, doubts or danger, nothing of who is not safe to ask, and nothing that another adult asked alone.
type Card struct {
	About  string // the family
	For    string // whom it is made for
	Made   string
	Worker [][2]string
	Roads  []CardRoad
	Shared []CardShared
	More   bool // there was more than one page holds
}

// CardRoad is one road to help.
type CardRoad struct {
	Where  string // the organisation; empty with a secret address, which it would give away
	Person string // first name
	Phone  string
	Asked  string
	Stands string
}

// CardShared is one thing that somebody has.
type CardShared struct{ When, Who, What, State string }

// CardFor lists for whom a card of a family can be made: its living adults but those who are not safe to ask.
func CardFor(in Input) []record.ID {
	return slices.DeleteFunc(Askers(in), in.unsafe)
}

func (in *Input) unsafe(id record.ID) bool {
	return slices.ContainsFunc(in.Households, func(h *record.Household) bool { return slices.Contains(h.Unsafe, id) })
}

// FamilyCard makes the card of the family that was gathered, for one of CardFor, in the language of the printer. Anybody else is
// ErrAsker.
func FamilyCard(p *i18n.Printer, in Input, who record.ID) (Card, error) {
	if in.Household.Zero() || !slices.Contains(CardFor(in), who) {
		return Card{}, ErrAsker
	}
	c := &collector{p: p, in: &in, secret: in.secret(), hide: func(text string) string { return text }}
	if c.secret {
		c.hide = newVeil(&in, p.T("access.place")).hide
	}
	card := Card{About: c.hide(c.title()), For: c.nameOf(who), Made: p.Date(in.On), Worker: c.worker()}
	roads := slices.DeleteFunc(slices.Clone(in.Referrals), func(r *record.Referral) bool { return !c.mayKnow(who, r) })
	slices.SortStableFunc(roads, func(a, b *record.Referral) int { return b.Created.Compare(a.Created) })
	for _, r := range roads {
		if len(card.Roads) == cardRoads {
			card.More = true
			break
		}
		card.Roads = append(card.Roads, c.cardRoad(r))
	}
	c.cardShared(&card, roads)
	return card, nil
}

// worker is who writes things down, with the number to call.
func (c *collector) worker() [][2]string {
	w := c.in.Worker
	if w == nil {
		return nil
	}
	first, _, _ := strings.Cut(w.Name.Reveal(), " ")
	rows := [][2]string{
		{c.p.T("card.worker.name"), joined(first, w.Title.Reveal())}, {c.p.T("people.phone"), dial.Show(w.Phone.Reveal())},
		{c.p.T("card.worker.when"), w.Reachable.Reveal()},
	}
	return slices.DeleteFunc(rows, func(r [2]string) bool { return r[1] == "" })
}

// mayKnow reports whether a road is this adult's to read about: the adult is whom it is about or who goes, or decides about a child it
// names that is under 16. Where somebody in the family is not safe to ask, only what the adult takes part in counts. A road that began
// with a doubt or with danger is on no paper.
func (c *collector) mayKnow(who record.ID, r *record.Referral) bool {
	if r.Way != record.WayOut || r.State == record.ReferralDraft || c.grave(r.Concern) {
		return false
	}
	if r.Parent == who || slices.Contains(r.Children, who) {
		return true
	}
	said := slices.ContainsFunc(c.in.Consents, func(v *record.Consent) bool {
		return v.Referral == r.ID && v.Giver == who && v.Answer == record.AnswerYes
	})
	if said {
		return true
	}
	guarded := slices.ContainsFunc(c.in.Households, func(h *record.Household) bool { return len(h.Unsafe) > 0 })
	return !guarded && slices.ContainsFunc(r.Children, func(child record.ID) bool { return c.decidesAbout(who, child) })
}

func (c *collector) grave(concern record.ID) bool {
	return slices.ContainsFunc(c.in.Concerns, func(v *record.Concern) bool {
		return v.ID == concern && (v.Level == record.LevelDoubt || v.Level == record.LevelDanger)
	})
}

// decidesAbout reports whether an adult decides about a child that is under 16 for certain.
func (c *collector) decidesAbout(who, child record.ID) bool {
	p := c.in.People[child]
	if p == nil || grown(p, c.in.On) {
		return false
	}
	return slices.ContainsFunc(c.in.Households, func(h *record.Household) bool {
		v, ok := h.CustodyOf(child, c.in.On)
		return ok && slices.Contains(v.Holders, who)
	})
}

func (c *collector) cardRoad(r *record.Referral) CardRoad {
	road := CardRoad{Stands: joined(c.value("referral.state", string(r.State)), c.day(r.SentOn))}
	if !c.secret { // a place that no program recognises may stand in what people wrote
		road.Asked = cutRunes(newGuard(c.in).text(r.Reason.Reveal()), cardRunes)
	}
	partner := c.in.Partners[r.Partner]
	if partner == nil {
		return road
	}
	if !c.secret {
		road.Where = partner.Called().Reveal()
	}
	number := partner.Phone.Reveal()
	if o, ok := partner.Officer(r.Receiver); ok {
		road.Person = o.First.Reveal()
		if !o.Phone.Empty() {
			number = o.Phone.Reveal()
		}
	}
	if number = dial.Show(number); !c.secret || strings.HasPrefix(number, "06-") { // an area code says where it is
		road.Phone = number
	}
	return road
}

// cardShared lists who has which data, the newest first, with the receipts.
func (c *collector) cardShared(card *Card, roads []*record.Referral) {
	sent := slices.Clone(c.in.Sent)
	slices.SortStableFunc(sent, func(a, b Sent) int { return b.Delivery.QueuedAt.Compare(a.Delivery.QueuedAt) })
	for _, s := range sent {
		if !slices.ContainsFunc(roads, func(r *record.Referral) bool { return r.ID == s.Delivery.Of }) {
			continue
		}
		if len(card.Shared) == cardShared {
			card.More = true
			return
		}
		one := c.delivered(s)
		who := one.Recipient
		if c.secret {
			who, _, _ = strings.Cut(s.Delivery.Receiver.Reveal(), " ")
		}
		card.Shared = append(card.Shared, CardShared{When: one.When, Who: who, What: one.What, State: one.State})
	}
	for _, r := range roads {
		if r.Delivery.Zero() && !r.SentOn.Zero() && len(card.Shared) < cardShared {
			who := ""
			if partner := c.in.Partners[r.Partner]; partner != nil && !c.secret {
				who = partner.Called().Reveal()
			}
			card.Shared = append(card.Shared, CardShared{When: c.day(r.SentOn), Who: who, What: c.value("referral.state", "handed_over")})
		}
	}
}

// cutRunes shortens a text to one line or two of a page.
func cutRunes(text string, most int) string {
	text = strings.Join(strings.Fields(text), " ")
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	return string([]rune(text)[:most-1]) + "…"
}
