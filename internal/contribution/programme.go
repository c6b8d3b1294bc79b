package contribution

import (
	"encoding/json"

	"schakel/internal/fault"
	"schakel/internal/parcel"
	"schakel/internal/record"
)

// What can be wrong with the card of a programme.
var (
	ErrCard      = fault.New(fault.Corrupt, "programme.card", "the file is no programme card")
	ErrCardNewer = fault.New(fault.Newer, "programme.card.newer", "the programme card has a newer format")
	ErrCardOlder = fault.New(fault.Conflict, "programme.card.older", "a newer card of the programme is here")
	ErrCardOther = fault.New(fault.Conflict, "programme.card.other", "the programme card is signed by somebody else")
	ErrCardOwn   = fault.New(fault.Conflict, "programme.card.own", "the programme is this coordinator's own")
)

const (
	cardFormat  = "schakel-programma"
	cardVersion = 1
	signature   = "programma"
	// MaxCard is the largest programme card that is looked at, in bytes.
	MaxCard = 1 << 20
)

// cardFile is the card as a file: what the coordinator says of the programme, the coordinator's key card, and a signature over the first.
type cardFile struct {
	Format    string          `json:"format"`
	Version   int             `json:"version"`
	Body      []byte          `json:"body"`
	Card      json.RawMessage `json:"card"`
	Signature []byte          `json:"signature"`
}

type cardBody struct {
	ID           record.ID  `json:"id"`
	Edition      int        `json:"edition"`
	Name         string     `json:"name"`
	Municipality string     `json:"municipality,omitzero"`
	Partners     []string   `json:"partners,omitzero"`
	Communities  []string   `json:"communities,omitzero"`
	Years        []cardYear `json:"years,omitzero"`
	Mailbox      cardBox    `json:"mailbox,omitzero"`
}

// cardBox is where a worker may deliver through an endpoint. With it somebody who is enrolled there can deliver sealed files, and nothing else.
type cardBox struct {
	ID     string `json:"id"`
	Issuer string `json:"issuer"`
	Name   string `json:"name"`
}

type cardYear struct {
	Year int      `json:"year"`
	Aims []string `json:"aims"`
}

// Card is a programme as a file for the workers, signed by the coordinator. There is no name of a worker in it.
func Card(keys parcel.Keys, own parcel.Card, p *record.Programme) ([]byte, error) {
	body := cardBody{
		ID: p.ID, Edition: p.Edition, Name: p.Name.Reveal(), Municipality: p.Municipality, Partners: words(p.Partners), Communities: words(p.Communities),
	}
	for _, y := range p.Years {
		body.Years = append(body.Years, cardYear{Year: y.Year, Aims: words(y.Aims)})
	}
	if m, ok := p.Mailbox(); ok && m.State == record.MailboxOpen {
		body.Mailbox = cardBox{ID: m.ID, Issuer: m.Issuer, Name: m.Name.Reveal()}
	}
	data, err := json.Marshal(body)
	if err != nil {
		return nil, err
	}
	card, err := own.Bytes()
	if err != nil {
		return nil, err
	}
	return json.Marshal(cardFile{Format: cardFormat, Version: cardVersion, Body: data, Card: card, Signature: keys.Sign(signature, data)})
}

// ParseCard reads what Card wrote, as a worker's copy of the programme, with the coordinator's key card. Errors: ErrCard, ErrCardNewer.
func ParseCard(data []byte, today record.Date) (*record.Programme, parcel.Card, error) {
	var f cardFile
	if len(data) > MaxCard || json.Unmarshal(data, &f) != nil || f.Format != cardFormat {
		return nil, parcel.Card{}, ErrCard
	}
	if f.Version > cardVersion {
		return nil, parcel.Card{}, ErrCardNewer
	}
	card, err := parcel.ParseCard(f.Card)
	var body cardBody
	if err != nil || !card.Signed(signature, f.Body, f.Signature) || json.Unmarshal(f.Body, &body) != nil || body.ID.Zero() {
		return nil, parcel.Card{}, ErrCard
	}
	p := &record.Programme{
		Head: record.Head{ID: body.ID}, Name: record.Text(body.Name), Municipality: body.Municipality, Edition: body.Edition, Card: f.Card,
		Partners: private(body.Partners), Communities: private(body.Communities),
	}
	for _, y := range body.Years {
		p.Years = append(p.Years, record.ProgrammeYear{Year: y.Year, Aims: private(y.Aims)})
	}
	if box := body.Mailbox; box.ID != "" {
		p.Mailboxes = []record.Mailbox{{ID: box.ID, State: record.MailboxOpen, Issuer: box.Issuer, Name: record.Text(box.Name)}}
	}
	if len(p.Validate(today)) > 0 {
		return nil, parcel.Card{}, ErrCard
	}
	return p, card, nil
}

func words(list []record.Private) []string {
	var out []string
	for _, p := range list {
		out = append(out, p.Reveal())
	}
	return out
}

func private(list []string) []record.Private {
	var out []record.Private
	for _, s := range list {
		out = append(out, record.Text(s))
	}
	return out
}

// Of is what is needed of a programme over a period, with the key of its coordinator's card. The aims are those of every year in it.
func Of(p *record.Programme, key string, from, to record.Date) Programme {
	out := Programme{ID: p.ID, Key: key, Partners: words(p.Partners), Communities: words(p.Communities)}
	for year := from.Year; year <= to.Year; year++ {
		out.Aims = append(out.Aims, words(p.Aims(year))...)
	}
	return out
}
