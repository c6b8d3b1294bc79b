package inbox

import (
	"strings"

	"schakel/internal/cjg"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// section is a heading with fields.
type section struct {
	Heading string
	Fields  []field
}

type field struct{ Label, Value string }

// sections lays out every line of a document: what was said first, then who sent it to whom; who agreed and the fixed sentence apart.
// Nothing is left out.
func sections(p *i18n.Printer, d cjg.Document) (said, agreed []section, fixed string) {
	var ends section
	item, list := 0, ""
	for _, line := range d.Lines() {
		if line.Key == "verklaring" {
			fixed = line.Value
			continue
		}
		to := &said
		first, _, _ := strings.Cut(line.Key, ".")
		if first == "toestemmingen" {
			to = &agreed
		}
		if first == "schema" || first == "nummer" || line.Item == 0 && (first == "aan" || first == "van") {
			ends.Fields = append(ends.Fields, field{Label: labelOf(p, d, line), Value: valueText(p, line)})
			continue
		}
		if line.Item == 0 {
			first = ""
		}
		if len(*to) == 0 || line.Item != item || first != list {
			*to = append(*to, section{})
		}
		item, list = line.Item, first
		here := &(*to)[len(*to)-1]
		f := field{Label: labelOf(p, d, line), Value: valueText(p, line)}
		if n := len(here.Fields); n > 0 && here.Fields[n-1].Label == f.Label {
			here.Fields[n-1].Value = p.Commas([]string{here.Fields[n-1].Value, f.Value}) // a list: one field with all its values
			continue
		}
		here.Fields = append(here.Fields, f)
	}
	return append(said, ends), agreed, fixed
}

// labelOf is what a line is called. Only in a doorverwijzing the question is the family's; elsewhere a professional or a worker asks.
func labelOf(p *i18n.Printer, d cjg.Document, line cjg.Line) string {
	if _, family := d.(*cjg.Referral); !family && line.Key == "vraag" {
		return p.T("inbox.line.question")
	}
	return p.Value("document.line", line.Name())
}

func valueText(p *i18n.Printer, line cjg.Line) string {
	switch line.Type {
	case cjg.Date:
		return dayText(p, line.Value)
	case cjg.YesNo:
		return p.Value("inbox.answer", line.Value)
	case cjg.Choice:
		return choiceText(p, line)
	}
	return line.Value
}

// choiceText is the label of a value of a closed list. The lists are written out so that a text without a use is found.
func choiceText(p *i18n.Printer, line cjg.Line) string {
	switch line.Enum {
	case "document.role":
		return p.Value("document.role", line.Value)
	case "document.capacity":
		return p.Value("document.capacity", line.Value)
	case "document.way":
		return p.Value("document.way", line.Value)
	case "document.group":
		return p.Value("document.group", line.Value)
	case "document.goal":
		return p.Value("document.goal", line.Value)
	case "document.jgz":
		return p.Value("document.jgz", line.Value)
	case "document.form":
		return p.Value("document.form", line.Value)
	case "document.urgency":
		return p.Value("document.urgency", line.Value)
	case "document.area":
		return p.Value("document.area", line.Value)
	case "document.sort":
		return p.Value("document.sort", line.Value)
	case "document.invite":
		return p.Value("document.invite", line.Value)
	case "document.state":
		return p.Value("document.state", line.Value)
	case "document.reason":
		return p.Value("document.reason", line.Value)
	case "language":
		return languageText(p, line.Value)
	}
	return line.Value
}

// spoken maps the codes that occur to the ones that have a text: ISO 639-3, and the two-letter ones of BCP 47.
func spoken(code string) string {
	return map[string]string{
		"nl": "nld", "tr": "tur", "ar": "ara", "pl": "pol", "en": "eng", "ti": "tir", "so": "som", "uk": "ukr", "ru": "rus", "fr": "fra",
		"es": "spa", "bg": "bul", "ro": "ron", "fa": "fas", "pt": "por", "am": "amh", "ur": "urd", "zh": "cmn", "de": "deu", "pap": "pap",
		"nld": "nld", "tur": "tur", "ara": "ara", "pol": "pol", "eng": "eng", "tir": "tir", "som": "som", "ukr": "ukr", "rus": "rus", "fra": "fra",
		"spa": "spa", "bul": "bul", "ron": "ron", "fas": "fas", "por": "por", "amh": "amh", "urd": "urd", "cmn": "cmn", "deu": "deu",
		"ary": "ary", "rif": "rif", "zgh": "zgh", "tzm": "tzm", "shi": "shi", "kmr": "kmr", "ckb": "ckb", "prs": "prs", "apc": "apc", "srn": "srn",
	}[code]
}

func languageText(p *i18n.Printer, code string) string {
	base, _, _ := strings.Cut(code, "-")
	if known := spoken(base); known != "" {
		return p.Value("inbox.language", known)
	}
	return code
}

// dayText is a civil day in words, or the text itself when it is none.
func dayText(p *i18n.Printer, iso string) string {
	d, err := record.ParseDate(iso)
	if err != nil {
		return iso
	}
	return p.Date(d)
}
