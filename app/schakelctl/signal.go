package main

import (
	"context"
	"flag"
	"strings"

	"schakel/internal/book"
	"schakel/internal/record"
)

// runSignal works with wijksignalen: add, list, show, move, answer.
func runSignal(a *app, ctx context.Context, args []string) error {
	return a.verbs(ctx, "signal", record.KindSignal, args, map[string]verb{
		"add": addSignal, "send": sendRoad(record.KindSignal), "move": moveRoad(record.KindSignal), "answer": answerRoad(record.KindSignal),
	})
}

// runRequest works with verzoeken: add, list, show, move, answer.
func runRequest(a *app, ctx context.Context, args []string) error {
	return a.verbs(ctx, "request", record.KindRequest, args, map[string]verb{
		"add": addRequest, "send": sendRoad(record.KindRequest), "move": moveRoad(record.KindRequest), "answer": answerRoad(record.KindRequest),
	})
}

// runAdvice works with advices without a name: add, list, show, answer, keep.
func runAdvice(a *app, ctx context.Context, args []string) error {
	return a.verbs(ctx, "advice", record.KindAdvice, args, map[string]verb{"add": addAdvice, "answer": answerAdvice, "keep": keepWithFamily})
}

// verb is one thing to do with records of a kind.
type verb func(a *app, ctx context.Context, name string, args []string) error

// verbs does the first word with the rest. Every kind can be listed and shown.
func (a *app) verbs(ctx context.Context, name string, kind record.Kind, args []string, own map[string]verb) error {
	if len(args) == 0 {
		return usage(a.p.T("ctl.usage.arguments", "Name", name))
	}
	do, rest := args[0], args[1:]
	switch {
	case own[do] != nil:
		return own[do](a, ctx, name+" "+do, rest)
	case do == "list":
		return a.listed(ctx, name, kind, rest)
	case do == "show":
		return runShow(a, ctx, rest)
	}
	return usage(a.p.T("ctl.usage.arguments", "Name", name))
}

// onRoad is a row of a list, with its age.
type onRoad struct {
	ID    record.ID `json:"id"`
	Code  string    `json:"code,omitempty"`
	Title string    `json:"title"`
	State string    `json:"state"`
	On    string    `json:"on,omitempty"`
	Age   int       `json:"age,omitempty"`
	Late  bool      `json:"late,omitempty"`
}

func (a *app) listed(ctx context.Context, name string, kind record.Kind, args []string) error {
	if _, err := a.parse(a.flags(name+" list"), args, 0, 0); err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		today := b.Today()
		for _, r := range matching(b, kind.String()) {
			row := onRoad{ID: r.ID, Title: r.Title.Reveal(), State: r.State, On: r.On.String(), Late: !r.Due.Zero() && today.After(r.Due)}
			if kind != record.KindAdvice {
				row.Code = record.Code(kind, r.Number)
			}
			if r.State == string(record.RequestAsked) {
				row.Age = today.Since(r.On)
			}
			if err := a.object(row); err != nil {
				return err
			}
		}
		return nil
	})
}

// named refuses texts that may lead to a person, unless the person at the keyboard wants it so.
func named(ctx context.Context, b *book.Book, anyway bool, texts ...book.Written) error {
	if anyway {
		return nil
	}
	hints, err := b.Personal(ctx, texts)
	if err != nil {
		return err
	}
	var problems record.Problems
	for _, h := range hints {
		problems = append(problems, record.Problem{Field: h.Field, Code: "ctl.named"})
	}
	return problems.Err()
}

func addSignal(a *app, ctx context.Context, name string, args []string) error {
	set := a.flags(name)
	topic, words, question := set.String("topic", "", ""), set.String("words", "", ""), set.String("question", "", "")
	concerns, partner, receiver := set.String("concerns", "", ""), set.String("partner", "", ""), set.String("receiver", "", "")
	meetings, anyway := set.String("meetings", "", ""), set.Bool("anyway", false, "")
	if _, err := a.parse(set, args, 0, 0); err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		s := &record.Signal{Topic: record.Text(*topic), Words: record.Text(*words), Question: record.Text(*question)}
		var err error
		if *meetings != "" {
			if s.Meetings, err = count("meetings", *meetings); err != nil {
				return err
			}
		}
		if s.Partner, s.Receiver, err = a.whom(ctx, b, *partner, *receiver); err != nil {
			return err
		}
		var sources []record.ID
		for _, code := range strings.FieldsFunc(*concerns, func(r rune) bool { return r == ',' || r == ' ' }) {
			id, err := a.id(b, record.KindConcern, "concerns", code)
			if err != nil {
				return err
			}
			sources = append(sources, id)
		}
		texts := []book.Written{{Field: "topic", Text: s.Topic}, {Field: "words", Text: s.Words}, {Field: "question", Text: s.Question}}
		if err := named(ctx, b, *anyway, texts...); err != nil {
			return err
		}
		if err := b.SaveSignal(ctx, s, sources...); err != nil {
			return err
		}
		return a.line(s)
	})
}

// whom finds a partner, and by first name or id who works there.
func (a *app) whom(ctx context.Context, b *book.Book, partner, receiver string) (who, officer record.ID, err error) {
	if partner == "" {
		return who, officer, nil
	}
	if who, err = a.id(b, record.KindPartner, "partner", partner); err != nil || receiver == "" {
		return who, officer, err
	}
	p, err := b.Partner(ctx, who)
	if err != nil {
		return who, officer, err
	}
	for _, o := range p.Officers {
		if o.ID.String() == receiver || strings.EqualFold(o.First.Reveal(), receiver) {
			return who, o.ID, nil
		}
	}
	return who, officer, problem("receiver", "ctl.no_record")
}

func addRequest(a *app, ctx context.Context, name string, args []string) error {
	set := a.flags(name)
	what, text := set.String("what", string(record.RequestOther), ""), set.String("text", "", "")
	partner, receiver, anyway := set.String("partner", "", ""), set.String("receiver", "", ""), set.Bool("anyway", false, "")
	if _, err := a.parse(set, args, 0, 0); err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		q := &record.Request{What: record.RequestKind(*what), Text: record.Text(*text)}
		var err error
		if q.Partner, q.Receiver, err = a.whom(ctx, b, *partner, *receiver); err != nil {
			return err
		}
		if err := named(ctx, b, *anyway, book.Written{Field: "text", Text: q.Text}); err != nil {
			return err
		}
		if err := b.SaveRequest(ctx, q); err != nil {
			return err
		}
		return a.line(q)
	})
}

func adviceFlags(set *flag.FlagSet) (answer, done *string, anyway *bool) {
	return set.String("answer", "", ""), set.String("done", "", ""), set.Bool("anyway", false, "")
}

func addAdvice(a *app, ctx context.Context, name string, args []string) error {
	set := a.flags(name)
	from, question := set.String("from", "", ""), set.String("question", "", "")
	answer, done, anyway := adviceFlags(set)
	if _, err := a.parse(set, args, 0, 0); err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		return a.keepAdvice(ctx, b, *anyway, &record.Advice{
			From: record.Confidant(*from), Question: record.Text(*question), Answer: record.Text(*answer), Done: record.Text(*done),
		})
	})
}

func answerAdvice(a *app, ctx context.Context, name string, args []string) error {
	set := a.flags(name)
	answer, done, anyway := adviceFlags(set)
	words, err := a.parse(set, args, 1, 1)
	if err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		id, err := a.id(b, record.KindAdvice, "id", words[0])
		if err != nil {
			return err
		}
		advice, err := b.Advice(ctx, id)
		if err != nil {
			return err
		}
		if given(set, "answer") {
			advice.Answer = record.Text(*answer)
		}
		if given(set, "done") {
			advice.Done = record.Text(*done)
		}
		return a.keepAdvice(ctx, b, *anyway, advice)
	})
}

func (a *app) keepAdvice(ctx context.Context, b *book.Book, anyway bool, v *record.Advice) error {
	texts := []book.Written{{Field: "question", Text: v.Question}, {Field: "answer", Text: v.Answer}, {Field: "done", Text: v.Done}}
	if err := named(ctx, b, anyway, texts...); err != nil {
		return err
	}
	if err := b.SaveAdvice(ctx, v); err != nil {
		return err
	}
	return a.line(v)
}

// moveRoad makes a step of the road of a kind.
func moveRoad(kind record.Kind) verb {
	return func(a *app, ctx context.Context, name string, args []string) error {
		set := a.flags(name)
		action, on := set.String("action", "", ""), set.String("on", "", "")
		words, err := a.parse(set, args, 1, 1)
		if err != nil {
			return err
		}
		return a.with(ctx, func(b *book.Book) error {
			id, day, err := a.stepped(b, kind, words[0], *on)
			if err != nil {
				return err
			}
			move := b.MoveSignal
			if kind == record.KindRequest {
				move = b.MoveRequest
			}
			if err := move(ctx, id, record.RoadAction(*action), day); err != nil {
				return err
			}
			return a.standing(ctx, b, kind, id)
		})
	}
}

// sendRoad puts one ready for the endpoint of its partner; sync takes it there.
func sendRoad(kind record.Kind) verb {
	return func(a *app, ctx context.Context, name string, args []string) error {
		words, err := a.parse(a.flags(name), args, 1, 1)
		if err != nil {
			return err
		}
		return a.with(ctx, func(b *book.Book) error {
			id, _, err := a.stepped(b, kind, words[0], "")
			if err != nil {
				return err
			}
			send := b.SendSignal
			if kind == record.KindRequest {
				send = b.SendRequest
			}
			if err := send(ctx, id); err != nil {
				return err
			}
			return a.standing(ctx, b, kind, id)
		})
	}
}

// answerRoad notes an answer on the road of a kind.
func answerRoad(kind record.Kind) verb {
	return func(a *app, ctx context.Context, name string, args []string) error {
		set := a.flags(name)
		reply, why, by := set.String("reply", "", ""), set.String("why", "", ""), set.String("by", "", "")
		text, on := set.String("text", "", ""), set.String("on", "", "")
		words, err := a.parse(set, args, 1, 1)
		if err != nil {
			return err
		}
		return a.with(ctx, func(b *book.Book) error {
			id, day, err := a.stepped(b, kind, words[0], *on)
			if err != nil {
				return err
			}
			if *reply == "" {
				return problem("reply", "required")
			}
			answer := b.AnswerSignal
			if kind == record.KindRequest {
				answer = b.AnswerRequest
			}
			back := record.Returned{Reply: record.Reply(*reply), Why: record.NothingWhy(*why), By: record.Text(*by), Text: record.Text(*text), On: day}
			if err := answer(ctx, id, back); err != nil {
				return err
			}
			return a.standing(ctx, b, kind, id)
		})
	}
}

// stepped reads which record and on which day; the zero day is today.
func (a *app) stepped(b *book.Book, kind record.Kind, word, on string) (record.ID, record.Date, error) {
	id, err := a.id(b, kind, "id", word)
	if err != nil || on == "" {
		return id, record.Date{}, err
	}
	day, err := a.day("on", on, b.Today())
	return id, day, err
}

// standing writes a record as it is now.
func (a *app) standing(ctx context.Context, b *book.Book, kind record.Kind, id record.ID) error {
	r, err := b.Record(ctx, kind, id)
	if err != nil {
		return err
	}
	return a.line(r)
}
