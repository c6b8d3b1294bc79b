package cjg

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

// TestABodyThatIsAnother: what differs from what its header tells of does not count; without the header everything does.
func TestABodyThatIsAnother(t *testing.T) {
	made := httptest.NewRecorder()
	rec := &recorder{ResponseWriter: made, status: http.StatusOK}
	rec.WriteHeader(http.StatusCreated)
	_, _ = rec.Write([]byte(`{"cursor":`))
	_, _ = rec.Write([]byte(`"12"}`))
	rec.send()
	if made.Code != http.StatusCreated || made.Body.String() != `{"cursor":"12"}` || !whole(made.Header(), made.Body.Bytes()) {
		t.Fatalf("%d %s %v", made.Code, made.Body, made.Header())
	}
	for name, c := range map[string]struct {
		header []string
		body   string
		want   bool
	}{
		"altered":          {made.Header().Values(digestHeader), `{"cursor":"13"}`, false},
		"cut":              {made.Header().Values(digestHeader), `{"cursor":"1`, false},
		"nothing said":     {nil, "x", true},
		"another way only": {[]string{"sha-512=:AA==:"}, "x", true},
		"two ways":         {[]string{"sha-512=:AA==:, " + digestOf([]byte("x"))}, "x", true},
		"two, one wrong":   {[]string{digestOf([]byte("x")), digestOf([]byte("y"))}, "x", false},
	} {
		if got := whole(http.Header{digestHeader: c.header}, []byte(c.body)); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
