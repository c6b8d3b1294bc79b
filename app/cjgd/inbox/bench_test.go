package inbox

import (
	"context"
	"net/url"
	"testing"
)

// BenchmarkList and BenchmarkSearch show a page of an inbox with 1,000 messages in it.
func BenchmarkList(b *testing.B) {
	v := filled(b)
	for b.Loop() {
		v.get("/?toon=alles")
	}
}

// BenchmarkSearch: the first search opens every message, the others only what changed.
func BenchmarkSearch(b *testing.B) {
	v := filled(b)
	v.post("/zoek", url.Values{"zoek": {"xanthippe"}})
	v.get("/zoek")
	for b.Loop() {
		v.get("/zoek")
	}
}

// BenchmarkFirstSearch opens all 1,000.
func BenchmarkFirstSearch(b *testing.B) {
	v := filled(b)
	for b.Loop() {
		clear(v.o.site.index)
		if _, err := v.o.site.matching(v.o.site.printers["nl"], "xanthippe"); err != nil {
			b.Fatal(err)
		}
	}
}

func filled(b *testing.B) *visitor {
	o := newOffice(b)
	l := o.laptop()
	for range 20 {
		var batch [][]byte
		for range 50 {
			batch = append(batch, l.seal(freshID(b), family()))
		}
		for _, got := range o.endpoint.Front.Put(context.Background(), l.id, batch) {
			must(b, got.Err)
		}
	}
	must(b, o.endpoint.Inbox.OpenPending())
	return o.as("marieke", Caseworker)
}
