package access_test

import (
	"time"

	"schakel/internal/access"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

var today = record.Day(2026, time.November, 24)

// fataler is a test, or one try of a property.
type fataler interface {
	Helper()
	Fatal(args ...any)
}

func printer(t fataler, tag string) *i18n.Printer {
	t.Helper()
	p, err := i18n.New(tag)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func id(n byte) record.ID { return record.ID{n, 6: 0x40, 8: 0x80} }

// The people of the tests: a family with two homes' worth of trouble, and a neighbour who is known to the worker too.
var (
	mother, father, boy, girl, neighbour = id(1), id(2), id(3), id(4), id(5)
	home, partner, school                = id(10), id(20), id(21)
)

func head(n record.ID) record.Head {
	return record.Head{ID: n, Owner: home, Revision: 1, Created: time.Date(2026, 1, 5, 10, 0, 0, 0, time.UTC), Changed: time.Date(2026, 2, 5, 10, 0, 0, 0, time.UTC)}
}

func text(s string) record.Private { return record.Text(s) }

// family is everything that a store could hold about one family, each text with something of its own in it.
func family() access.Input {
	people := map[record.ID]*record.Person{
		mother: {Head: head(mother), As: record.PersonParent, First: text("Fatima"), Infix: text("el"), Last: text("Amrani"), Birth: record.Day(1988, 3, 14), Homes: []record.ID{home},
			Channels: []record.Channel{{Kind: record.ChannelPhone, Value: text("0612345678")}, {Kind: record.ChannelVisit, Value: text("Lindelaan 12")}}, Approach: text("bel na het eten")},
		father: {Head: head(father), As: record.PersonParent, First: text("Brahim"), Last: text("Amrani"), Birth: record.Day(1985, 1, 2), Homes: []record.ID{home},
			Channels: []record.Channel{{Kind: record.ChannelPhone, Value: text("0687654321")}}, Note: text("zoekt werk")},
		boy:  {Head: head(boy), As: record.PersonChild, First: text("Yusuf"), Last: text("Amrani"), Birth: record.Day(2016, 5, 1), Homes: []record.ID{home}},
		girl: {Head: head(girl), As: record.PersonChild, First: text("Amina"), Last: text("Amrani"), Birth: record.Day(2009, 5, 1), Homes: []record.ID{home}},
	}
	other := &record.Person{Head: record.Head{ID: neighbour, Owner: neighbour, Revision: 1}, As: record.PersonCircle, First: text("Şükran"), Last: text("Yıldız"), Alias: text("moeder van de bakker")}
	in := access.Input{
		On: today, People: people, Everybody: []*record.Person{other},
		Worker: &record.Profile{Name: text("Samira"), Title: text("vertrouwenspersoon")},
		Partners: map[record.ID]*record.Partner{
			partner: {Head: record.Head{ID: partner}, Name: text("CJG Zuiderwijk"), Municipality: "GM0599"},
			school:  {Head: record.Head{ID: school}, Type: record.PartnerSchool, Name: text("Basisschool De Regenboog")},
		},
		Households: []*record.Household{{
			Head: head(home), Name: text("Amrani"), District: text("Zuiderwijk"), Postcode4: "3081", Municipality: "GM0599",
			Members: []record.Member{
				{Person: mother, Relation: record.RelationMother}, {Person: father, Relation: record.RelationFather},
				{Person: boy, Relation: record.RelationChild}, {Person: girl, Relation: record.RelationChild},
			},
			Custody:  []record.Custody{{Child: boy, Custody: record.CustodyJoint, Holders: []record.ID{mother, father}, Proof: record.ProofSaid}},
			GoesWell: text("ze eten samen"), Wish: text("rust in huis"), Note: text("woont boven de winkel van Şükrans broer"),
			Involved: []record.Involved{{Who: text("Basisschool De Regenboog"), What: text("leest extra")}},
		}},
	}
	for _, p := range people {
		in.Everybody = append(in.Everybody, p)
	}
	in.Contacts = []*record.Contact{
		{Head: head(id(30)), About: record.AboutHousehold, Subject: home, On: record.Day(2026, 9, 1), Note: text("samen thee gedronken"), Place: record.PlaceHome},
		{Head: head(id(31)), About: record.AboutPerson, Subject: father, On: record.Day(2026, 9, 2), Note: text("Yusuf is bang voor hem")},
		{Head: head(id(32)), About: record.AboutPerson, Subject: boy, On: record.Day(2026, 9, 3), Note: text("hij speelt graag buiten")},
	}
	in.Concerns = []*record.Concern{{
		Head: head(id(40)), Number: 7, Scope: record.ScopeHousehold, Household: home, About: []record.ID{boy}, Level: record.LevelWorried, State: record.ConcernDiscussed,
		Seen: text("hij slaapt slecht"), SeenOn: record.Day(2026, 8, 1), Sources: []record.Source{record.SourceSchool}, Think: text("misschien mist hij zijn oma"), Wish: text("weer slapen"),
	}}
	in.Referrals = []*record.Referral{{
		Head: head(id(50)), Number: 42, Way: record.WayOut, Household: home, Parent: mother, Children: []record.ID{boy}, Partner: partner, State: record.ReferralSent,
		Question: text("wie denkt mee"), SentOn: record.Day(2026, 10, 1), Delivery: id(60), Seen: text("in Zuiderwijk kent niemand hen"),
	}}
	in.Consents = []*record.Consent{
		{Head: head(id(51)), Referral: id(50), Subjects: []record.ID{mother, boy}, Giver: mother, Recipient: partner, Receiver: text("Marieke"), Answer: record.AnswerYes, Way: record.WayReadAloud, Purpose: record.PurposeMeet, On: record.Day(2026, 9, 30), Groups: []record.FieldGroup{record.GroupName}},
		{Head: head(id(52)), Referral: id(50), Subjects: []record.ID{boy}, Giver: father, Recipient: partner, Answer: record.AnswerYes, Way: record.WayPaper, Purpose: record.PurposeMeet, On: record.Day(2026, 9, 30), Withdrawn: record.Day(2026, 10, 5)},
	}
	in.Sent = []access.Sent{{
		Delivery: &record.Delivery{Head: head(id(60)), Of: id(50), What: record.KindReferral, Partner: partner, Receiver: text("Marieke"), Way: record.MethodEndpoint, Consents: []record.ID{id(51), id(52)},
			State: record.DeliveryReadable, QueuedAt: time.Date(2026, 10, 1, 9, 0, 0, 0, time.UTC), SentAt: time.Date(2026, 10, 1, 9, 0, 1, 0, time.UTC), ReadableAt: time.Date(2026, 10, 2, 9, 0, 0, 0, time.UTC)},
		Lines: []access.Line{{Label: "naam", Value: text("Fatima el Amrani"), Typed: true}, {Label: "wijk", Value: text("Zuiderwijk"), Place: true}, {Label: "vraag", Value: text("wie denkt mee in 3081 AB"), Typed: true}},
	}}
	in.Answers = []*record.Feedback{{Head: head(id(61)), Of: id(50), Stand: record.StandAccepted, Text: text("wij komen langs"), From: text("Marieke"), CameAt: time.Date(2026, 10, 3, 9, 0, 0, 0, time.UTC)}}
	in.Meetings = []*record.Meeting{{Head: record.Head{ID: id(70), Revision: 1}, Type: record.MeetingCoffee, On: record.Day(2026, 7, 1), Place: text("Buurthuis De Brug"), Heads: 4, Names: []record.ID{mother}, Note: text("er was ruzie")}}
	in.Tasks = []*record.Task{{Head: record.Head{ID: id(80), Revision: 1}, Text: text("Fatima bellen over de uitslag"), Due: record.Day(2026, 12, 1)}}
	return in
}

// asked is the family as somebody asks for a paper about a person; the zero subject is the family as a whole.
func asked(subject, by record.ID) access.Input {
	in := family()
	in.Subject, in.AskedBy = subject, by
	if subject.Zero() {
		in.Household = home
	}
	return in
}

func collect(t fataler, in access.Input) []access.Passage {
	t.Helper()
	all, err := access.Collect(printer(t, "nl"), in)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// everything decides that every passage goes in.
func everything(all []access.Passage) access.Decisions {
	d := access.Decisions{}
	for _, p := range all {
		d.Decide(p, access.ChoiceIn, record.Private{})
	}
	return d
}

func compose(t fataler, tag string, in access.Input) access.Paper {
	t.Helper()
	p := printer(t, tag)
	all, err := access.Collect(p, in)
	if err != nil {
		t.Fatal(err)
	}
	paper, err := access.Compose(p, printer(t, "nl"), in, all, everything(all))
	if err != nil {
		t.Fatal(err)
	}
	return paper
}
