package record

import (
	"slices"
	"strconv"
)

// HelpTopic is what help is about: the questions of 004 L160-L256, L270-L272, L332, L708, L720-L725, L885 and the offers of 004 L210-L272, L382, L445, L657.
type HelpTopic string

// The topics.
const (
	HelpRaising    HelpTopic = "raising"    // opvoed- en opgroeivragen (004 L256, L885)
	HelpFeeding    HelpTopic = "feeding"    // voeding, overgewicht (004 L885, L270)
	HelpSleep      HelpTopic = "sleep"      // slaappatronen (004 L885)
	HelpPregnancy  HelpTopic = "pregnancy"  // zwangerschap, huisbezoek, zwangerschapsgymnastiek (004 L204, L264)
	HelpPlay       HelpTopic = "play"       // VVE, peuterspeelzaal (004 L272)
	HelpSchool     HelpTopic = "school"     // schoolmaatschappelijk werk, schoolcounseling (004 L210, L445)
	HelpDivorce    HelpTopic = "divorce"    // echtscheiding, KIES (004 L236)
	HelpViolence   HelpTopic = "violence"   // huiselijk geweld, kindermishandeling (004 L225, L240)
	HelpNuisance   HelpTopic = "nuisance"   // overlast, criminaliteit (004 L225)
	HelpMoney      HelpTopic = "money"      // schuldsanering (004 L725)
	HelpPractical  HelpTopic = "practical"  // praktische vragen (004 L708)
	HelpHousing    HelpTopic = "housing"    // geld en wonen, the first of the five leefgebieden (PRODUCT.md)
	HelpMind       HelpTopic = "mind"       // psychosociale zorg (004 L238)
	HelpDisability HelpTopic = "disability" // verstandelijke beperking (004 L156, L720)
	HelpMany       HelpTopic = "many"       // multiproblematiek (004 L242, L394, L696)
	HelpSocial     HelpTopic = "social"     // sociale vaardigheidstraining (004 L236)
	HelpHome       HelpTopic = "home"       // thuisbegeleiding, gezinsbegeleiding (004 L224, L240)
	HelpNetwork    HelpTopic = "network"    // Eigen Kracht-conferentie: with the own circle (004 L657)
	HelpCourse     HelpTopic = "course"     // cursus, voorlichting, Triple P (004 L264, L382)
	HelpLanguage   HelpTopic = "language"   // taal (003 L664)
	HelpMeeting    HelpTopic = "meeting"    // mensen ontmoeten: koffiegroep, moedergroep, vadergroep (003 L831, L502)
	HelpOther      HelpTopic = "other"
)

// HelpTopics lists them.
func HelpTopics() []HelpTopic {
	return []HelpTopic{
		HelpRaising, HelpFeeding, HelpSleep, HelpPregnancy, HelpPlay, HelpSchool, HelpDivorce, HelpViolence, HelpNuisance, HelpMoney,
		HelpPractical, HelpHousing, HelpMind, HelpDisability, HelpMany, HelpSocial, HelpHome, HelpNetwork, HelpCourse, HelpLanguage,
		HelpMeeting, HelpOther,
	}
}

// Setting is where and how help is given (004 L230, L264, L306, L344).
type Setting string

// The settings.
const (
	SettingDesk   Setting = "desk"   // inloop, spreekuur
	SettingHome   Setting = "home"   // huisbezoek
	SettingGroup  Setting = "group"  // cursus, groep
	SettingSchool Setting = "school" // spreekuren in scholen en peuterspeelzalen (004 L482)
	SettingPhone  Setting = "phone"  // telefonisch spreekuur
	SettingOnline Setting = "online" // virtueel loket (004 L256)
	SettingOther  Setting = "other"
)

// Settings lists them.
func Settings() []Setting {
	return []Setting{SettingDesk, SettingHome, SettingGroup, SettingSchool, SettingPhone, SettingOnline, SettingOther}
}

// Price is whether a family pays; empty is not known.
type Price string

// The prices.
const (
	PriceFree    Price = "free"
	PriceSmall   Price = "small"   // a small own part
	PricePaid    Price = "paid"    // must be paid
	PriceDecided Price = "decided" // free with a beschikking of the gemeente (002 L1314)
)

// Prices lists them.
func Prices() []Price { return []Price{PriceFree, PriceSmall, PricePaid, PriceDecided} }

// Wait is how long a family waits for an offer (004 L514 wachtlijsten); empty is not known.
type Wait string

// The waits.
const (
	WaitNone   Wait = "none"   // can come at once
	WaitWeeks  Wait = "weeks"  // up to a month
	WaitMonths Wait = "months" // one to three months
	WaitLong   Wait = "long"   // more than three months
	WaitClosed Wait = "closed" // nobody is taken on now
)

// Waits lists them, shortest first.
func Waits() []Wait { return []Wait{WaitNone, WaitWeeks, WaitMonths, WaitLong, WaitClosed} }

// Within is what is inside an organisation here, or under its roof (002 L1274, L1370-L1378; 004 L230).
type Within string

// What can be inside.
const (
	WithinTeam      Within = "team"      // wijkteam, jeugdteam
	WithinJGZ       Within = "jgz"       // consultatiebureau, schoolarts
	WithinSchool    Within = "school"    // school
	WithinPlay      Within = "play"      // peuterspeelzaal, kinderdagverblijf
	WithinSocial    Within = "social"    // maatschappelijk werk
	WithinMidwife   Within = "midwife"   // verloskundige, kraamzorg (004 L264, L288)
	WithinDoctor    Within = "doctor"    // huisarts (004 L334)
	WithinTown      Within = "town"      // Wmo-loket, gemeentehuis, werk en inkomen (004 L256, L306)
	WithinDebt      Within = "debt"      // schuldhulp
	WithinCourse    Within = "course"    // eigen cursusbureau (002 L1374)
	WithinVolunteer Within = "volunteer" // vrijwilligers, maatjes
	WithinOther     Within = "other"
)

// Withins lists them.
func Withins() []Within {
	return []Within{
		WithinTeam, WithinJGZ, WithinSchool, WithinPlay, WithinSocial, WithinMidwife, WithinDoctor, WithinTown, WithinDebt, WithinCourse,
		WithinVolunteer, WithinOther,
	}
}

// Offer is one thing that a partner does for families.
type Offer struct {
	Name      Private     `json:"name"`
	Topics    []HelpTopic `json:"topics,omitzero"` // what it is about
	What      Private     `json:"what,omitzero"`
	For       Private     `json:"for,omitzero"`       // for whom, and for whom not
	Expecting bool        `json:"expecting,omitzero"` // also before the birth (004 L204: from minus nine months)
	AgeFrom   int         `json:"ageFrom,omitzero"`   // years of the child or youth; 0 with AgeTo 0 is not known
	AgeTo     int         `json:"ageTo,omitzero"`     // inclusive
	Languages []string    `json:"languages,omitzero"` // ISO 639-3, spoken there; empty is not known
	Cost      Price       `json:"cost,omitzero"`      // empty is not known
	Wait      Wait        `json:"wait,omitzero"`      // empty is not known
	Settings  []Setting   `json:"settings,omitzero"`  // where and how
}

// The most a partner holds, so that a record stays a page that somebody can read.
const (
	LimitOffers   = 40
	LimitOfficers = 40
	LimitAreas    = 60
	LimitAge      = 120 // years
)

// Blank reports whether nothing is written of the offer.
func (o Offer) Blank() bool {
	return o.Name.Empty() && o.What.Empty() && o.For.Empty() && len(o.Topics)+len(o.Languages)+len(o.Settings) == 0 &&
		o.AgeFrom == 0 && o.AgeTo == 0 && o.Cost == "" && o.Wait == "" && !o.Expecting
}

func (o *Offer) check(ps *Problems, field string) {
	ps.required(field+".name", o.Name.Empty())
	ps.short(field+".name", o.Name, LimitName)
	ps.long(field+".what", o.What)
	ps.short(field+".for", o.For, LimitShort)
	ps.band(field+".ageTo", o.AgeFrom, o.AgeTo)
	ps.tongues(field+".languages", o.Languages)
	enums(ps, field+".topics", o.Topics, HelpTopics())
	enum(ps, field+".cost", o.Cost, Prices(), false)
	enum(ps, field+".wait", o.Wait, Waits(), false)
	enums(ps, field+".settings", o.Settings, Settings())
}

// band checks an age band in years.
func (ps *Problems) band(field string, from, to int) {
	if from < 0 || to < 0 || from > LimitAge || to > LimitAge || to > 0 && to < from {
		ps.add(field, "ages")
	}
}

// tongues checks codes of languages: three small letters each, none twice.
func (ps *Problems) tongues(field string, codes []string) {
	for i, code := range codes {
		if len(code) != 3 || slices.ContainsFunc([]byte(code), func(c byte) bool { return c < 'a' || c > 'z' }) || slices.Contains(codes[:i], code) {
			ps.add(field+"."+strconv.Itoa(i), "unknown")
		}
	}
}

// LimitPhoto is the most bytes of a small picture of a face, after Schakel made it small.
const LimitPhoto = 32 << 10

// photo checks a small picture: package portrait made it, so it is a JPEG of a few kilobytes.
func (ps *Problems) photo(field string, data []byte) {
	if len(data) > LimitPhoto || len(data) > 0 && (len(data) < 4 || data[0] != 0xff || data[1] != 0xd8) {
		ps.add(field, "photo")
	}
}

// Weekday is a day of the week on which somebody can be reached (003 L695: times in a profile).
type Weekday string

// The days.
const (
	Monday    Weekday = "mon"
	Tuesday   Weekday = "tue"
	Wednesday Weekday = "wed"
	Thursday  Weekday = "thu"
	Friday    Weekday = "fri"
	Saturday  Weekday = "sat"
	Sunday    Weekday = "sun"
)

// Weekdays lists them, Monday first.
func Weekdays() []Weekday {
	return []Weekday{Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday}
}

// DayPart is a part of the day: informal workers work outside office hours (003 L573).
type DayPart string

// The parts.
const (
	Morning   DayPart = "morning"
	Afternoon DayPart = "afternoon"
	Evening   DayPart = "evening"
)

// DayParts lists them.
func DayParts() []DayPart { return []DayPart{Morning, Afternoon, Evening} }

// Slot is one part of one day of the week.
type Slot struct {
	Day  Weekday `json:"day"`
	Part DayPart `json:"part"`
}

func (ps *Problems) slots(field string, all []Slot) {
	for i, s := range all {
		at := field + "." + strconv.Itoa(i)
		enum(ps, at+".day", s.Day, Weekdays(), true)
		enum(ps, at+".part", s.Part, DayParts(), true)
		if slices.Contains(all[:i], s) {
			ps.add(at, "unknown")
		}
	}
}
