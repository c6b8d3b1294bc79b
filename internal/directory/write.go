package directory

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"

	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Write writes partners as a table with a semicolon between its columns and a mark, so that a Dutch Excel opens it as it should. Each
// row after the first of an organisation has its id and name with one more thing that it does and one more person. Pictures and the
// key of an endpoint stay here. No cell can become a formula.
func Write(w io.Writer, all []*record.Partner, p, dutch *i18n.Printer) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.Comma, out.UseCRLF = ';', true
	columns, wd := Columns(), words{p: p, dutch: dutch}
	head := make([]string, len(columns))
	for i, c := range columns {
		head[i] = Neutral(c.Heading(p))
	}
	err := out.Write(head)
	for _, partner := range all {
		for i := range max(1, len(partner.Offers), len(partner.Officers)) {
			err = errors.Join(err, out.Write(cells(columns, &wd, partner, i)))
		}
	}
	out.Flush()
	return errors.Join(err, out.Error())
}

// cells is row i of an organisation.
func cells(columns []Column, w *words, p *record.Partner, i int) []string {
	r := row{partner: p}
	if i < len(p.Offers) {
		r.offer = &p.Offers[i]
	}
	if i < len(p.Officers) {
		r.officer = &p.Officers[i]
	}
	out := make([]string, len(columns))
	for at, c := range columns {
		switch {
		case c.Group == OfOffer && r.offer == nil, c.Group == OfOfficer && r.officer == nil:
		case c.Group == OfPartner && i > 0 && c.Key != "id" && c.Key != "name" && c.Key != "municipality":
		default:
			out[at] = Neutral(strings.TrimSpace(c.get(w, r)))
		}
	}
	return out
}
