package push

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"schakel/internal/cjg"
	"schakel/internal/intake"
)

// How the other system knows what comes from here.
const (
	register   = "schakel"
	objectType = "bericht"
	objectID   = "uuid"
	channel    = "schakel"
)

// The resources of VNG Klantinteracties 0.9, as far as they are written here. Lengths are those of its document.
type (
	reference struct {
		UUID string `json:"uuid"`
	}
	list[T any] struct {
		Next    *string `json:"next"`
		Results []T     `json:"results"`
	}
	klantcontact struct {
		Referentienummer string            `json:"referentienummer,omitempty"` // 10
		Kanaal           string            `json:"kanaal"`                     // 50
		Onderwerp        string            `json:"onderwerp"`                  // 200
		Inhoud           string            `json:"inhoud"`                     // 1000; fit to disclose to the people concerned
		Taal             string            `json:"taal"`                       // ISO 639-2/B
		Vertrouwelijk    bool              `json:"vertrouwelijk"`
		PlaatsgevondenOp string            `json:"plaatsgevondenOp"`
		Metadata         map[string]string `json:"metadata"` // values of 255
	}
	objectIdentificator struct {
		ObjectID          string `json:"objectId"`
		CodeObjecttype    string `json:"codeObjecttype"`
		CodeRegister      string `json:"codeRegister"`
		CodeSoortObjectID string `json:"codeSoortObjectId"`
	}
	onderwerpobject struct {
		WasKlantcontact              *reference          `json:"wasKlantcontact"`
		Onderwerpobjectidentificator objectIdentificator `json:"onderwerpobjectidentificator"`
	}
	maakKlantcontact struct {
		Klantcontact    klantcontact    `json:"klantcontact"`
		Onderwerpobject onderwerpobject `json:"onderwerpobject"`
	}
	contactnaam struct {
		Achternaam string `json:"achternaam"` // 200
	}
	betrokkene struct {
		UUID            string       `json:"uuid,omitempty"`
		WasPartij       *reference   `json:"wasPartij"`
		HadKlantcontact *reference   `json:"hadKlantcontact"`
		Contactnaam     *contactnaam `json:"contactnaam"`
		Rol             string       `json:"rol"`             // klant or vertegenwoordiger
		Organisatienaam string       `json:"organisatienaam"` // 200
		Initiator       bool         `json:"initiator"`
		phone           string
	}
	digitaalAdres struct {
		UUID                    string     `json:"uuid,omitempty"`
		VerstrektDoorBetrokkene *reference `json:"verstrektDoorBetrokkene"`
		VerstrektDoorPartij     *reference `json:"verstrektDoorPartij"`
		Adres                   string     `json:"adres"` // 80
		SoortDigitaalAdres      string     `json:"soortDigitaalAdres"`
		Omschrijving            string     `json:"omschrijving"` // 40
	}
	internetaak struct {
		UUID                         string     `json:"uuid,omitempty"`
		Referentienummer             string     `json:"referentienummer,omitempty"` // 10
		AanleidinggevendKlantcontact *reference `json:"aanleidinggevendKlantcontact"`
		GevraagdeHandeling           string     `json:"gevraagdeHandeling"` // 200
		Toelichting                  string     `json:"toelichting"`        // 1000
		Status                       string     `json:"status"`             // te_verwerken or verwerkt
		AfgehandeldOp                *string    `json:"afgehandeldOp"`
	}
)

func identificator(id string) objectIdentificator {
	return objectIdentificator{ObjectID: id, CodeObjecttype: objectType, CodeRegister: register, CodeSoortObjectID: objectID}
}

// same reports whether two betrokkenen are one.
func (b betrokkene) same(other betrokkene) bool {
	name := func(b betrokkene) string {
		if b.Contactnaam == nil {
			return ""
		}
		return b.Contactnaam.Achternaam
	}
	return b.Rol == other.Rol && name(b) == name(other) && b.Organisatienaam == other.Organisatienaam
}

// klantCase is a case in the words of the interface.
type klantCase struct {
	id, number string
	contact    klantcontact
	people     []betrokkene
	task       internetaak
}

// klantOf maps a case; ok is false for a document of a kind that does not go on.
func klantOf(m intake.Matter) (c klantCase, ok bool) {
	b, ok := briefOf(m.Document)
	if !ok {
		return klantCase{}, false
	}
	c = klantCase{id: m.ID.String(), number: b.number}
	c.contact = klantcontact{
		Referentienummer: fit(b.number, 10), Kanaal: channel, Onderwerp: fit(b.reason, 200), Inhoud: fit(cjg.Disclaimer, 1000), Taal: "dut",
		Vertrouwelijk: true, PlaatsgevondenOp: m.Arrived.UTC().Format(time.RFC3339), Metadata: metadata(m, b),
	}
	if r, ok := m.Document.(*cjg.Referral); ok {
		c.contact.Taal = spoken(r.People)
		for i, agreed := range r.Consents {
			c.contact.Metadata["toestemming_"+strconv.Itoa(i+1)] = fit(consentLine(agreed), 255)
		}
		for _, p := range r.People {
			c.people = append(c.people, betrokkene{Contactnaam: named(p.Name, said(p.Role)), Rol: "klant", phone: number(p.Phone)})
		}
	}
	// The enumeration has no better role for the worker who speaks for the family; the organisation says who it is.
	c.people = append(c.people, betrokkene{
		Contactnaam: named(b.from.Name, ""), Rol: "vertegenwoordiger", Organisatienaam: fit(join(", ", b.from.Title, b.from.Organisation), 200),
		Initiator: true, phone: number(b.from.Phone),
	})
	c.task = taskOf(m, b)
	return c, true
}

func metadata(m intake.Matter, b brief) map[string]string {
	out := map[string]string{
		"bron": register, "bron_id": m.ID.String(), "soort": string(m.Kind), "versie": strconv.FormatUint(uint64(m.Version), 10),
		"stand": string(m.State), "terugkoppelingGewenst": "nee",
	}
	if b.wantsReply {
		out["terugkoppelingGewenst"] = "ja"
	}
	if r, ok := m.Document.(*cjg.Referral); ok && r.Urgency != "" {
		out["dringend"] = r.Urgency
	}
	if s, ok := m.Document.(*cjg.Signal); ok && len(s.Areas) > 0 {
		out["leefgebieden"] = fit(strings.Join(s.Areas, " "), 255)
	}
	return out
}

func consentLine(a cjg.Agreed) string {
	until := ""
	if a.ValidUntil != "" {
		until = "tot " + a.ValidUntil
	}
	return join(", ", a.By, a.Capacity, a.Way, a.Date, until, strings.Join(a.Groups, " "))
}

// taskOf is what somebody over there has to do. What was taken back stands there as done, without what it was about.
func taskOf(m intake.Matter, b brief) internetaak {
	t := internetaak{
		Referentienummer: fit(b.number, 10), GevraagdeHandeling: fit(b.question, 200), Toelichting: fit(b.situation, 1000), Status: "te_verwerken",
	}
	if t.GevraagdeHandeling == "" {
		t.GevraagdeHandeling = fit(b.reason, 200)
	}
	done := time.Time{}
	switch m.State {
	case intake.StateDeclined:
		done = m.Answered
	case intake.StateKept:
		done = m.Closed
	case intake.StateRecalled:
		done = m.Recalled
		t.GevraagdeHandeling, t.Toelichting = "Ingetrokken: niet meer gebruiken", "De afzender heeft dit bericht ingetrokken. Beslis in het postvak van Schakel wat ermee gebeurt."
	}
	if !done.IsZero() {
		at := done.UTC().Format(time.RFC3339)
		t.Status, t.AfgehandeldOp = "verwerkt", &at
	}
	return t
}

// spoken is the language of the first grown-up who has one.
func spoken(people []cjg.Person) string {
	for _, p := range people {
		if p.Role != "kind" && len(p.Languages) > 0 {
			return bibliographic(p.Languages[0])
		}
	}
	return "und"
}

func named(name, otherwise string) *contactnaam {
	if name == "" {
		name = otherwise
	}
	return &contactnaam{Achternaam: fit(name, 200)}
}

// number is a phone number without what stands between its digits.
func number(phone string) string {
	return fit(strings.NewReplacer(" ", "", "-", "", "(", "", ")", "", ".", "", "/", "").Replace(phone), 80)
}

var phoneForm = regexp.MustCompile(`^(0[1-9][0-9]{8}|\+[0-9]{9,15}|00[0-9]{7,13})$`)

// sortOf is what kind of address a number is: the other side refuses a phone number that it cannot call.
func sortOf(number string) string {
	if phoneForm.MatchString(number) {
		return "telefoonnummer"
	}
	return "overig"
}
