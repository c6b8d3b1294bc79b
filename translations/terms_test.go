package translations_test

import (
	"strings"
	"testing"
)

// hints are the ids that end in .term and hold no word of the CJG: they say something small beside a label, so they are translated.
var hints = map[string]bool{
	"form.photo.term": true, "handing.family.term": true, "meeting.agreements.term": true, "meeting.came.term": true, "meeting.cents.term": true,
	"meeting.costs.term": true, "meeting.facilitators.term": true, "meeting.formal.term": true, "meeting.heads.term": true, "meeting.initiatives.term": true,
	"mine.load.term": true, "mine.year.term": true, "partner.norm.term": true, "partner.offers.term": true, "partner.officers.term": true,
	"partner.type.safe.term": true, "partner.type.wasamk.term": true, "partner.type.wasbjz.term": true, "partner.type.waszat.term": true,
	"people.family.who.term": true, "request.text.term": true, "retention.term": true, "summaries.own.term": true,
}

// within are terms that stand in a few words of Dutch; those words are translated, the term is not.
var within = map[string]string{"partner.find.term": "sociale kaart", "handing.term": "overdracht"}

// A worker has to recognise the word when a Dutch professional says it on the telephone, so every language keeps it.
func TestTheDutchTermStays(t *testing.T) {
	texts := read(t)
	var lost, unknown []string
	for id, e := range texts[source] {
		if !strings.HasSuffix(id, ".term") || hints[id] {
			continue
		}
		term := e["other"]
		if within[id] != "" {
			term = within[id]
		}
		term, _, _ = strings.Cut(term, " (") // an abbreviation may stand inside other brackets
		for tag, file := range texts {
			if !strings.Contains(file[id]["other"], term) {
				lost = append(lost, tag+" "+id+": "+file[id]["other"]+", without "+term)
			}
		}
	}
	for id := range hints {
		if texts[source][id] == nil {
			unknown = append(unknown, id)
		}
	}
	list(t, "languages that lost the Dutch term", lost)
	list(t, "hints that are no texts", unknown)
}
