// Package cjg is the contract between a worker's laptop and the endpoint of a CJG: the documents that travel sealed, the HTTP interface around them, its client and its handler.
package cjg

import "schakel/internal/envelope"

// Disclaimer is the legal sentence that every document carries word for word (PRODUCT.md, law 10). It is content, so it is Dutch on every screen.
const Disclaimer = "Dit is geen melding bij Veilig Thuis, geen melding Wmo en geen aanvraag jeugdhulp. De ouder kan die altijd zelf doen."

// The schema names that open every document. A change that an old reader would misread gets a new number.
const (
	ReferralSchema = "schakel-doorverwijzing/1"
	SignalSchema   = "schakel-wijksignaal/1"
	RequestSchema  = "schakel-verzoek/1"
	AnswerSchema   = "schakel-antwoord/1"
	RecallSchema   = "schakel-intrekking/1"
	InviteSchema   = "schakel-uitnodiging/1"
)

// Document is one of *Referral, *Signal, *Request, *Answer, *Recall and *Invite: the content of an envelope.
type Document interface {
	// Kind is the kind that must stand in the header of its envelope.
	Kind() envelope.Kind
	// Lines gives every field that Marshal would write, in reading order, so that a preview shows exactly what goes.
	Lines() []Line
	// Validate checks required fields, closed lists, lengths and dates, and refuses what passes as a BSN. Marshal and Unmarshal call it.
	Validate() error

	head() (schema *string, name string)
}

// Recipient is whom the document is for.
type Recipient struct {
	Organisation string `json:"organisatie" limit:"200"`
	Person       string `json:"persoon,omitempty" limit:"200"` // the named person, when the family was told a name
}

// Sender is the worker: known to the recipient, never the family.
type Sender struct {
	Title        string `json:"titel,omitempty" limit:"100"` // the worker's own title, e.g. "sleutelpersoon"
	Name         string `json:"naam" limit:"200"`
	Phone        string `json:"telefoon,omitempty" limit:"40"`
	Organisation string `json:"organisatie,omitempty" limit:"200"`
}

// Person is somebody the referral is about. Every field but the role is empty unless the family agreed to its group.
type Person struct {
	Role        string   `json:"rol" enum:"document.role" values:"moeder vader ouder stiefouder grootouder voogd kind jongere verzorger ander"`
	Name        string   `json:"naam,omitempty" limit:"200"`
	BirthYear   int      `json:"geboortejaar,omitempty"`
	Age         *int     `json:"leeftijd,omitempty"` // years; nil when not shared, 0 is a baby
	Expected    string   `json:"verwachtOp,omitempty" format:"date"`
	Phone       string   `json:"telefoon,omitempty" limit:"40"`
	Reachable   string   `json:"bereikbaar,omitempty" limit:"200"`           // "liefst na 14.00 uur"
	Languages   []string `json:"talen,omitempty" enum:"language" limit:"60"` // BCP 47 codes, or a name as people say it
	Interpreter bool     `json:"tolk,omitempty"`                             // an interpreter is wanted
	Place       string   `json:"plaats,omitempty" limit:"200"`
}

// Fact is something seen or heard, apart from what anybody thinks of it (000 L48-51).
type Fact struct {
	Text   string `json:"tekst" limit:"8000"`
	Source string `json:"bron,omitempty" limit:"200"`
	Date   string `json:"datum,omitempty" format:"date"`
}

// Agreed is one person's consent as the recipient may know it: who, in which capacity, how and for how long.
type Agreed struct {
	By         string   `json:"door" limit:"200"`
	Capacity   string   `json:"hoedanigheid" enum:"document.capacity" values:"zelf gezag voogd zwanger"`
	Way        string   `json:"wijze" enum:"document.way" values:"voorgelezen papier persoonlijk"`
	Language   string   `json:"taal,omitempty" enum:"language" limit:"60"` // read aloud in
	Date       string   `json:"datum" format:"date"`
	ValidUntil string   `json:"geldigTot,omitempty" format:"date"`
	Groups     []string `json:"groepen" enum:"document.group" values:"naam telefoon taal kind plaats waarvoor vraag goed gezien denkt gedaan hoe"` // the field groups agreed to
}

// Referral asks a partner to help a family that asked for it: schema schakel-doorverwijzing/1.
type Referral struct {
	Schema     string    `json:"schema"`
	Number     string    `json:"nummer" format:"number"` // the worker's own short number, H-0042
	To         Recipient `json:"aan"`
	From       Sender    `json:"van"`
	People     []Person  `json:"personen"`
	Goal       string    `json:"doel,omitempty" enum:"document.goal" values:"kennismaken advies hulp overname samen anders"`
	Purpose    string    `json:"waarvoor,omitempty" limit:"8000"`
	Question   string    `json:"vraag,omitempty" limit:"8000"` // in the family's own words
	GoesWell   string    `json:"watGaatGoed,omitempty" limit:"8000"`
	FamilyWish string    `json:"gezinWil,omitempty" limit:"8000"`
	Seen       []Fact    `json:"gezien,omitempty"`
	Thought    string    `json:"denkt,omitempty" limit:"8000"`
	Done       string    `json:"alGedaan,omitempty" limit:"8000"`
	Involved   string    `json:"wieBetrokken,omitempty" limit:"8000"`
	JGZ        string    `json:"jgz,omitempty" enum:"document.jgz" values:"ja nee nvt"` // JGZ betrokken? (002 L723)
	Form       string    `json:"vorm,omitempty" enum:"document.form" values:"warm thuis gezamenlijk telefoon mee zelf"`
	How        string    `json:"hoe,omitempty" limit:"8000"` // how the step is made together, "De eerste keer ga ik mee."
	Urgency    string    `json:"dringend,omitempty" enum:"document.urgency" values:"rustig binnenkort nu"`
	Consents   []Agreed  `json:"toestemmingen"`
	WantsReply bool      `json:"terugkoppelingGewenst"`
	Disclaimer string    `json:"verklaring"`
}

// Signal is a worry about a neighbourhood or community: schema schakel-wijksignaal/1. It has no field for a person, household or address.
type Signal struct {
	Schema        string    `json:"schema"`
	Number        string    `json:"nummer" format:"number"`
	To            Recipient `json:"aan"`
	From          Sender    `json:"van"`
	Municipality  string    `json:"gemeente,omitempty" limit:"100"`
	Neighbourhood string    `json:"wijk,omitempty" limit:"100"`
	Community     string    `json:"gemeenschap,omitempty" limit:"100"` // a community as a whole, never of one person
	Areas         []string  `json:"leefgebieden,omitempty" enum:"document.area" values:"geld_en_wonen gezondheid opvoeden_en_gezin school_en_werk buurt_en_vrienden"`
	PeriodFrom    string    `json:"periodeVan,omitempty" format:"date"`
	PeriodUntil   string    `json:"periodeTot,omitempty" format:"date"`
	Subject       string    `json:"watSpeelt" limit:"8000"`
	Words         []string  `json:"woorden,omitempty" limit:"60"` // words that came up in gatherings
	Seen          []Fact    `json:"gezien,omitempty"`
	Thought       string    `json:"denkt,omitempty" limit:"8000"`
	GoesWell      string    `json:"watGaatGoed,omitempty" limit:"8000"`
	Done          string    `json:"alGedaan,omitempty" limit:"8000"`
	Question      string    `json:"vraag,omitempty" limit:"8000"`
	WantsReply    bool      `json:"terugkoppelingGewenst"`
	Disclaimer    string    `json:"verklaring"`
}

// Request is something the worker asks of a partner: schema schakel-verzoek/1 (003 L599, L752). It has no field for a person or household.
type Request struct {
	Schema     string    `json:"schema"`
	Number     string    `json:"nummer" format:"number"`
	To         Recipient `json:"aan"`
	From       Sender    `json:"van"`
	Sort       string    `json:"soort" enum:"document.sort" values:"ruimte deskundige meedenken meegaan onkosten casus_zonder_naam uitzoeken anders"`
	Question   string    `json:"vraag" limit:"8000"`
	Purpose    string    `json:"waarvoor,omitempty" limit:"8000"`
	When       string    `json:"wanneer,omitempty" limit:"200"`
	Place      string    `json:"plaats,omitempty" limit:"200"`
	Heads      int       `json:"aantalMensen,omitempty"`
	Before     string    `json:"graagVoor,omitempty" format:"date"`
	WantsReply bool      `json:"terugkoppelingGewenst"`
	Disclaimer string    `json:"verklaring"`
}

// The states an Answer can report (Answer.State).
const (
	StateReceived = "ontvangen"  // somebody read it; with CallWithin: and will call within so many days
	StateAccepted = "opgepakt"   // "wij pakken dit op"
	StateDeclined = "past_niet"  // "past niet, want ..." with a Reason
	StateQuestion = "vraag"      // the caseworker asks something
	StateAnswered = "antwoord"   // the answer
	StateThanks   = "dank"       // a line of thanks
	StateKept     = "bewaard"    // a recall is refused in part: kept on the ground named
	StateErased   = "verwijderd" // a recall is done

	StateWithdrawn = "ingetrokken" // the side that invited takes its own invitation back; About is the uuid of the invitation
)

// Answer comes back from the endpoint to the device, or goes from the device to say something back: schema schakel-antwoord/1.
type Answer struct {
	Schema     string `json:"schema"`
	About      string `json:"over" format:"uuid"` // the message answered
	State      string `json:"stand" enum:"document.state" values:"ontvangen opgepakt past_niet vraag antwoord dank bewaard verwijderd ingetrokken"`
	Reason     string `json:"reden,omitempty" enum:"document.reason" values:"past_niet al_bekend geen_plek te_weinig_informatie ouder_wil_niet anders"`
	WhoDoes    string `json:"wieWel,omitempty" limit:"200"`    // with past_niet: who does help
	Waiting    string `json:"wachttijd,omitempty" limit:"200"` // with geen_plek
	Ground     string `json:"grond,omitempty" limit:"200"`     // with bewaard: the legal ground
	Text       string `json:"tekst,omitempty" limit:"8000"`
	CallWithin int    `json:"belBinnenDagen,omitempty"` // calendar days
	SelfRefer  string `json:"zelfAanmelden,omitempty" limit:"200"`
	Name       string `json:"medewerker,omitempty" limit:"200"`
	Phone      string `json:"telefoon,omitempty" limit:"40"`
	Date       string `json:"datum" format:"date"`
	Disclaimer string `json:"verklaring"`
}

// Recall takes back an earlier message, whole or by field group: schema schakel-intrekking/1. It needs no consent and says no reason.
type Recall struct {
	Schema     string   `json:"schema"`
	About      string   `json:"over" format:"uuid"` // the message taken back
	Number     string   `json:"nummer" format:"number"`
	Whole      bool     `json:"geheel"`
	Groups     []string `json:"groepen,omitempty" enum:"document.group" values:"naam telefoon taal kind plaats waarvoor vraag goed gezien denkt gedaan hoe"` // when not whole: the groups taken back
	Date       string   `json:"datum" format:"date"`
	Disclaimer string   `json:"verklaring"`
}

// Invite is the other side asking a worker to think along about a family: schema schakel-uitnodiging/1 (003 L732-L738). It has no field
// for a person or household; about whom it is, is said in a talk, after the worker's yes. Its envelope's own uuid is what a reply is about.
type Invite struct {
	Schema     string `json:"schema"`
	From       Sender `json:"van"`
	Sort       string `json:"soort" enum:"document.invite" values:"meedenken meegaan taal spanning vertrouwen steun anders"`
	Question   string `json:"vraag" limit:"300"`
	Before     string `json:"graagVoor,omitempty" format:"date"`
	Date       string `json:"datum" format:"date"`
	Disclaimer string `json:"verklaring"`
}

// Kind is envelope.Referral.
func (*Referral) Kind() envelope.Kind { return envelope.Referral }

// Kind is envelope.Signal.
func (*Signal) Kind() envelope.Kind { return envelope.Signal }

// Kind is envelope.Request.
func (*Request) Kind() envelope.Kind { return envelope.Request }

// Kind is envelope.Answer.
func (*Answer) Kind() envelope.Kind { return envelope.Answer }

// Kind is envelope.Recall.
func (*Recall) Kind() envelope.Kind { return envelope.Recall }

// Kind is envelope.Invite.
func (*Invite) Kind() envelope.Kind { return envelope.Invite }

func (d *Referral) head() (*string, string) { return &d.Schema, ReferralSchema }
func (d *Signal) head() (*string, string)   { return &d.Schema, SignalSchema }
func (d *Request) head() (*string, string)  { return &d.Schema, RequestSchema }
func (d *Answer) head() (*string, string)   { return &d.Schema, AnswerSchema }
func (d *Recall) head() (*string, string)   { return &d.Schema, RecallSchema }
func (d *Invite) head() (*string, string)   { return &d.Schema, InviteSchema }
