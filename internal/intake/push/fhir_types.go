package push

// The parts of FHIR R4 (4.0.1) that are written here. Names and cardinalities are those of hl7.org/fhir/R4.
type (
	// Bundle is a transaction, or the answer to one.
	Bundle struct {
		ResourceType string  `json:"resourceType"`
		Type         string  `json:"type"`
		Entry        []Entry `json:"entry,omitempty"`
	}
	// Entry is one resource with what is to be done with it.
	Entry struct {
		FullURL  string   `json:"fullUrl,omitempty"`
		Resource any      `json:"resource,omitempty"`
		Request  Request  `json:"request,omitzero"`
		Response *Outcome `json:"response,omitempty"`
	}
	// Request is the method and the place of an entry.
	Request struct {
		Method string `json:"method"`
		URL    string `json:"url"`
	}
	// Outcome is what the other side did with an entry.
	Outcome struct {
		Status string `json:"status"`
	}

	meta struct {
		Source   string   `json:"source,omitempty"`
		Security []coding `json:"security,omitempty"`
	}
	identifier struct {
		System string `json:"system"`
		Value  string `json:"value"`
	}
	coding struct {
		System  string `json:"system,omitempty"`
		Code    string `json:"code,omitempty"`
		Display string `json:"display,omitempty"`
	}
	concept struct {
		Coding []coding `json:"coding,omitempty"`
		Text   string   `json:"text,omitempty"`
	}
	pointer struct {
		Reference string `json:"reference,omitempty"`
		Display   string `json:"display,omitempty"`
	}
	humanName struct {
		Text string `json:"text"`
	}
	contactPoint struct {
		System string `json:"system"`
		Value  string `json:"value"`
	}
	address struct {
		Text string `json:"text,omitempty"`
		City string `json:"city,omitempty"`
	}
	annotation struct {
		Text string `json:"text"`
	}
	period struct {
		Start string `json:"start,omitempty"`
		End   string `json:"end,omitempty"`
	}
	communication struct {
		Language  concept `json:"language"`
		Preferred bool    `json:"preferred,omitempty"`
	}
	extension struct {
		URL          string `json:"url"`
		ValueBoolean *bool  `json:"valueBoolean,omitempty"`
	}
	resource struct {
		ResourceType string `json:"resourceType"`
		ID           string `json:"id"`
		Meta         *meta  `json:"meta,omitempty"`
	}
	patient struct {
		resource
		Extension     []extension     `json:"extension,omitempty"`
		Identifier    []identifier    `json:"identifier,omitempty"`
		Name          []humanName     `json:"name,omitempty"`
		Telecom       []contactPoint  `json:"telecom,omitempty"`
		BirthDate     string          `json:"birthDate,omitempty"`
		Address       []address       `json:"address,omitempty"`
		Communication []communication `json:"communication,omitempty"`
	}
	relatedPerson struct {
		resource
		Identifier    []identifier    `json:"identifier,omitempty"`
		Patient       pointer         `json:"patient"`
		Relationship  []concept       `json:"relationship,omitempty"`
		Name          []humanName     `json:"name,omitempty"`
		Telecom       []contactPoint  `json:"telecom,omitempty"`
		BirthDate     string          `json:"birthDate,omitempty"`
		Address       []address       `json:"address,omitempty"`
		Communication []communication `json:"communication,omitempty"`
	}
	practitionerRole struct {
		resource
		Practitioner *pointer       `json:"practitioner,omitempty"`
		Organization *pointer       `json:"organization,omitempty"`
		Code         []concept      `json:"code,omitempty"`
		Telecom      []contactPoint `json:"telecom,omitempty"`
	}
	location struct {
		resource
		Status  string   `json:"status"`
		Name    string   `json:"name,omitempty"`
		Address *address `json:"address,omitempty"`
	}
	serviceRequest struct {
		resource
		Identifier []identifier `json:"identifier"`
		Status     string       `json:"status"`
		Intent     string       `json:"intent"`
		Category   []concept    `json:"category,omitempty"`
		Priority   string       `json:"priority,omitempty"`
		Code       *concept     `json:"code,omitempty"`
		Subject    pointer      `json:"subject"`
		AuthoredOn string       `json:"authoredOn"`
		Requester  *pointer     `json:"requester,omitempty"`
		ReasonCode []concept    `json:"reasonCode,omitempty"`
		Supporting []pointer    `json:"supportingInfo,omitempty"`
		Note       []annotation `json:"note,omitempty"`
	}
	task struct {
		resource
		Identifier   []identifier `json:"identifier"`
		Focus        *pointer     `json:"focus,omitempty"`
		For          *pointer     `json:"for,omitempty"`
		Status       string       `json:"status"`
		StatusReason *concept     `json:"statusReason,omitempty"`
		Business     *concept     `json:"businessStatus,omitempty"`
		Intent       string       `json:"intent"`
		Priority     string       `json:"priority,omitempty"`
		Code         *concept     `json:"code,omitempty"`
		Description  string       `json:"description,omitempty"`
		AuthoredOn   string       `json:"authoredOn"`
		LastModified string       `json:"lastModified"`
		Requester    *pointer     `json:"requester,omitempty"`
		Note         []annotation `json:"note,omitempty"`
	}
	provision struct {
		Type   string    `json:"type"`
		Period *period   `json:"period,omitempty"`
		Code   []concept `json:"code,omitempty"`
	}
	attachment struct {
		ContentType string `json:"contentType"`
		Language    string `json:"language,omitempty"`
		Title       string `json:"title"`
	}
	consent struct {
		resource
		Identifier []identifier `json:"identifier"`
		Status     string       `json:"status"`
		Scope      concept      `json:"scope"`
		Category   []concept    `json:"category"`
		Patient    *pointer     `json:"patient,omitempty"`
		DateTime   string       `json:"dateTime,omitempty"`
		Performer  []pointer    `json:"performer,omitempty"`
		Source     *attachment  `json:"sourceAttachment,omitempty"`
		PolicyRule *concept     `json:"policyRule,omitempty"`
		Provision  provision    `json:"provision"`
	}
)
