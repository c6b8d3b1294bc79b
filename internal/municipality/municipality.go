// Package municipality knows the gemeenten of the Netherlands with their CBS code, and finds them by name or by a place in them.
//
// Three lists, each of a date. gemeenten.csv is the division that counts since Division: 342 gemeenten. vroeger.csv holds those of the three
// years before it, with the day on which each went into another one; one that was split among several, and older ones, are not in it.
// plaatsen.csv holds well-known places and city districts whose name is not that of their gemeente: about five hundred of the roughly
// 2,500 places there are, each once. It helps a person who types; it is no register.
package municipality

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed gemeenten.csv
var list string

//go:embed vroeger.csv
var former string

//go:embed plaatsen.csv
var places string

// Division is the day since which the list counts. A change after it is a new list.
const Division = "2023-01-01"

// Municipality is one gemeente.
type Municipality struct {
	Code  string // of the CBS, "GM0599"
	Name  string
	Place string // by which it was found, when that is not its name
}

// All lists them by name. The list is read once.
func All() []Municipality { return slices.Clone(read().all) }

// Places lists the places and districts that are known, by name, with their gemeente.
func Places() []Municipality { return slices.Clone(read().places) }

// Name is the name that belongs to a code, also of a gemeente that is part of another one now; "" when there is none.
func Name(code string) string {
	if m, ok := read().now[code]; ok {
		return m.Name
	}
	return read().before[code].name
}

// Current is the gemeente that a code stands for on a day (2026-11-24): itself, or the one it went into; "" when the code is unknown, or
// had gone already when the list of former ones begins.
func Current(code, day string) string {
	if f, was := read().before[code]; was && day >= f.until {
		return f.into
	}
	if Name(code) == "" {
		return ""
	}
	return code
}

// Code is the code of the gemeente with exactly this name, "" when there is none. Case, accents and the 's of 's-Gravenhage do not count.
func Code(name string) string {
	name = plain(name)
	for _, m := range read().all {
		if name != "" && plain(m.Name) == name {
			return m.Code
		}
	}
	return ""
}

// Find lists the gemeenten whose name begins with a text, and then those in which a place begins with it; at most limit, each once. Case,
// accents and the 's of 's-Gravenhage do not count.
func Find(text string, limit int) []Municipality {
	text = plain(text)
	var some []Municipality
	add := func(m Municipality) {
		known := slices.ContainsFunc(some, func(have Municipality) bool { return have.Code == m.Code })
		if len(some) < limit && !known {
			some = append(some, m)
		}
	}
	if text == "" {
		return nil
	}
	for _, all := range [][]Municipality{read().all, read().places} {
		for _, exact := range []bool{true, false} {
			for _, m := range all {
				name := m.Name
				if m.Place != "" {
					name = m.Place
				}
				if name = plain(name); name == text == exact && strings.HasPrefix(name, text) {
					add(m)
				}
			}
		}
	}
	return some
}

// plain is a name without what people leave out when they type it.
func plain(name string) string {
	name = strings.ToLower(strings.TrimSpace(name))
	for _, article := range []string{"'s-", "’s-", "'s ", "'t ", "’t "} {
		name = strings.TrimPrefix(name, article)
	}
	return strings.NewReplacer("ı", "i", "ú", "u", "â", "a", "ë", "e", "ï", "i", "é", "e", "ö", "o", "-", " ", "’", "'").Replace(name)
}

// lists is everything that is known.
type lists struct {
	all, places []Municipality
	now         map[string]Municipality
	before      map[string]gone
}

// gone is a gemeente that is part of another one.
type gone struct{ name, until, into string }

var read = sync.OnceValue(func() lists {
	l := lists{now: map[string]Municipality{}, before: map[string]gone{}}
	for _, f := range rows(list) {
		m := Municipality{Code: f[0], Name: strings.Join(f[1:], ",")}
		l.all, l.now[m.Code] = append(l.all, m), m
	}
	for _, f := range rows(former) {
		l.before[f[0]] = gone{f[1], f[2], f[3]}
	}
	for _, f := range rows(places) {
		code := f[len(f)-1]
		l.places = append(l.places, Municipality{Code: code, Name: l.now[code].Name, Place: strings.Join(f[:len(f)-1], ",")})
	}
	slices.SortFunc(l.all, func(a, b Municipality) int { return strings.Compare(a.Name, b.Name) })
	return l
})

// rows are the lines of a file without its head, taken apart at the commas.
func rows(file string) [][]string {
	var all [][]string
	for i, line := range strings.Split(strings.TrimSpace(file), "\n") {
		if fields := strings.Split(strings.ReplaceAll(strings.TrimSpace(line), `"`, ""), ","); i > 0 && len(fields) > 1 {
			all = append(all, fields)
		}
	}
	return all
}
