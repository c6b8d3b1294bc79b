package main

import (
	"context"
	"io"

	"schakel/internal/book"
	"schakel/internal/export"
	"schakel/internal/record"
	"schakel/internal/studies"
)

// runStory works with stories for an overview: add, change, list, show, withdraw, remove.
func runStory(a *app, ctx context.Context, args []string) error {
	return a.verbs(ctx, "story", record.KindStory, args, map[string]verb{
		"add": saveStory, "change": saveStory, "list": listStories, "withdraw": withdrawStory,
		"remove": removeOf(record.KindStory, (*book.Book).DropStory),
	})
}

// saveStory writes a new story, or changes one by its id.
func saveStory(a *app, ctx context.Context, name string, args []string) error {
	set := a.flags(name)
	text, person, agreed := set.String("text", "", ""), set.String("person", "", ""), set.String("agreed", "", "")
	changed := set.Bool("changed", false, "")
	words, err := a.parse(set, args, 0, 1)
	if err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		s := &record.Story{}
		if len(words) == 1 {
			id, err := a.id(b, record.KindStory, "id", words[0])
			if err != nil {
				return err
			}
			if s, err = b.Story(ctx, id); err != nil {
				return err
			}
		}
		if given(set, "text") {
			s.Text = record.Text(*text)
		}
		if given(set, "changed") {
			s.Changed = *changed
		}
		if given(set, "person") {
			if s.Person, err = a.id(b, record.KindPerson, "person", *person); err != nil {
				return err
			}
		}
		if given(set, "agreed") {
			if s.AgreedOn, err = a.day("agreed", *agreed, b.Today()); err != nil {
				return err
			}
		}
		if err := b.SaveStory(ctx, s); err != nil {
			return err
		}
		return a.shown(b, s)
	})
}

// listStories writes how every story begins, and why one cannot be chosen.
func listStories(a *app, ctx context.Context, name string, args []string) error {
	if _, err := a.parse(a.flags(name), args, 0, 0); err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		all, err := b.Stories(ctx)
		if err != nil {
			return err
		}
		for _, one := range all {
			err := a.object(struct {
				ID    record.ID     `json:"id"`
				Title string        `json:"title"`
				Bar   book.StoryBar `json:"bar,omitempty"`
				Why   string        `json:"why,omitempty"`
			}{one.Story.ID, record.CutSentence(one.Story.Text).Reveal(), one.Bar, a.barred(one.Bar)})
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// barred says why a story cannot be chosen, "" when it can.
func (a *app) barred(bar book.StoryBar) string {
	if bar == "" {
		return ""
	}
	return a.p.Value("story.bar", string(bar))
}

func withdrawStory(a *app, ctx context.Context, name string, args []string) error {
	words, err := a.parse(a.flags(name), args, 1, 1)
	if err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		id, err := a.id(b, record.KindStory, "id", words[0])
		if err != nil {
			return err
		}
		return b.WithdrawStory(ctx, id)
	})
}

// runStudy lists the published figures of studies, or lays one table out. It needs no store.
func runStudy(a *app, _ context.Context, args []string) error {
	set := a.flags("study")
	format, out := set.String("format", "csv", ""), set.String("out", "", "")
	words, err := a.parse(set, args, 1, 1)
	if err != nil {
		return err
	}
	if words[0] == "list" {
		for _, t := range studies.Tables() {
			a.say(t.ID() + "\t" + a.p.Value("study.table", t.ID()) + "\t" + a.p.T("study.source", "Source", t.Source()))
		}
		return nil
	}
	t, ok := studies.Find(words[0])
	if !ok {
		return problem(words[0], "ctl.no_record")
	}
	var work func(io.Writer) error
	switch *format {
	case "csv":
		work = func(w io.Writer) error { return export.StudyCSV(w, t, a.p, export.Semicolon) }
	case "pdf":
		work = func(w io.Writer) error { return export.PDF(w, export.Study(t, a.p), a.faces()) }
	default:
		return problem("format", "unknown")
	}
	if *out == "" {
		return work(a.out)
	}
	return export.Save(*out, work)
}
