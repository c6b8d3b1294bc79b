package push

import (
	"regexp"
	"strconv"
	"time"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/intake"
)

const (
	identifierSystem = "urn:ietf:rfc:3986"
	confidentiality  = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality"
	interpreter      = "http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired"
)

// fhirCase builds the entries of one case.
type fhirCase struct {
	m       intake.Matter
	entries []Entry
	subject *pointer   // of the request
	people  []*pointer // in the order of the document
	asks    *pointer   // who asks
}

// BundleOf is the transaction that makes another system hold a case as it is now. It has no entries when the case has no content: never
// readable, or taken back and destroyed.
func BundleOf(m intake.Matter) Bundle {
	c := &fhirCase{m: m}
	switch d := m.Document.(type) {
	case *cjg.Referral:
		c.family(d.People)
		c.worker(d.From)
		c.request(&serviceRequest{Priority: priorities[d.Urgency]}, nil)
		for i, agreed := range d.Consents {
			c.consent(i, agreed, d)
		}
		c.task(priorities[d.Urgency])
	case *cjg.Signal:
		c.place(d)
		c.worker(d.From)
		c.request(&serviceRequest{}, d.Areas)
		c.task("")
	case *cjg.Request:
		c.worker(d.From)
		c.task("")
	}
	return Bundle{ResourceType: "Bundle", Type: "transaction", Entry: c.entries}
}

var priorities = map[string]string{"rustig": "routine", "binnenkort": "urgent", "nu": "asap"}

// add puts a resource at its own place.
func (c *fhirCase) add(kind, part string, fill func(resource) any) *pointer {
	r := resource{ResourceType: kind, ID: resourceID(c.m.ID, part), Meta: &meta{
		Source: "urn:uuid:" + c.m.ID.String(), Security: []coding{{System: confidentiality, Code: "R", Display: "restricted"}},
	}}
	place := kind + "/" + r.ID
	c.entries = append(c.entries, Entry{Resource: fill(r), Request: Request{Method: "PUT", URL: place}})
	return &pointer{Reference: place}
}

func (c *fhirCase) identifiers(part string) []identifier {
	return []identifier{{System: identifierSystem, Value: "urn:uuid:" + resourceID(c.m.ID, "identifier "+part)}}
}

// own is the identifier of the case itself, on its request and its task.
func (c *fhirCase) own() []identifier {
	return []identifier{{System: identifierSystem, Value: "urn:uuid:" + c.m.ID.String()}}
}

// young reports whether somebody is a child or youth.
func young(p cjg.Person) bool { return p.Role == "kind" || p.Role == "jongere" }

// family makes a Patient of every child, or of the first person when there is none, and a RelatedPerson of everybody else.
func (c *fhirCase) family(people []cjg.Person) {
	c.people = make([]*pointer, len(people))
	first := 0
	for i, p := range people {
		if young(p) {
			first = i
			break
		}
	}
	for i, p := range people {
		if young(p) || i == first {
			c.people[i] = c.patient(i, p)
		}
	}
	if len(people) > 0 {
		c.subject = c.people[first]
	}
	for i, p := range people {
		if c.people[i] == nil {
			c.people[i] = c.related(i, p)
		}
	}
}

func (c *fhirCase) patient(i int, p cjg.Person) *pointer {
	part := "person " + strconv.Itoa(i)
	return c.add("Patient", part, func(r resource) any {
		out := patient{resource: r, Identifier: c.identifiers(part), Name: names(p), Telecom: phones(p.Phone), BirthDate: birth(p), Address: places(p), Communication: languages(p)}
		if p.Interpreter {
			yes := true
			out.Extension = []extension{{URL: interpreter, ValueBoolean: &yes}}
		}
		return out
	})
}

func (c *fhirCase) related(i int, p cjg.Person) *pointer {
	part := "person " + strconv.Itoa(i)
	return c.add("RelatedPerson", part, func(r resource) any {
		return relatedPerson{
			resource: r, Identifier: c.identifiers(part), Patient: *c.subject, Relationship: []concept{{Text: said(p.Role)}}, Name: names(p),
			Telecom: phones(p.Phone), BirthDate: birth(p), Address: places(p), Communication: languages(p),
		}
	})
}

func (c *fhirCase) worker(from cjg.Sender) {
	c.asks = c.add("PractitionerRole", "worker", func(r resource) any {
		out := practitionerRole{resource: r, Practitioner: &pointer{Display: from.Name}, Telecom: phones(from.Phone)}
		if from.Organisation != "" {
			out.Organization = &pointer{Display: from.Organisation}
		}
		if from.Title != "" {
			out.Code = []concept{{Text: from.Title}}
		}
		return out
	})
}

// place is what a worry about a neighbourhood is about: no person can stand there.
func (c *fhirCase) place(s *cjg.Signal) {
	c.subject = c.add("Location", "place", func(r resource) any {
		out := location{resource: r, Status: "active", Name: s.Neighbourhood}
		if out.Name == "" {
			out.Name = s.Municipality
		}
		if s.Municipality != "" {
			out.Address = &address{City: s.Municipality}
		}
		return out
	})
}

func (c *fhirCase) request(out *serviceRequest, areas []string) {
	b, _ := briefOf(c.m.Document)
	c.add("ServiceRequest", "request", func(r resource) any {
		out.resource, out.Identifier, out.Status, out.Intent = r, c.own(), "active", "proposal"
		switch c.m.State {
		case intake.StateDeclined, intake.StateRecalled, intake.StateKept:
			out.Status = "revoked"
		}
		out.Category = []concept{{Text: said(string(c.m.Kind))}}
		for _, a := range areas {
			out.Category = append(out.Category, concept{Text: a})
		}
		if b.question != "" {
			out.Code = &concept{Text: b.question}
		}
		if c.subject != nil {
			out.Subject = *c.subject
		} else {
			out.Subject = pointer{Display: "niet genoemd"}
		}
		out.AuthoredOn, out.Requester = instant(c.m.Arrived), c.asks
		if b.reason != "" {
			out.ReasonCode = []concept{{Text: b.reason}}
		}
		for _, text := range []string{b.situation, cjg.Disclaimer} {
			if text != "" {
				out.Note = append(out.Note, annotation{Text: text})
			}
		}
		return *out
	})
}

// statuses are the states of a case in the words of FHIR.
var statuses = map[intake.CaseState]string{
	intake.StateNew: "requested", intake.StateOpened: "received", intake.StateAnswered: "received", intake.StateAccepted: "accepted",
	intake.StateDeclined: "rejected", intake.StateRecalled: "cancelled", intake.StateKept: "cancelled",
}

func (c *fhirCase) task(priority string) {
	b, _ := briefOf(c.m.Document)
	c.add("Task", "task", func(r resource) any {
		out := task{
			resource: r, Identifier: c.own(), Status: statuses[c.m.State], Intent: "proposal", Priority: priority, Description: b.reason,
			AuthoredOn: instant(c.m.Arrived), LastModified: instant(c.changed()), Requester: c.asks, Business: &concept{Text: string(c.m.State)},
		}
		if c.m.Kind != envelope.Request {
			out.Focus, out.For = &pointer{Reference: "ServiceRequest/" + resourceID(c.m.ID, "request")}, c.subject
		} else if b.question != "" {
			out.Code = &concept{Text: b.question}
		}
		switch c.m.State {
		case intake.StateDeclined:
			out.StatusReason = &concept{Text: declined(c.m)}
		case intake.StateRecalled:
			out.StatusReason = &concept{Text: "Ingetrokken door de afzender"}
		case intake.StateKept:
			out.StatusReason = &concept{Text: "Ingetrokken; bewaard op de grond die is gemeld"}
		}
		if b.wantsReply {
			out.Note = []annotation{{Text: "De afzender hoort graag hoe het gaat."}}
		}
		return out
	})
}

// changed is when the case last changed.
func (c *fhirCase) changed() time.Time {
	last := c.m.Arrived
	for _, t := range []time.Time{c.m.Opened, c.m.Answered, c.m.Recalled, c.m.Closed} {
		if t.After(last) {
			last = t
		}
	}
	return last
}

func (c *fhirCase) consent(i int, a cjg.Agreed, d *cjg.Referral) {
	c.add("Consent", "consent "+strconv.Itoa(i), func(r resource) any {
		out := consent{
			resource: r, Identifier: c.identifiers("consent " + strconv.Itoa(i)), Status: "active", Patient: c.subject,
			Scope:      concept{Coding: []coding{{System: "http://terminology.hl7.org/CodeSystem/consentscope", Code: "patient-privacy"}}},
			Category:   []concept{{Coding: []coding{{System: "http://loinc.org", Code: "59284-0"}}}},
			PolicyRule: &concept{Text: "Alleen wat hier staat, alleen aan deze ontvanger, tot het wordt ingetrokken"},
			DateTime:   a.Date, Performer: []pointer{c.giver(a, d)}, Provision: provision{Type: "permit"},
			Source: &attachment{ContentType: "text/plain", Title: join(", ", a.Way, a.Capacity, a.Language)},
		}
		if c.m.State == intake.StateRecalled || c.m.State == intake.StateKept {
			out.Status = "inactive"
		}
		if a.ValidUntil != "" {
			out.Provision.Period = &period{End: a.ValidUntil}
		}
		for _, g := range a.Groups {
			out.Provision.Code = append(out.Provision.Code, concept{Text: g})
		}
		return out
	})
}

// giver is who agreed: somebody of the document where the name is the same, else the name alone.
func (c *fhirCase) giver(a cjg.Agreed, d *cjg.Referral) pointer {
	for i, p := range d.People {
		if p.Name != "" && p.Name == a.By {
			return pointer{Reference: c.people[i].Reference, Display: a.By}
		}
	}
	return pointer{Display: a.By}
}

func names(p cjg.Person) []humanName {
	if p.Name == "" {
		return nil
	}
	return []humanName{{Text: p.Name}}
}

func phones(number string) []contactPoint {
	if number == "" {
		return nil
	}
	return []contactPoint{{System: "phone", Value: number}}
}

func places(p cjg.Person) []address {
	if p.Place == "" {
		return nil
	}
	return []address{{Text: p.Place}}
}

// birth is the year of birth. An age or an expected date is no date of birth: it stands in the note.
func birth(p cjg.Person) string {
	if p.BirthYear <= 0 {
		return ""
	}
	return strconv.Itoa(p.BirthYear)
}

var tagForm = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)

func languages(p cjg.Person) []communication {
	var out []communication
	for i, l := range p.Languages {
		spoken := concept{Text: l}
		if tagForm.MatchString(l) {
			spoken.Coding = []coding{{System: "urn:ietf:bcp:47", Code: l}}
		}
		out = append(out, communication{Language: spoken, Preferred: i == 0})
	}
	return out
}

func instant(t time.Time) string { return t.UTC().Format(time.RFC3339) }
