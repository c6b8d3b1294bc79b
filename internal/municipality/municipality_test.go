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

func TestAPlaceFindsItsMunicipality(t *testing.T) {
	for typed, want := range map[string]string{
		"zaandam": "Zaanstad", "Zaand": "Zaanstad", "den haag": "'s-Gravenhage", "gravenhage": "'s-Gravenhage", "Den Bosch": "'s-Hertogenbosch",
		"hoofddorp": "Haarlemmermeer", "Weesp": "Amsterdam", "bussum": "Gooise Meren", "sneek": "Súdwest-Fryslân", "sudwest": "Súdwest-Fryslân",
		"groningen": "Groningen", "haren": "Groningen", "spijkenisse": "Nissewaard", "Charlois": "Rotterdam",
	} {
		if got := municipality.Find(typed, 3); len(got) == 0 || got[0].Name != want {
			t.Errorf("%s finds %v, want %s", typed, got, want)
		}
	}
	if got := municipality.Find("zaandam", 3); got[0].Place != "Zaandam" {
		t.Errorf("found by %q", got[0].Place)
	}
	if len(municipality.Find("zzzz", 3)) != 0 || len(municipality.Find(" ", 3)) != 0 {
		t.Error("found nothing")
	}
}

// Every place and every former gemeente leads to one that is there, and no place has the name of another gemeente.
func TestTheListsAgree(t *testing.T) {
	names, seen := map[string]bool{}, map[string]bool{}
	for _, m := range municipality.All() {
		names[m.Name] = true
	}
	for _, p := range municipality.Places() {
		if p.Name == "" || names[p.Place] || seen[p.Place] {
			t.Errorf("%+v", p)
		}
		seen[p.Place] = true
	}
	if len(municipality.Places()) < 400 {
		t.Errorf("%d places", len(municipality.Places()))
	}
	for code, c := range map[string][3]string{
		"GM0457": {"Weesp", "2022-03-23", "GM0457"}, "GM0398": {"Heerhugowaard", "2022-01-01", "GM1980"}, "GM0599": {"Rotterdam", "2026-11-24", "GM0599"},
	} {
		if municipality.Name(code) != c[0] || municipality.Current(code, c[1]) != c[2] {
			t.Errorf("%s is %q, on %s %q", code, municipality.Name(code), c[1], municipality.Current(code, c[1]))
		}
	}
	if municipality.Current("GM9999", "2026-01-01") != "" {
		t.Error("a code of nothing")
	}
}

func TestTheCodeOfAName(t *testing.T) {
	for name, want := range map[string]string{"Rotterdam": "GM0599", "rotterdam ": "GM0599", "Den Haag": "", "'s-Gravenhage": "GM0518", "Rotter": "", "": "", "Atlantis": ""} {
		if got := municipality.Code(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}
