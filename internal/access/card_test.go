package access_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"schakel/internal/access"
	"schakel/internal/record"
)

const (
	cardHome, cardMother, cardFather, cardChild, cardYouth, cardPartner = 60, 61, 62, 63, 64, 65
)

// cardFamily is two parents who decide together about a child, a youth, and a road for each of them, with everything around it that must
// never be on a card.
func cardFamily() access.Input {
	home := id(cardHome)
	at := func(n byte) record.Head {
		return record.Head{ID: id(n), Owner: home, Revision: 1, Created: time.Date(2026, 10, 1, int(n%20), 0, 0, 0, time.UTC)}
	}
	person := func(n byte, as record.PersonKind, first string, years int) *record.Person {
		p := &record.Person{Head: at(n), As: as, First: text(first), Note: text("GEHEIM notitie"), Approach: text("GEHEIM aanpak"), Channels: []record.Channel{{Kind: record.ChannelPhone, Value: text("0611119999")}}}
		p.Birth = record.Day(2026-years, 3, 1)
		return p
	}
	h := &record.Household{
		Head: at(cardHome), Name: text("gezin Amrani"), Note: text("GEHEIM gezinsnotitie"), Wish: text("GEHEIM wens"), District: text("Zuiderwijk"), Postcode4: "3081", Municipality: "GM0599",
		Members: []record.Member{{Person: id(cardMother), Relation: record.RelationMother}, {Person: id(cardFather), Relation: record.RelationFather},
			{Person: id(cardChild), Relation: record.RelationChild}, {Person: id(cardYouth), Relation: record.RelationChild}},
		Custody:  []record.Custody{{Child: id(cardChild), Custody: record.CustodyJoint, Holders: []record.ID{id(cardMother), id(cardFather)}}},
		Involved: []record.Involved{{Who: text("GEHEIM organisatie")}},
	}
	road := func(n byte, reason string, parent byte, children ...record.ID) *record.Referral {
		r := &record.Referral{Head: at(n), Way: record.WayOut, State: record.ReferralSent, Household: home, Partner: id(cardPartner), Receiver: id(66), Reason: text(reason), Children: children, SentOn: record.Day(2026, 11, 1)}
		if parent != 0 {
			r.Parent = id(parent)
		}
		return r
	}
	return access.Input{
		On: record.Day(2026, 11, 24), Household: home, Households: []*record.Household{h},
		People: map[record.ID]*record.Person{
			id(cardMother): person(cardMother, record.PersonParent, "Fatima", 36), id(cardFather): person(cardFather, record.PersonParent, "Said", 40),
			id(cardChild): person(cardChild, record.PersonChild, "Yusuf", 7), id(cardYouth): person(cardYouth, record.PersonChild, "Nour", 17),
		},
		Concerns: []*record.Concern{{Head: at(70), Level: record.LevelDoubt, Seen: text("GEHEIM twijfel"), Household: home}, {Head: at(71), Level: record.LevelDanger, Seen: text("GEHEIM gevaar"), Household: home}},
		Contacts: []*record.Contact{{Head: at(72), About: record.AboutHousehold, Subject: home, Note: text("GEHEIM contact")}},
		Referrals: []*record.Referral{
			road(80, "voor-yusuf", 0, id(cardChild)), road(81, "voor-fatima", cardMother), road(82, "voor-said", cardFather), road(83, "voor-nour", 0, id(cardYouth)),
			func() *record.Referral { r := road(84, "na-twijfel", cardMother); r.Concern = id(70); return r }(),
			func() *record.Referral { r := road(85, "na-gevaar", cardMother); r.Concern = id(71); return r }(),
			func() *record.Referral {
				r := road(86, "nog-concept", cardMother)
				r.State = record.ReferralDraft
				return r
			}(),
		},
		Partners: map[record.ID]*record.Partner{id(cardPartner): {Head: at(cardPartner), Name: text("CJG Zuiderwijk"), Phone: text("0101234567"),
			Officers: []record.Officer{{ID: id(66), First: text("Marieke"), Last: text("Achternaam"), Phone: text("0612345678")}}}},
		Worker: &record.Profile{Name: text("Samira Idrissi"), Title: text("intermediair"), Phone: text("0687654321")},
	}
}

func cardOf(t *testing.T, in access.Input, who byte) (card access.Card, roads string) {
	t.Helper()
	card, err := access.FamilyCard(printer(t, "nl"), in, id(who))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range card.Roads {
		roads += r.Asked + " "
	}
	return card, roads
}

func TestACardHoldsWhatItsReaderMayKnowAndNothingElse(t *testing.T) {
	in := cardFamily()
	for who, want := range map[byte]string{cardMother: "voor-fatima voor-yusuf", cardFather: "voor-said voor-yusuf"} {
		card, roads := cardOf(t, in, who)
		for _, road := range []string{"voor-yusuf", "voor-fatima", "voor-said", "voor-nour", "na-twijfel", "na-gevaar", "nog-concept"} {
			if strings.Contains(roads, road) != strings.Contains(want, road) {
				t.Errorf("%d: %q in %q", who, road, roads)
			}
		}
		everything := fmt.Sprintf("%+v", card)
		for _, never := range []string{"GEHEIM", "0611119999", "Achternaam", "Idrissi", "06-11 11"} {
			if strings.Contains(everything, never) {
				t.Errorf("%q stands on the card: %s", never, everything)
			}
		}
		for _, must := range []string{"Samira", "06-87 65 43 21", "Marieke", "06-12 34 56 78"} {
			if !strings.Contains(everything, must) {
				t.Errorf("%q is missing: %s", must, everything)
			}
		}
	}
}

// Where one parent is not safe to ask, there is no card for that parent, and the other's holds only what that one takes part in.
func TestNobodyWhoIsNotSafeGetsACard(t *testing.T) {
	in := cardFamily()
	in.Households[0].Unsafe = []record.ID{id(cardFather)}
	if _, err := access.FamilyCard(printer(t, "nl"), in, id(cardFather)); err == nil {
		t.Error("a card for somebody who is not safe to ask")
	}
	for _, may := range access.CardFor(in) {
		if may == id(cardFather) {
			t.Error("offered")
		}
	}
	card, roads := cardOf(t, in, cardMother)
	if strings.Contains(roads, "voor-yusuf") || !strings.Contains(roads, "voor-fatima") {
		t.Errorf("roads %q", roads)
	}
	if strings.Contains(fmt.Sprintf("%+v", card), "Said") {
		t.Error("names who is not safe to ask")
	}
	if _, err := access.FamilyCard(printer(t, "nl"), in, id(99)); err == nil {
		t.Error("a card for a stranger")
	}
}

func TestASecretAddressIsOnNoCard(t *testing.T) {
	in := cardFamily()
	in.People[id(cardMother)].Secret = true
	in.Referrals[0].Reason = text("bij de Lindelaan 12 in Zuiderwijk")
	card, _ := cardOf(t, in, cardMother)
	everything := fmt.Sprintf("%+v", card)
	for _, place := range []string{"Zuiderwijk", "Rotterdam", "3081", "Lindelaan", "010-", "CJG"} {
		if strings.Contains(everything, place) {
			t.Errorf("%q stands on it: %s", place, everything)
		}
	}
	if !strings.Contains(everything, "Marieke") {
		t.Error("and nobody to call")
	}
}
