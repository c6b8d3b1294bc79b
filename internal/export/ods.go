package export

import (
	"archive/zip"
	"fmt"
	"io"
	"strconv"
	"strings"

	"schakel/internal/i18n"
	"schakel/internal/summary"
)

// ODS writes a report as a workbook of OpenDocument 1.3, with pictures that LibreOffice draws itself, in the printer's language. Texts are kept
// as texts, numbers as numbers: there is no formula, no link and no macro in it. Only a report made by Public is written: ErrUnsafe for another.
func ODS(w io.Writer, r summary.Report, p *i18n.Printer) error { return letteredODS(w, r, p, nil) }

// letteredODS is ODS with a letterhead above the first sheet; nil for none.
func letteredODS(w io.Writer, r summary.Report, p *i18n.Printer, head *Letterhead) error {
	b, err := workbookOf(r, p)
	if err != nil {
		return err
	}
	b.headed(head)
	o := &ods{out: zip.NewWriter(w), b: b}
	if err := o.write(r); err != nil {
		return fmt.Errorf("ods: %w", err)
	}
	return nil
}

// ods writes a workbook as the files of an archive.
type ods struct {
	out     *zip.Writer
	b       workbook
	parts   []string // the folders and files of the manifest
	drawn   int      // pictures so far
	objects []*markup
	logos   []sheetLogo // in the order of their names
}

const (
	odsType    = "application/vnd.oasis.opendocument.spreadsheet"
	odsChart   = "application/vnd.oasis.opendocument.chart"
	odsVersion = "1.3"
)

func (o *ods) write(r summary.Report) error {
	// Programs know the file by its first bytes: the type comes first and is not packed (OpenDocument 1.3, part 2, 3.3).
	first, err := o.out.CreateHeader(&zip.FileHeader{Name: "mimetype", Method: zip.Store})
	if err != nil {
		return err
	}
	if _, err := io.WriteString(first, odsType); err != nil {
		return err
	}
	content := o.content()
	files := []struct {
		name string
		data *markup
	}{{"content.xml", content}, {"styles.xml", o.styles()}, {"meta.xml", o.meta(r)}, {"settings.xml", o.settings()}}
	for i, object := range o.objects {
		files = append(files, struct {
			name string
			data *markup
		}{objectName(i+1) + "/content.xml", object})
	}
	for _, f := range files {
		if err := o.file(f.name, f.data); err != nil {
			return err
		}
	}
	for i, g := range o.logos {
		f, err := o.out.Create(logoName(i, g))
		if err != nil {
			return err
		}
		if _, err := f.Write(g.data); err != nil {
			return err
		}
	}
	if err := o.file("META-INF/manifest.xml", o.manifest()); err != nil {
		return err
	}
	return o.out.Close()
}

func (o *ods) file(name string, m *markup) error {
	f, err := o.out.Create(name)
	if err != nil {
		return err
	}
	data, err := m.bytes()
	if err != nil {
		return err
	}
	o.parts = append(o.parts, name)
	_, err = f.Write(data)
	return err
}

func objectName(n int) string { return "Object " + strconv.Itoa(n) }

func (o *ods) manifest() *markup {
	m := newMarkup()
	entry := func(path, kind string) {
		m.tag("manifest:file-entry", "manifest:full-path", path, "manifest:media-type", kind)
	}
	m.in("manifest:manifest", []string{"xmlns:manifest", "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0", "manifest:version", odsVersion}, func() {
		entry("/", odsType)
		for _, name := range o.parts {
			entry(name, "text/xml")
		}
		for i, g := range o.logos {
			entry(logoName(i, g), "image/"+strings.TrimPrefix(g.kind, "."))
		}
		for i := range o.objects {
			entry(objectName(i+1)+"/", odsChart)
		}
	})
	return m
}

func (o *ods) meta(r summary.Report) *markup {
	m := newMarkup()
	m.in("office:document-meta", namespaces(), func() {
		m.in("office:meta", nil, func() {
			m.say("meta:generator", "Schakel")
			m.say("dc:title", o.b.title)
			m.say("dc:language", o.b.tag)
			m.say("dc:date", r.Today.String()+"T00:00:00")
		})
	})
	return m
}

// settings says what stays in view on every sheet.
func (o *ods) settings() *markup {
	m := newMarkup()
	item := func(name, kind, value string) {
		m.in("config:config-item", []string{"config:name", name, "config:type", kind}, func() { m.text(value) })
	}
	m.in("office:document-settings", namespaces(), func() {
		m.in("office:settings", nil, func() {
			m.in("config:config-item-set", []string{"config:name", "ooo:view-settings"}, func() {
				m.in("config:config-item-map-indexed", []string{"config:name", "Views"}, func() {
					m.in("config:config-item-map-entry", nil, func() {
						item("ViewId", "string", "view1")
						m.in("config:config-item-map-named", []string{"config:name", "Tables"}, func() {
							for _, s := range o.b.sheets {
								m.in("config:config-item-map-entry", []string{"config:name", s.name}, func() {
									item("HorizontalSplitMode", "short", strconv.Itoa(2*min(s.beside, 1)))
									item("VerticalSplitMode", "short", "2")
									item("HorizontalSplitPosition", "int", strconv.Itoa(s.beside))
									item("VerticalSplitPosition", "int", strconv.Itoa(s.above))
									item("ActiveSplitRange", "short", strconv.Itoa(2+min(s.beside, 1)))
									item("PositionRight", "int", strconv.Itoa(s.beside))
									item("PositionBottom", "int", strconv.Itoa(s.above))
									item("ShowGrid", "boolean", "false")
									item("ShowZeroValues", "boolean", "true")
								})
							}
						})
						item("ActiveTable", "string", o.b.sheets[0].name)
						item("ShowGrid", "boolean", "false")
						item("ShowZeroValues", "boolean", "true")
					})
				})
			})
		})
	})
	return m
}

// styles has the paper of every sheet, with what it is and the number of the page below it.
func (o *ods) styles() *markup {
	m := newMarkup()
	m.in("office:document-styles", namespaces(), func() {
		m.in("office:styles", nil, func() {
			m.in("style:default-style", []string{"style:family", "table-cell"}, func() {
				m.tag("style:text-properties", "fo:font-family", sheetFace, "style:font-family-complex", sheetFace, "fo:font-size", "11pt", "fo:color", "#"+hexText, "fo:language", o.b.tag, "style:language-complex", o.b.tag, "style:font-size-complex", "11pt")
			})
			m.tag("style:style", "style:name", "Default", "style:family", "table-cell")
		})
		m.in("office:automatic-styles", nil, func() {
			for i, s := range o.b.sheets {
				o.paper(m, i, s)
			}
		})
		m.in("office:master-styles", nil, func() {
			for i, s := range o.b.sheets {
				m.in("style:master-page", []string{"style:name", "sheet" + strconv.Itoa(i), "style:page-layout-name", "paper" + strconv.Itoa(i)}, func() {
					m.tag("style:header", "style:display", "false")
					m.in("style:footer", nil, func() {
						m.in("style:region-left", nil, func() { m.say("text:p", s.footer) })
						m.in("style:region-right", nil, func() {
							m.in("text:p", nil, func() {
								m.tag("text:page-number")
								m.text(" / ")
								m.tag("text:page-count")
							})
						})
					})
				})
			}
		})
	})
	return m
}

// paper is the page of a sheet.
func (o *ods) paper(m *markup, i int, s *worksheet) {
	wide, high, way := "21cm", "29.7cm", "portrait"
	if s.landscaped {
		wide, high, way = high, wide, "landscape"
	}
	m.in("style:page-layout", []string{"style:name", "paper" + strconv.Itoa(i)}, func() {
		margin := points2(paperMargin)
		attrs := []string{
			"fo:page-width", wide, "fo:page-height", high, "style:print-orientation", way, "fo:margin-left", margin, "fo:margin-right", margin,
			"fo:margin-top", margin, "fo:margin-bottom", points2(paperMargin / 2), "style:scale-to", strconv.Itoa(s.scale()) + "%", "style:print", "charts drawings objects zero-values", "style:first-page-number", "continue",
		}
		if o.b.mirrored {
			attrs = append(attrs, "style:writing-mode", "rl-tb")
		}
		m.tag("style:page-layout-properties", attrs...)
		m.in("style:footer-style", nil, func() {
			m.tag("style:header-footer-properties", "fo:min-height", "18pt", "fo:margin-top", "6pt")
		})
	})
}

// points2 is a length in points.
func points2(f float64) string { return strings.TrimSuffix(num(f), ".00") + "pt" }
