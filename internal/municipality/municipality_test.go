package municipality_test

import (
	"strings"
	"testing"

	"schakel/internal/municipality"
)

func TestEveryMunicipalityHasACodeAndAName(t *testing.T) {
	all := municipality.All()
	if len(all) != 342 {
		t.Fatalf("%d gemeenten, want 342", len(all))
	}
	for _, m := range all {
		if len(m.Code) != 6 || !strings.HasPrefix(m.Code, "GM") || m.Name == "" {
			t.Errorf("%+v", m)
		}
		if municipality.Name(m.Code) != m.Name {
			t.Errorf("%s does not give its name", m.Code)
		}
	}
	if municipality.Name("GM0599") != "Rotterdam" || municipality.Name("GM9999") != "" {
		t.Error("GM0599 is Rotterdam and GM9999 is nobody")
	}
	if got := municipality.Find("zaan", 5); len(got) != 1 || got[0].Name != "Zaanstad" {
		t.Errorf("zaan finds %v", got)
	}
}
