package main

import (
	"context"
	"fmt"

	"schakel/internal/book"
	"schakel/internal/consent"
	"schakel/internal/fault"
	"schakel/internal/record"
)

// runConsent shows exactly what would go and who must agree; with --giver it writes down what that person said about it.
func runConsent(a *app, ctx context.Context, args []string) error {
	set := a.flags("consent")
	referral, giver := set.String("referral", "", ""), set.String("giver", "", "")
	answer, way := set.String("answer", "", ""), set.String("way", "", "")
	language, back := set.String("language", "", ""), set.String("hear-back", "", "")
	until, machine := set.String("until", "", ""), set.Bool("json", false, "")
	if _, err := a.parse(set, args, 0, 0); err != nil {
		return err
	}
	said, err := agreement(*giver, *answer, *way, *back)
	if err != nil {
		return err
	}
	if said.Language = *language; *until != "" {
		if said.Until, err = record.ParseDate(*until); err != nil {
			return problem("until", "date")
		}
	}
	return a.with(ctx, func(b *book.Book) error {
		r, err := a.referral(ctx, b, *referral)
		if err != nil {
			return err
		}
		if *giver != "" {
			if said.Giver, err = a.id(b, record.KindPerson, "giver", *giver); err != nil {
				return err
			}
			if err := b.Agree(ctx, r.ID, said); err != nil {
				return a.whoCan(ctx, b, r.ID, err)
			}
		}
		page, err := b.ReferralPage(ctx, r.ID)
		if err != nil {
			return err
		}
		b.Saw(record.KindReferral, r.ID)
		if *machine {
			return a.object(asking(page))
		}
		return a.exactly(page)
	})
}

// agreement reads what was said; the words of the command line are Dutch, and the stable words of the records count as well.
func agreement(giver, answer, way, back string) (book.Agreement, error) {
	if giver == "" {
		return book.Agreement{}, nil
	}
	words := map[string]record.Answer{"ja": record.AnswerYes, "yes": record.AnswerYes, "nee": record.AnswerNo, "no": record.AnswerNo}
	ways := map[string]record.ConsentWay{
		"voorgelezen": record.WayReadAloud, "papier": record.WayPaper, "gesprek": record.WayInPerson,
		"readaloud": record.WayReadAloud, "paper": record.WayPaper, "inperson": record.WayInPerson,
	}
	said := book.Agreement{Answer: words[answer], Way: ways[way], HearBack: words[back]}
	switch {
	case said.Answer == "":
		return said, problem("answer", "unknown")
	case said.Way == "":
		return said, problem("way", "unknown")
	case back != "" && said.HearBack == "":
		return said, problem("hear-back", "unknown")
	}
	return said, nil
}

// exactly writes the document line by line, as it is read aloud, and what is still in the way.
func (a *app) exactly(page book.ReferralPage) error {
	for _, l := range page.Lines {
		value := l.Value
		if l.Enum != "" {
			value = a.p.Value(l.Enum, l.Value)
		}
		a.say(a.p.T("ctl.problem.field", "Field", a.p.Value("document.line", l.Name()), "Reason", value))
	}
	if page.Hindrance != nil {
		text, _ := a.p.CommandFault(page.Hindrance)
		a.say(text)
	}
	for _, s := range page.Decision.Subjects {
		for _, g := range s.Givers {
			a.say(a.p.T("ctl.consent.giver", "Name", called(page, g.Person), "ID", g.Person, "About", called(page, s.ID), "Why", a.p.Value("consent.why", string(g.Why))))
		}
	}
	a.answers(page)
	for _, p := range page.Decision.Problems {
		a.say(a.reason(page, p))
	}
	if page.CanSend {
		a.say(a.p.T("ctl.consent.ready"))
	}
	return nil
}

// reason is one thing in the way, with the person it is about.
func (a *app) reason(page book.ReferralPage, p consent.Problem) string {
	text := a.p.Problem(record.Problem{Code: string(p.Code)})
	who := p.Giver
	if who.Zero() {
		who = p.Subject
	}
	if who.Zero() {
		return text
	}
	return a.p.T("ctl.problem.field", "Field", called(page, who), "Reason", text)
}

func called(page book.ReferralPage, id record.ID) string {
	if p := page.Family.Person(id); p != nil {
		return p.Called().Reveal()
	}
	return id.String()
}

// question is consent in the words of a program.
type question struct {
	Referral record.ID `json:"referral"`
	Code     string    `json:"code"`
	State    string    `json:"state"`
	Groups   []string  `json:"groups"`
	Document string    `json:"document"`
	Hash     string    `json:"hash"`
	Givers   []giver   `json:"givers"`
	Problems []string  `json:"problems"`
	Why      string    `json:"why,omitempty"` // there is no document: a fault code
	CanSend  bool      `json:"canSend"`
	Delivery string    `json:"delivery,omitempty"`
	Receipts int       `json:"receipts"`
	Recall   string    `json:"recall,omitempty"`
}

type giver struct {
	Person  record.ID `json:"person"`
	Name    string    `json:"name"`
	Subject record.ID `json:"subject"`
	Why     string    `json:"why"`
	Stand   string    `json:"stand"`
}

func asking(page book.ReferralPage) question {
	q := question{
		Referral: page.Referral.ID, Code: record.Code(record.KindReferral, page.Referral.Number), State: string(page.Referral.State),
		Groups: []string{}, Document: page.Preview, Hash: page.Hash, Givers: []giver{}, Problems: []string{}, CanSend: page.CanSend,
	}
	for _, g := range page.Referral.Groups {
		q.Groups = append(q.Groups, string(g))
	}
	for _, s := range page.Decision.Subjects {
		for _, g := range s.Givers {
			q.Givers = append(q.Givers, giver{Person: g.Person, Name: called(page, g.Person), Subject: s.ID, Why: string(g.Why), Stand: string(g.Stand)})
		}
	}
	for _, p := range page.Decision.Problems {
		q.Problems = append(q.Problems, string(p.Code))
	}
	if page.Hindrance != nil {
		q.Why = fault.CodeOf(page.Hindrance)
		if q.Why == "" {
			q.Why = fmt.Sprint(fault.Of(page.Hindrance))
		}
	}
	if d := page.Delivery; d != nil {
		q.Delivery, q.Receipts, q.Recall = string(d.State), len(d.Receipts), d.Recall
	}
	return q
}
