package record

import "strconv"

// Officer is a contact person at a partner, with a first name that a family can hear.
type Officer struct {
	ID    ID           `json:"id"`
	First Private      `json:"first"`
	Last  Private      `json:"last,omitzero"`
	Job   Private      `json:"job,omitzero"`
	Phone Private      `json:"phone,omitzero"`
	Mail  Private      `json:"mail,omitzero"`
	Roles []FormalRole `json:"roles,omitzero"` // what this person does for us
	From  Date         `json:"from,omitzero"`  // the first day that this person does so
	To    Date         `json:"to,omitzero"`    // the day from which no more; on it the person is gone
	Spoke Date         `json:"spoke,omitzero"` // last spoken

	Prefer    ChannelKind `json:"prefer,omitzero"`    // how this person is reached best
	Reach     Private     `json:"reach,omitzero"`     // "zo bereik je": another channel, a day, a desk
	Languages []string    `json:"languages,omitzero"` // ISO 639-3 (003 L865-L869)
	Photo     []byte      `json:"photo,omitzero"`     // a small JPEG, by choice; never printed in a list, exported as CSV or sent
	Successor ID          `json:"successor,omitzero"` // who took over, at the same partner (003 L340; 002 L588-L598)
	Remind    int         `json:"remind,omitzero"`    // months after which Vandaag says once that it is long ago; 0 never
}

// Reminders are the choices for Remind, in months.
func Reminders() []int { return []int{0, 3, 6, 12} }

// Gone reports whether a contact person does not work there any more on a day.
func (o *Officer) Gone(on Date) bool { return !o.To.Zero() && !o.To.After(on) }

// Due is the day on which it is long ago that the worker spoke with this person; zero when nothing reminds, or they never spoke.
func (o *Officer) Due() Date {
	if o.Remind <= 0 || o.Spoke.Zero() {
		return Date{}
	}
	return DateOf(o.Spoke.Midnight().AddDate(0, o.Remind, 0))
}

// PartnerType is what sort of organisation a partner is (002 L373, L485-L661, L1200, L1354; 004 L55-L76, L225-L226).
type PartnerType string

// The types. The last three do not exist any more and are kept as "vroeger": an old address book has them.
const (
	PartnerCJG        PartnerType = "cjg" // CJG, wijkteam, buurtteam, OKC: whatever it is called there
	PartnerJGZ        PartnerType = "jgz"
	PartnerSchool     PartnerType = "school"
	PartnerPlay       PartnerType = "play" // peuterspeelzaal, kinderdagverblijf (002 L1360, L1410; 004 L266)
	PartnerWelfare    PartnerType = "welfare"
	PartnerSocial     PartnerType = "social"    // algemeen maatschappelijk werk (004 L376)
	PartnerCommunity  PartnerType = "community" // zelforganisatie
	PartnerFaith      PartnerType = "faith"     // moskee, kerk, tempel (004 L226)
	PartnerHealth     PartnerType = "health"
	PartnerBirth      PartnerType = "birth"      // verloskundige, kraamzorg (004 L264, L288)
	PartnerDisability PartnerType = "disability" // MEE (004 L156)
	PartnerCare       PartnerType = "care"       // gespecialiseerde jeugdhulp (002 L1314)
	PartnerSafe       PartnerType = "safe"       // Veilig Thuis (PRODUCT.md, law 10)
	PartnerGuardian   PartnerType = "guardian"   // voogdij, Nidos (PRODUCT.md, Household)
	PartnerCircle     PartnerType = "circle"     // Eigen Kracht Centrale (004 L661)
	PartnerDebt       PartnerType = "debt"       // schuldhulp (004 L725)
	PartnerTruancy    PartnerType = "truancy"    // leerplicht (002 L844, L914)
	PartnerLibrary    PartnerType = "library"    // bibliotheek (004 L483)
	PartnerPolice     PartnerType = "police"     // politie, wijkagent (004 L225)
	PartnerTown       PartnerType = "town"       // gemeente
	PartnerWasBJZ     PartnerType = "wasbjz"     // vroeger: Bureau Jeugdzorg (004 L392)
	PartnerWasZAT     PartnerType = "waszat"     // vroeger: zorg- en adviesteam (002 L811; 004 L210)
	PartnerWasAMK     PartnerType = "wasamk"     // vroeger: Advies- en Meldpunt Kindermishandeling (PRODUCT.md, Records)
	PartnerOther      PartnerType = "other"
)

// PartnerTypes lists them.
func PartnerTypes() []PartnerType {
	return []PartnerType{
		PartnerCJG, PartnerJGZ, PartnerSchool, PartnerPlay, PartnerWelfare, PartnerSocial, PartnerCommunity, PartnerFaith, PartnerHealth,
		PartnerBirth, PartnerDisability, PartnerCare, PartnerSafe, PartnerGuardian, PartnerCircle, PartnerDebt, PartnerTruancy,
		PartnerLibrary, PartnerPolice, PartnerTown, PartnerOther, PartnerWasBJZ, PartnerWasZAT, PartnerWasAMK,
	}
}

// Former reports whether organisations of the type do not exist any more: they are kept, and never found as help.
func (t PartnerType) Former() bool {
	return t == PartnerWasBJZ || t == PartnerWasZAT || t == PartnerWasAMK
}

// Partner is an organisation that can help (wie kan helpen; sociale kaart), with its contact persons. Organisations are no
// personal data; their contact persons are.
type Partner struct {
	Head
	Type         PartnerType `json:"type"`
	Name         Private     `json:"name"`
	Local        Private     `json:"local,omitzero"`  // how it is called here
	Inside       Private     `json:"inside,omitzero"` // what is inside it here: JGZ? school? wijkteam?
	Within       []Within    `json:"within,omitzero"` // the same, as a list
	Offer        Private     `json:"offer,omitzero"`  // what it offers in one text
	Offers       []Offer     `json:"offers,omitzero"` // the same, one by one
	Criteria     Private     `json:"criteria,omitzero"`
	AgeFrom      int         `json:"ageFrom,omitzero"`
	AgeTo        int         `json:"ageTo,omitzero"`
	Hours        Private     `json:"hours,omitzero"`
	Phone        Private     `json:"phone,omitzero"`
	Municipality string      `json:"municipality,omitzero"` // where it is: a CBS code, or what was typed
	Serves       []string    `json:"serves,omitzero"`       // gemeenten that it works for, when more or others than where it is
	Areas        []Private   `json:"areas,omitzero"`        // wijken or postcodes of four digits that it works for; none is the whole gemeente
	Ring         int         `json:"ring,omitzero"`         // kring (schil), 1 is nearest, 3 is 3 and further (004 L811)
	Norm         int         `json:"norm,omitzero"`         // reply norm in calendar days; 0 means none agreed
	Endpoint     ID          `json:"endpoint,omitzero"`
	Officers     []Officer   `json:"officers,omitzero"`
	Note         Private     `json:"note,omitzero"`
}

// Kind is KindPartner.
func (p *Partner) Kind() Kind { return KindPartner }

// Validate checks names, ages and the norm.
func (p *Partner) Validate(today Date) Problems {
	var ps Problems
	enum(&ps, "type", p.Type, PartnerTypes(), true)
	ps.required("name", p.Name.Empty())
	ps.short("name", p.Name, LimitName)
	ps.short("local", p.Local, LimitName)
	ps.short("phone", p.Phone, LimitName)
	ps.short("inside", p.Inside, LimitShort)
	ps.short("hours", p.Hours, LimitShort)
	ps.long("offer", p.Offer)
	ps.long("criteria", p.Criteria)
	ps.long("note", p.Note)
	ps.band("ageTo", p.AgeFrom, p.AgeTo)
	if p.Norm < 0 || p.Norm > LimitNorm {
		ps.add("norm", "count.range")
	}
	if p.Ring < 0 || p.Ring > Rings {
		ps.add("ring", "count.range")
	}
	p.places(&ps)
	enums(&ps, "within", p.Within, Withins())
	ps.most("offers", len(p.Offers), LimitOffers)
	for i := range p.Offers {
		p.Offers[i].check(&ps, "offers."+strconv.Itoa(i))
	}
	ps.most("officers", len(p.Officers), LimitOfficers)
	for i := range p.Officers {
		p.officer(&ps, i, today)
	}
	return ps
}

// Rings is how many circles of partners there are around a family; the last one is "and further".
const Rings = 3

// LimitNorm is the longest norm, in days.
const LimitNorm = 365

func (p *Partner) places(ps *Problems) {
	ps.short("municipality", Text(p.Municipality), LimitName)
	ps.most("serves", len(p.Serves), LimitAreas)
	for i, town := range p.Serves {
		ps.short("serves."+strconv.Itoa(i), Text(town), LimitName)
	}
	ps.most("areas", len(p.Areas), LimitAreas)
	for i, area := range p.Areas {
		ps.short("areas."+strconv.Itoa(i), area, LimitName)
	}
}

func (ps *Problems) most(field string, n, limit int) {
	if n > limit {
		ps.add(field, "too_many", "Limit", strconv.Itoa(limit))
	}
}

func (p *Partner) officer(ps *Problems, i int, today Date) {
	o, field := &p.Officers[i], "officers."+strconv.Itoa(i)
	ps.required(field+".id", o.ID.Zero())
	ps.required(field+".first", o.First.Empty())
	ps.short(field+".first", o.First, LimitName)
	ps.short(field+".last", o.Last, LimitName)
	ps.short(field+".job", o.Job, LimitName)
	ps.short(field+".phone", o.Phone, LimitName)
	ps.short(field+".mail", o.Mail, LimitName)
	ps.short(field+".reach", o.Reach, LimitShort)
	ps.order(field+".to", o.From, o.To)
	ps.past(field+".spoke", o.Spoke, today)
	ps.photo(field+".photo", o.Photo)
	ps.tongues(field+".languages", o.Languages)
	enum(ps, field+".prefer", o.Prefer, ChannelKinds(), false)
	enums(ps, field+".roles", o.Roles, FormalRoles())
	if o.Remind < 0 || o.Remind > 60 {
		ps.add(field+".remind", "count.range")
	}
	if !o.Successor.Zero() {
		if _, ok := p.Officer(o.Successor); !ok || o.Successor == o.ID || p.around(i) {
			ps.add(field+".successor", "successor")
		}
	}
}

// around reports whether following who took over leads back to where it began.
func (p *Partner) around(i int) bool {
	at := p.Officers[i]
	for range p.Officers {
		next, ok := p.Officer(at.Successor)
		if !ok {
			return false
		}
		if next.ID == p.Officers[i].ID {
			return true
		}
		at = next
	}
	return true
}

// Now is who does on a day what a contact person did: the person, or whoever took over, however often. ok is false when the person is
// gone and nobody took over.
func (p *Partner) Now(id ID, on Date) (o Officer, ok bool) {
	o, ok = p.Officer(id)
	for range p.Officers {
		if !ok || !o.Gone(on) {
			return o, ok
		}
		o, ok = p.Officer(o.Successor)
	}
	return Officer{}, false
}

// Current lists the contact persons who work there on a day.
func (p *Partner) Current(on Date) []Officer {
	var all []Officer
	for i := range p.Officers {
		if !p.Officers[i].Gone(on) {
			all = append(all, p.Officers[i])
		}
	}
	return all
}

// Officer finds a contact person; ok is false when there is none with that id.
func (p *Partner) Officer(id ID) (Officer, bool) {
	for _, o := range p.Officers {
		if o.ID == id && !id.Zero() {
			return o, true
		}
	}
	return Officer{}, false
}

// Called is the local name, else the name.
func (p *Partner) Called() Private {
	if p.Local.Empty() {
		return p.Name
	}
	return p.Local
}

// Row is the partner as a list shows it, with the first contact person who did not leave; due is the first day on which it is long ago
// that the worker spoke with somebody for whom that is to be said.
func (p *Partner) Row() Row {
	r := Row{ID: p.ID, Kind: KindPartner, Title: Cut(p.Called()), State: string(p.Type), Number: uint32(max(p.Norm, 0)), Link: p.Endpoint}
	for i := range p.Officers {
		o := &p.Officers[i]
		if !o.To.Zero() {
			continue
		}
		if r.Detail.Empty() {
			r.Detail = Cut(o.First)
		}
		if due := o.Due(); !due.Zero() && (r.Due.Zero() || due.Before(r.Due)) {
			r.Due = due
		}
	}
	return r
}
