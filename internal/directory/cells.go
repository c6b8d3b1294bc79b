package directory

import (
	"slices"
	"strconv"
	"strings"

	"schakel/internal/i18n"
	"schakel/internal/municipality"
	"schakel/internal/record"
)

// between stands between the values of a list in one cell.
const between = "|"

func textColumn(key string, g Group, names string, at func(row) *record.Private) Column {
	return Column{Key: key, Group: g, names: names,
		get: func(_ *words, r row) string { return at(r).Reveal() },
		set: func(_ *words, r row, s string) string { *at(r) = record.Text(s); return "" }}
}

func numberColumn(key string, g Group, names string, at func(row) *int) Column {
	return Column{Key: key, Group: g, names: names,
		get: func(_ *words, r row) string {
			if *at(r) == 0 {
				return ""
			}
			return strconv.Itoa(*at(r))
		},
		set: func(_ *words, r row, s string) string {
			n, ok := i18n.ParseCount(s)
			if !ok {
				return "count.range"
			}
			*at(r) = n
			return ""
		}}
}

func flagColumn(key string, g Group, names string, at func(row) *bool) Column {
	return Column{Key: key, Group: g, names: names,
		get: func(w *words, r row) string {
			if *at(r) {
				return w.p.T("directory.yes")
			}
			return ""
		},
		set: func(w *words, r row, s string) string {
			text := i18n.Fold(s)
			yes := slices.Contains([]string{"ja", "yes", "1", "x", "true", i18n.Fold(w.p.T("directory.yes"))}, text)
			if !yes && !slices.Contains([]string{"nee", "no", "0", "false", i18n.Fold(w.p.T("directory.no"))}, text) {
				return "unknown"
			}
			*at(r) = yes
			return ""
		}}
}

func dayColumn(key, names string, at func(row) *record.Date) Column {
	return Column{Key: key, Group: OfOfficer, names: names,
		get: func(_ *words, r row) string { return at(r).String() },
		set: func(w *words, r row, s string) string {
			day, err := record.ParseDate(s)
			if err != nil {
				if day, err = w.p.ParseDate(s, w.today); err != nil {
					return "directory.date"
				}
			}
			*at(r) = day
			return ""
		}}
}

func enumColumn[T ~string](key string, g Group, names, list string, values []T, at func(row) *T) Column {
	return Column{Key: key, Group: g, names: names,
		get: func(w *words, r row) string { return label(w.p, list, *at(r)) },
		set: func(w *words, r row, s string) string {
			v, ok := parseValue(w, list, values, s)
			if !ok {
				return "unknown"
			}
			*at(r) = v
			return ""
		}}
}

func enumsColumn[T ~string](key string, g Group, names, list string, values []T, at func(row) *[]T) Column {
	return Column{Key: key, Group: g, names: names,
		get: func(w *words, r row) string { return joinAll(*at(r), func(v T) string { return label(w.p, list, v) }) },
		set: func(w *words, r row, s string) string {
			var all []T
			for _, part := range parts(s) {
				v, ok := parseValue(w, list, values, part)
				if !ok {
					return "unknown"
				}
				if !slices.Contains(all, v) {
					all = append(all, v)
				}
			}
			*at(r) = all
			return ""
		}}
}

// tonguesColumn is a list of languages, by name or by code.
func tonguesColumn(key string, g Group, names string, at func(row) *[]string) Column {
	return Column{Key: key, Group: g, names: names,
		get: func(w *words, r row) string { return joinAll(*at(r), func(c string) string { return Tongue(w.p, c) }) },
		set: func(w *words, r row, s string) string {
			var all []string
			for _, part := range parts(s) {
				code, ok := TongueCode(part, w.p, w.dutch)
				if !ok {
					return "directory.language"
				}
				if !slices.Contains(all, code) {
					all = append(all, code)
				}
			}
			*at(r) = all
			return ""
		}}
}

// Tongue is a language as people name it; a code that is not in the list is shown as it is.
func Tongue(p *i18n.Printer, code string) string {
	return p.Tongue(code)
}

// TongueCode finds a language by its name in any of the languages of the screen, or by its code.
func TongueCode(text string, in ...*i18n.Printer) (string, bool) {
	folded := i18n.Fold(text)
	for _, code := range in[0].Tongues() {
		if folded == code {
			return code, true
		}
		for _, p := range in {
			if i18n.Fold(p.T("language."+code)) == folded {
				return code, true
			}
		}
	}
	return "", false
}

func label[T ~string](p *i18n.Printer, list string, v T) string {
	if v == "" {
		return ""
	}
	return p.T(list + "." + string(v))
}

// parseValue finds a value by its label in either language, its domain term, or its stable word.
func parseValue[T ~string](w *words, list string, values []T, text string) (T, bool) {
	folded := i18n.Fold(text)
	for _, v := range values {
		for _, known := range []string{string(v), label(w.p, list, v), label(w.dutch, list, v), w.dutch.Term(list, string(v))} {
			if known != "" && i18n.Fold(known) == folded {
				return v, true
			}
		}
	}
	return "", false
}

func setID(to *record.ID, text string) string {
	id, err := record.ParseID(strings.ToLower(text))
	if err != nil {
		return "unknown"
	}
	*to = id
	return ""
}

func joinAll[T any](all []T, text func(T) string) string {
	out := make([]string, len(all))
	for i, v := range all {
		out[i] = strings.ReplaceAll(strings.TrimSpace(text(v)), between, "/")
	}
	if len(out) == 1 && strings.ContainsAny(out[0], ",;\n") {
		return out[0] + " " + between // else its comma would part it when it is read
	}
	return strings.Join(out, " "+between+" ")
}

// parts splits a cell with several values: at bars, else at commas or semicolons.
func parts(cell string) []string {
	cut := between
	if !strings.Contains(cell, between) {
		cut = ",;\n"
	}
	var all []string
	for _, part := range strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune(cut, r) }) {
		if part = strings.TrimSpace(part); part != "" {
			all = append(all, part)
		}
	}
	return all
}

func splitAll[T any](cell string, make1 func(string) T) []T {
	var all []T
	for _, part := range parts(cell) {
		all = append(all, make1(part))
	}
	return all
}

// town is a gemeente by its name: what is kept is its code, or what was typed when it is no gemeente of today.
func town(kept string) string {
	if name := municipality.Name(kept); name != "" {
		return name
	}
	return kept
}

func townCode(text string) string {
	for _, m := range municipality.Find(text, 5) {
		if strings.EqualFold(m.Name, text) {
			return m.Code
		}
	}
	return text
}
