package people

import (
	"slices"
	"strings"
	"testing"

	"schakel/app/ui/uitest"
	"schakel/app/ui/versions"
	"schakel/internal/record"
)

// Every field of a contact can be written on its page: in two versions each of them is asked about.
func TestEveryFieldOfAContactIsInAChoice(t *testing.T) {
	asked := append(strings.Fields(strings.Join(contactFields(), " ")), "aims") // given on the page of the contribution
	fields := versions.Fields(&record.Contact{})
	slices.Sort(asked)
	slices.Sort(fields)
	if !slices.Equal(asked, fields) {
		t.Errorf("asked %q, of %q", asked, fields)
	}
	c := &Contact{entry: entry{p: uitest.Dutch(t), src: newBook(t)}}
	if n := len(c.said(&record.Contact{}, nil)); n != len(contactFields()) {
		t.Errorf("%d facts", n)
	}
}
