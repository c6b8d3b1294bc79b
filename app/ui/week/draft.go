package week

import (
	"context"
	"strconv"
	"strings"

	"schakel/app/ui/draft"
	"schakel/internal/record"
)

// Each line has a draft of its own, so that erasing somebody takes only the lines about them. The cells that are no field of a contact
// yet stand in its promise, apart by tabs.

func key(i int) string { return "week/" + strconv.Itoa(i) }

// pack is a line as a draft.
func (l *line) pack() *record.Contact {
	var typed []string
	for _, text := range l.cells {
		typed = append(typed, strings.ReplaceAll(strings.ReplaceAll(text, "\t", " "), "\n", " "))
	}
	return &record.Contact{
		About: l.about, Subject: l.subject, Failed: l.failed, Note: record.Text(l.named), Promise: record.Text(strings.Join(typed, "\t")),
	}
}

// unpack is the opposite of pack.
func unpack(c *record.Contact) *line {
	l := &line{about: c.About, subject: c.Subject, failed: c.Failed, named: c.Note.Reveal()}
	for i, text := range strings.Split(c.Promise.Reveal(), "\t") {
		if i < len(l.cells) {
			l.cells[i] = text
		}
	}
	return l
}

// restore reads the drafts of all lines; the last one with something in it says how many there are.
func restore(ctx context.Context, src draft.Store) ([]*line, error) {
	var lines []*line
	for i := range linesMost {
		r, ok, err := src.Draft(ctx, key(i))
		if err != nil {
			return nil, err
		}
		l := &line{}
		if c, is := r.(*record.Contact); ok && is {
			l = unpack(c)
		}
		lines = append(lines, l)
	}
	last := linesFirst
	for i, l := range lines {
		if !l.blank() {
			last = max(last, i+1)
		}
	}
	return lines[:last], nil
}
