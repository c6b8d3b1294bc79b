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
	From  Date         `json:"from,omitzero"`
	To    Date         `json:"to,omitzero"`
	Spoke Date         `json:"spoke,omitzero"` // last spoken

	Languages []string `json:"languages,omitzero"` // ISO 639-3 (003 L865-L869)
}

// PartnerType is what sort of organisation a partner is.
type PartnerType string

// The types.
const (
	PartnerCJG       PartnerType = "cjg" // CJG, wijkteam, buurtteam, OKC: whatever it is called there
	PartnerJGZ       PartnerType = "jgz"
	PartnerSchool    PartnerType = "school"
	PartnerWelfare   PartnerType = "welfare"
	PartnerCommunity PartnerType = "community" // zelforganisatie
	PartnerHealth    PartnerType = "health"
	PartnerTown      PartnerType = "town" // gemeente
	PartnerOther     PartnerType = "other"
)

// PartnerTypes lists them.
func PartnerTypes() []PartnerType {
	return []PartnerType{
		PartnerCJG, PartnerJGZ, PartnerSchool, PartnerWelfare, PartnerCommunity, PartnerHealth, PartnerTown, PartnerOther,
	}
}

// Partner is an organisation that can help (wie kan helpen; sociale kaart), with its contact persons. Organisations are no
// personal data; their contact persons are.
type Partner struct {
	Head
	Type         PartnerType `json:"type"`
	Name         Private     `json:"name"`
	Local        Private     `json:"local,omitzero"`  // how it is called here
	Inside       Private     `json:"inside,omitzero"` // what is inside it here: JGZ? school? wijkteam?
	Offer        Private     `json:"offer,omitzero"`
	Criteria     Private     `json:"criteria,omitzero"`
	AgeFrom      int         `json:"ageFrom,omitzero"`
	AgeTo        int         `json:"ageTo,omitzero"`
	Hours        Private     `json:"hours,omitzero"`
	Phone        Private     `json:"phone,omitzero"`
	Municipality string      `json:"municipality,omitzero"`
	Serves       []string    `json:"serves,omitzero"` // gemeenten that it works for, when more or others than where it is
	Areas        []Private   `json:"areas,omitzero"`  // wijken or postcodes of four digits that it works for; none is the whole gemeente
	Ring         int         `json:"ring,omitzero"`   // kring (schil), 1 is nearest
	Norm         int         `json:"norm,omitzero"`   // reply norm in calendar days; 0 means none agreed
	Endpoint     ID          `json:"endpoint,omitzero"`
	Officers     []Officer   `json:"officers,omitzero"`
	Note         Private     `json:"note,omitzero"`
}

// Kind is KindPartner.
func (p *Partner) Kind() Kind { return KindPartner }

// Validate checks names, ages and the norm.
func (p *Partner) Validate(Date) Problems {
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
	for i, area := range p.Areas {
		ps.short("areas."+strconv.Itoa(i), area, LimitName)
	}
	if p.AgeFrom < 0 || p.AgeTo < 0 || p.AgeTo > 0 && p.AgeTo < p.AgeFrom {
		ps.add("ageTo", "count.range")
	}
	if p.Norm < 0 || p.Norm > 365 {
		ps.add("norm", "count.range")
	}
	for i, o := range p.Officers {
		field := "officers." + strconv.Itoa(i)
		ps.required(field+".id", o.ID.Zero())
		ps.required(field+".first", o.First.Empty())
		ps.short(field+".first", o.First, LimitName)
		ps.short(field+".last", o.Last, LimitName)
		ps.short(field+".job", o.Job, LimitName)
		ps.short(field+".phone", o.Phone, LimitName)
		ps.short(field+".mail", o.Mail, LimitName)
		ps.order(field+".to", o.From, o.To)
		enums(&ps, field+".roles", o.Roles, FormalRoles())
	}
	return ps
}

// Officer finds a contact person; ok is false when there is none with that id.
func (p *Partner) Officer(id ID) (Officer, bool) {
	for _, o := range p.Officers {
		if o.ID == id {
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

// Row is the partner as a list shows it.
func (p *Partner) Row() Row {
	r := Row{ID: p.ID, Kind: KindPartner, Title: Cut(p.Called()), State: string(p.Type), Number: uint32(max(p.Norm, 0)), Link: p.Endpoint}
	if len(p.Officers) > 0 {
		r.Detail = Cut(p.Officers[0].First)
	}
	return r
}
