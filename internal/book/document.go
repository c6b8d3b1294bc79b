package book

import (
	"crypto/rand"
	"io"

	"schakel/internal/cjg"
	"schakel/internal/disclose"
	"schakel/internal/fault"
	"schakel/internal/municipality"
	"schakel/internal/record"
	"schakel/internal/store"
)

// document rebuilds exactly what would go now. What is missing is noted on the page: the worker's own name, a partner, a subject.
func (b *Book) document(tx *store.Tx, p *ReferralPage) error {
	for _, g := range record.FieldGroups() {
		if !contains(p.Referral.Groups, g) {
			p.Stays = append(p.Stays, g)
		}
	}
	me, err := profile(tx)
	if err != nil {
		return err
	}
	p.input = disclose.Input{
		Referral: p.Referral, Household: p.Family.Household, People: p.Family.all(), Partner: p.Partner, Profile: me,
		Concern: p.Concern, Groups: p.Referral.Groups, Municipality: municipality.Name(p.Family.Household.Municipality),
		Words: b.dutch, On: b.Today(),
	}
	doc, err := disclose.Build(p.input)
	if err != nil {
		return p.hindered(err)
	}
	preview, err := disclose.Of(doc)
	if err != nil {
		return p.hindered(err)
	}
	p.Document, p.Lines = doc, doc.Lines()
	p.Schema, p.Preview, p.Hash = preview.Schema, string(preview.Bytes), preview.Hash
	return nil
}

// hindered keeps an error that a person can do something about, for the page to show.
func (p *ReferralPage) hindered(err error) error {
	switch fault.Of(err) {
	case fault.Invalid, fault.Denied, fault.Full:
		p.Hindrance = err
		return nil
	}
	return err
}

// withConsents is the document as it is sent: the previewed one with the list of who agreed.
func (p *ReferralPage) withConsents(record.Date) (cjg.Document, error) {
	previewed := disclose.Preview{Schema: p.Schema, Bytes: []byte(p.Preview), Hash: p.Hash}
	doc, _, err := disclose.Final(p.input, previewed, p.Consents)
	return doc, err
}

func (f Family) all() []*record.Person {
	people := make([]*record.Person, 0, len(f.People))
	for _, m := range f.Household.Members {
		if p := f.People[m.Person]; p != nil {
			people = append(people, p)
		}
	}
	for id, p := range f.People {
		if f.Relation(id) == record.RelationOther && !f.member(id) {
			people = append(people, p)
		}
	}
	return people
}

func (f Family) member(id record.ID) bool {
	for _, m := range f.Household.Members {
		if m.Person == id {
			return true
		}
	}
	return false
}

// dutch gives the Dutch word for a value: a document is read by a Dutch organisation, whatever language the screen has.
func (b *Book) dutch(enum, value string) string { return b.words.Value(enum, value) }

func (b *Book) chance() io.Reader {
	if b.random != nil {
		return b.random
	}
	return rand.Reader
}

func contains[T comparable](all []T, one T) bool {
	for _, v := range all {
		if v == one {
			return true
		}
	}
	return false
}
