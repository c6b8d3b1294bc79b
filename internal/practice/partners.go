package practice

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"math"
	"time"

	"schakel/internal/record"
)

// offer is one thing that an invented partner does.
type offer struct {
	partner   int // place among the organisations
	name      string
	topics    []record.HelpTopic
	what      string
	from, to  int
	languages []string
	cost      record.Price
	wait      record.Wait
	settings  []record.Setting
}

func offers() []offer {
	return []offer{
		{0, "Spreekuur opvoeden", []record.HelpTopic{record.HelpRaising, record.HelpSleep, record.HelpFeeding}, "Een gesprek van een half uur. Je mag iemand meenemen.", 0, 18,
			[]string{"nld", "tur", "eng"}, record.PriceFree, record.WaitWeeks, []record.Setting{record.SettingDesk, record.SettingPhone}},
		{0, "Rustig slapen", []record.HelpTopic{record.HelpSleep, record.HelpCourse}, "Vier avonden over slapen, met andere ouders.", 1, 6,
			[]string{"nld", "ary"}, record.PriceFree, record.WaitNone, []record.Setting{record.SettingGroup}},
		{0, "Thuis meekijken", []record.HelpTopic{record.HelpHome, record.HelpMany, record.HelpDivorce}, "Iemand komt een paar weken bij het gezin thuis.", 0, 18,
			[]string{"nld"}, record.PriceDecided, record.WaitMonths, []record.Setting{record.SettingHome}},
		{1, "Koffieochtend", []record.HelpTopic{record.HelpMeeting, record.HelpLanguage}, "Elke dinsdag, met kinderoppas.", 0, 0,
			[]string{"nld", "tur", "ary"}, record.PriceFree, record.WaitNone, []record.Setting{record.SettingGroup}},
		{2, "Consultatiebureau", []record.HelpTopic{record.HelpFeeding, record.HelpSleep, record.HelpPregnancy}, "Meten, wegen, prikken en vragen.", 0, 3,
			[]string{"nld", "eng", "pol"}, record.PriceFree, record.WaitNone, []record.Setting{record.SettingDesk, record.SettingHome}},
		{3, "Schoolmaatschappelijk werk", []record.HelpTopic{record.HelpSchool, record.HelpMind, record.HelpSocial}, "Een gesprek op school.", 4, 11,
			[]string{"nld"}, record.PriceFree, record.WaitWeeks, []record.Setting{record.SettingSchool}},
		{7, "Praktijkondersteuner jeugd", []record.HelpTopic{record.HelpMind}, "Vijf gesprekken.", 6, 17, nil, record.PriceFree, record.WaitLong, []record.Setting{record.SettingDesk, record.SettingOnline}},
		{8, "Kindpakket", []record.HelpTopic{record.HelpMoney, record.HelpHousing}, "Geld voor sport, school en een fiets.", 4, 17, []string{"nld"}, record.PriceFree, "", []record.Setting{record.SettingOther}},
		{9, "Post op orde", []record.HelpTopic{record.HelpMoney, record.HelpPractical}, "Samen door de post, met een maatje.", 0, 0, []string{"nld", "pap"}, record.PriceFree, record.WaitClosed, nil},
		{10, "Huiswerk en sport", []record.HelpTopic{record.HelpNuisance, record.HelpSchool}, "Elke middag open.", 12, 23, []string{"nld", "pap"}, record.PriceSmall, record.WaitNone, []record.Setting{record.SettingGroup}},
		{11, "Voorleesuur", []record.HelpTopic{record.HelpPlay, record.HelpOther}, "Voorlezen aan kleine kinderen.", 2, 6, []string{"nld"}, record.PriceFree, record.WaitNone, nil},
		{13, "Kraamhulp met tolk", []record.HelpTopic{record.HelpPregnancy}, "De eerste week na de geboorte.", 0, 0, []string{"nld", "ara"}, record.PricePaid, record.WaitNone, []record.Setting{record.SettingHome}},
	}
}

// enlarge adds to the partners what they do one by one, where they work, and who took over from whom.
func (w *world) enlarge() {
	for _, o := range offers() {
		p := w.partners[o.partner]
		p.Offers = append(p.Offers, record.Offer{
			Name: record.Text(o.name), Topics: o.topics, What: record.Text(o.what), AgeFrom: o.from, AgeTo: o.to, Languages: o.languages,
			Cost: o.cost, Wait: o.wait, Settings: o.settings, Expecting: o.partner == 2 || o.partner == 13,
		})
	}
	w.partners[0].Offers[1].For = record.Text("ook als er thuis geen Nederlands wordt gesproken")
	within := record.Withins()
	for i, p := range w.partners {
		p.Within = []record.Within{within[i%len(within)], within[(i*5+1)%len(within)]}
		if p.Within[0] == p.Within[1] {
			p.Within = p.Within[:1]
		}
		if p.Ring == 1 {
			p.Areas = []record.Private{record.Text("Zuiderwijk"), record.Text("Havenkwartier"), record.Text("De Weiden")}
		}
	}
	cjg := w.partners[0]
	cjg.Within = []record.Within{record.WithinTeam, record.WithinJGZ}
	cjg.Serves = []string{town}
	marieke, ineke := &cjg.Officers[0], &cjg.Officers[2]
	marieke.Languages, marieke.Prefer, marieke.Remind = []string{"nld", "tur"}, record.ChannelPhone, 6
	marieke.Reach = record.Text("dinsdag en donderdag aan de balie")
	marieke.Photo = face(0)
	ineke.Successor = marieke.ID
	for i, kind := range record.ChannelKinds() {
		w.partners[i+1].Officers[0].Prefer = kind
	}
	quiet := &w.partners[5].Officers[0] // where the worker asked to be told when it is long ago
	quiet.Remind, quiet.Spoke, quiet.Languages = 3, w.today.Add(-130), []string{"som", "nld"}
}

// still is the head of a record whose hour was not drawn, so that what is drawn for the others stays as it is.
func (w *world) still(sort string, daysAgo int) record.Head {
	at := w.today.Add(-daysAgo).Midnight().Add(13 * time.Hour)
	return record.Head{ID: w.id(sort), Created: at, Changed: at}
}

// rest are the sorts of organisations of which the worker knows little: a name, or what it was once.
func (w *world) rest() {
	for i, o := range []struct {
		kind record.PartnerType
		name string
		ring int
	}{
		{record.PartnerPlay, "Peuterspeelzaal De Rups", 1}, {record.PartnerSocial, "Maatschappelijk werk De Rots", 2},
		{record.PartnerFaith, "Moskee aan de Kade", 1}, {record.PartnerBirth, "Verloskundigen De Ooievaar", 1},
		{record.PartnerDisability, "Steunpunt Meedoen", 3}, {record.PartnerCare, "Jeugdhulp Kompasroos", 3}, {record.PartnerSafe, "Veilig Thuis", 3},
		{record.PartnerGuardian, "Voogdij De Baken", 3}, {record.PartnerCircle, "Eigen Plan", 2}, {record.PartnerDebt, "Geldloket Zuid", 2},
		{record.PartnerTruancy, "Leerplicht", 2}, {record.PartnerLibrary, "Leeszaal De Kaft", 2}, {record.PartnerPolice, "Wijkagent Zuiderwijk", 2},
		{record.PartnerWasBJZ, "Bureau Jeugdzorg", 3}, {record.PartnerWasZAT, "Zorgteam van de basisschool", 3}, {record.PartnerWasAMK, "AMK", 3},
	} {
		p := &record.Partner{Head: w.still("partner", 300-i), Type: o.kind, Name: record.Text(o.name), Ring: o.ring, Municipality: town}
		switch o.kind {
		case record.PartnerSafe:
			p.Phone = record.Text("0800-2000")
			p.Offers = []record.Offer{{Name: record.Text("Advies zonder namen"), Topics: []record.HelpTopic{record.HelpViolence}, Cost: record.PriceFree, Wait: record.WaitNone, Settings: []record.Setting{record.SettingPhone}}}
		case record.PartnerDisability:
			p.Offers = []record.Offer{{Name: record.Text("Iemand die meedenkt"), Topics: []record.HelpTopic{record.HelpDisability}}}
		case record.PartnerCircle:
			p.Offers = []record.Offer{{Name: record.Text("Plan met je eigen mensen"), Topics: []record.HelpTopic{record.HelpNetwork}, Cost: record.PriceFree}}
		}
		w.add(p)
	}
}

// addColleagues makes the cards that other workers handed over.
func (w *world) addColleagues() {
	days, roles := record.Weekdays(), record.Roles()
	for i, c := range []struct {
		name, title, about string
		languages          []string
	}{
		{"Hiwet", "sleutelpersoon", "meegaan naar school of CJG", []string{"tir", "nld", "amh"}},
		{"Ismail", "vertrouwenspersoon", "praten met vaders", []string{"som", "nld", "eng"}},
		{"Danuta", "vrijwilliger", "brieven en formulieren", []string{"pol", "nld"}},
		{"Yasmina", "contactvrouw", "moedergroepen, tolken", []string{"ary", "rif", "fra", "nld"}},
		{"Shurandy", "intermediair", "jongeren en hun ouders", []string{"pap", "nld", "spa"}},
	} {
		card := &record.Colleague{
			Head: w.still("colleague", 40+i), Name: record.Text(c.name), Title: record.Text(c.title), Languages: c.languages,
			Phone: phone(500 + i), Organisation: record.Text("Stichting Vrouwen van de Haven"), Made: w.today.Add(-41 - i), Received: w.today.Add(-40 - i),
		}
		card.For, card.Serial = record.Text(c.about), uint64(1000+i)
		card.Roles = []record.Role{roles[i], roles[(i+5)%len(roles)], roles[(i+11)%len(roles)]}
		if i > 0 {
			card.Times = []record.Slot{{Day: days[i-1], Part: record.Evening}, {Day: days[(i+2)%7], Part: record.Morning}, {Day: days[(i+4)%7], Part: record.Afternoon}}
		}
		if i == 0 {
			card.Times = []record.Slot{{Day: record.Thursday, Part: record.Morning}, {Day: record.Thursday, Part: record.Afternoon}}
			card.Photo = face(2)
		}
		card.Areas = []record.Private{record.Text("Zuiderwijk")}
		w.add(card)
	}
}

// face is a drawn face in place of a photo: nobody's.
func face(n int) []byte {
	const side = 96
	p := image.NewRGBA(image.Rect(0, 0, side, side))
	ground := []color.RGBA{{0xd8, 0xe6, 0xdc, 0xff}, {0xe6, 0xdc, 0xd0, 0xff}, {0xd6, 0xdc, 0xea, 0xff}}[n%3]
	disc := func(cx, cy, r float64, c color.RGBA) {
		for y := range side {
			for x := range side {
				if math.Hypot(float64(x)-cx, float64(y)-cy) < r {
					p.SetRGBA(x, y, c)
				}
			}
		}
	}
	disc(48, 48, 200, ground)
	disc(48, 104, 38, color.RGBA{0x4c, 0x6b, 0x72, 0xff})
	disc(48, 40, 24, color.RGBA{0x3a, 0x2c, 0x26, 0xff})
	disc(48, 46, 20, color.RGBA{0xb8, 0x8a, 0x6a, 0xff})
	disc(41, 43, 2.5, color.RGBA{0x20, 0x18, 0x14, 0xff})
	disc(55, 43, 2.5, color.RGBA{0x20, 0x18, 0x14, 0xff})
	var out bytes.Buffer
	if err := jpeg.Encode(&out, p, &jpeg.Options{Quality: 85}); err != nil {
		return nil // writing to memory does not fail
	}
	return out.Bytes()
}
