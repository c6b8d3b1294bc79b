// Package disclose makes the smallest document that a choice of field groups allows: what is not in scope cannot be in the output,
// because every field is copied by name under the group that lets it out.
//
// The preview and what is sent. The people who agree see a document; its canonical bytes are hashed into their consents. The list of
// those consents (who agreed, how, when) is part of what is sent, but a document cannot hold the hash of itself: so the preview is the
// document WITHOUT its list of consents, and with an answer wanted. What is sent is that same document with the list added, and with
// no answer wanted when somebody did not agree to hearing back. Nothing else differs, which Read and Final check. A preview that is
// rebuilt later and differs (a birthday, another phone number, a text typed over) must be shown again.
package disclose

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"schakel/internal/cjg"
	"schakel/internal/fault"
	"schakel/internal/record"
)

// What can keep a document here. The texts name a field, never its content.
var (
	ErrBSN        = fault.New(fault.Denied, "disclose.bsn", "a field holds a number that passes as a BSN")
	ErrPlace      = fault.New(fault.Denied, "disclose.place", "a text names a place of somebody with a secret address")
	ErrLevel      = fault.New(fault.Denied, "disclose.level", "a doubt or a danger is never sent")
	ErrPersonal   = fault.New(fault.Denied, "disclose.personal", "a record about a family does not become a document without personal data")
	ErrIncomplete = fault.New(fault.Invalid, "disclose.incomplete", "something that the document needs is missing")
	ErrChanged    = fault.New(fault.Conflict, "disclose.changed", "the document is not the one that was previewed")
)

// Words gives the Dutch text of an enumeration's value, whatever language the screen has: a document is read by a Dutch organisation.
// The only enumeration asked for is EnumSource; every other list stands in a document as the contract's own word. An empty answer
// leaves the value out.
type Words func(enum, value string) string

// EnumSource is where what was seen or heard comes from: record.Source.
const EnumSource = "source"

// Input is everything that a referral's document may take from. People are the subjects and everybody else in the household, so that a
// secret address of any of them counts.
type Input struct {
	Referral     *record.Referral
	Household    *record.Household
	People       []*record.Person
	Partner      *record.Partner
	Profile      *record.Profile
	Concern      *record.Concern     // the concern it came from, nil when there is none: only the source and day of what was seen are taken
	Groups       []record.FieldGroup // what goes along: chosen with the family, or consent.Decision.Groups
	Municipality string              // the name that belongs to the household's code
	Words        Words
	On           record.Date // for ages; the civil day in the Netherlands
}

// Preview is a document as it is shown and hashed.
type Preview struct {
	Schema string
	Bytes  []byte // canonical JSON, without consents
	Hash   string // SHA-256 of Bytes, hex
}

// Build copies field by field. Its Consents are empty and an answer is wanted: it is the document to show.
func Build(in Input) (*cjg.Referral, error) {
	if err := in.complete(); err != nil {
		return nil, err
	}
	if c := in.Concern; c != nil && (c.Level == record.LevelDoubt || c.Level == record.LevelDanger) {
		return nil, ErrLevel
	}
	r := in.Referral
	d := &cjg.Referral{
		Schema: cjg.ReferralSchema, Number: record.Code(record.KindReferral, r.Number),
		From: sender(in.Profile), People: in.persons(),
		Goal: goalWord(r.Purpose), Consents: []cjg.Agreed{}, WantsReply: true, Disclaimer: cjg.Disclaimer,
	}
	var err error
	if d.To, err = recipient(in.Partner, r.Receiver); err != nil {
		return nil, err
	}
	in.texts(d)
	if d.Goal == "" {
		return nil, fmt.Errorf("%w: purpose", ErrIncomplete)
	}
	return d, in.check(d)
}

func (in Input) complete() error {
	switch {
	case in.Referral == nil || in.Referral.Number == 0:
		return fmt.Errorf("%w: referral", ErrIncomplete)
	case in.Household == nil:
		return fmt.Errorf("%w: household", ErrIncomplete)
	case in.Partner == nil || in.Partner.Called().Empty():
		return fmt.Errorf("%w: partner", ErrIncomplete)
	case in.Profile == nil || in.Profile.Name.Empty():
		return fmt.Errorf("%w: profile", ErrIncomplete)
	case len(in.Referral.Subjects()) == 0:
		return fmt.Errorf("%w: subjects", ErrIncomplete)
	}
	for _, id := range in.Referral.Subjects() {
		if in.person(id) == nil {
			return fmt.Errorf("%w: person", ErrIncomplete)
		}
	}
	return nil
}

// texts copies the words about the family, each under its own group.
func (in Input) texts(d *cjg.Referral) {
	r := in.Referral
	if in.on(record.GroupReason) {
		d.Purpose, d.Urgency = r.Reason.Reveal(), urgencyWord(in.Household.Urgency)
	}
	if in.on(record.GroupQuestion) {
		d.Question, d.FamilyWish = r.Question.Reveal(), r.Wants.Reveal()
	}
	if in.on(record.GroupGoesWell) {
		d.GoesWell = r.GoesWell.Reveal()
	}
	if in.on(record.GroupSeen) && !r.Seen.Empty() {
		d.Seen = []cjg.Fact{in.fact(r.Seen)}
	}
	if in.on(record.GroupThink) {
		d.Thought = r.Think.Reveal()
	}
	if in.on(record.GroupDone) {
		d.Done, d.JGZ = r.Done.Reveal(), jgzWord(r.JGZ)
	}
	if in.on(record.GroupForm) {
		d.Form = formWord(r.Form)
	}
}

func (in Input) fact(seen record.Private) cjg.Fact {
	fact := cjg.Fact{Text: seen.Reveal()}
	if in.Concern == nil {
		return fact
	}
	for _, s := range in.Concern.Sources {
		word := ""
		if in.Words != nil {
			word = in.Words(EnumSource, string(s))
		}
		if fact.Source != "" && word != "" {
			fact.Source += ", "
		}
		fact.Source += word
	}
	fact.Date = in.Concern.SeenOn.String()
	return fact
}

func (in Input) on(g record.FieldGroup) bool { return slices.Contains(in.Groups, g) }

// Of makes the preview of a document: its canonical bytes without consents. It refuses what may not leave.
func Of(d cjg.Document) (Preview, error) {
	if r, ok := d.(*cjg.Referral); ok {
		return ofReferral(r)
	}
	data, err := marshal(d)
	if err != nil {
		return Preview{}, err
	}
	schema := cjg.RequestSchema
	switch d.(type) {
	case *cjg.Signal:
		schema = cjg.SignalSchema
	case *cjg.Answer:
		schema = cjg.AnswerSchema
	}
	return preview(schema, data), nil
}

// ofReferral lets package cjg judge the document with a consent that reveals nothing in it, because a document to be sent needs one, and
// then writes it without.
func ofReferral(d *cjg.Referral) (Preview, error) {
	judged := *d
	judged.WantsReply = true
	judged.Consents = []cjg.Agreed{{By: "ander", Capacity: "zelf", Way: "persoonlijk", Date: "2000-01-01", Groups: []string{"naam"}}}
	if _, err := marshal(&judged); err != nil {
		return Preview{}, err
	}
	judged.Consents = []cjg.Agreed{}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(&judged); err != nil {
		return Preview{}, fmt.Errorf("%w: %v", ErrIncomplete, err)
	}
	return preview(judged.Schema, bytes.TrimSuffix(out.Bytes(), []byte("\n"))), nil
}

func preview(schema string, data []byte) Preview {
	sum := sha256.Sum256(data)
	return Preview{Schema: schema, Bytes: data, Hash: hex.EncodeToString(sum[:])}
}

// Same reports whether a rebuilt document is, to the byte, the one that was previewed.
func Same(previewed, rebuilt Preview) bool {
	return previewed.Schema == rebuilt.Schema && previewed.Hash == rebuilt.Hash && bytes.Equal(previewed.Bytes, rebuilt.Bytes) &&
		previewed.Hash == preview("", previewed.Bytes).Hash
}

// Read gives the document of a kept preview, to show it again. ErrChanged when the bytes are not a preview of this version's schema.
func Read(data []byte) (*cjg.Referral, error) {
	d := new(cjg.Referral)
	strict := json.NewDecoder(bytes.NewReader(data))
	strict.DisallowUnknownFields()
	if err := strict.Decode(d); err != nil {
		return nil, ErrChanged
	}
	again, err := ofReferral(d)
	if err != nil || !bytes.Equal(again.Bytes, data) {
		return nil, ErrChanged
	}
	return d, nil
}

// Final rebuilds the document, checks that it equals what was previewed, adds the consents that count, and gives the document and the
// exact bytes to send. Whether it may be sent at all is what package consent decides; Final only refuses a changed document and one
// to which nobody agreed.
func Final(in Input, previewed Preview, consents []*record.Consent) (*cjg.Referral, []byte, error) {
	d, err := Build(in)
	if err != nil {
		return nil, nil, err
	}
	rebuilt, err := Of(d)
	if err != nil {
		return nil, nil, err
	}
	if !Same(previewed, rebuilt) {
		return nil, nil, ErrChanged
	}
	in.agreed(d, rebuilt.Hash, consents)
	if len(d.Consents) == 0 {
		return nil, nil, fmt.Errorf("%w: consents", ErrIncomplete)
	}
	data, err := marshal(d)
	return d, data, err
}

// marshal is cjg.Marshal with this package's own error for a BSN, and with package record's broader look for one.
func marshal(d cjg.Document) ([]byte, error) {
	for _, line := range d.Lines() {
		if _, err := record.ParseID(line.Value); err != nil && record.HasBSN(line.Value) { // the digits of a uuid are nobody's number
			return nil, fmt.Errorf("%w: %s", ErrBSN, line.Key)
		}
	}
	data, err := cjg.Marshal(d)
	if errors.Is(err, cjg.ErrBSN) {
		return nil, ErrBSN
	}
	return data, err
}
