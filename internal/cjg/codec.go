package cjg

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"strings"
	"unicode/utf8"

	"schakel/internal/fault"
)

// MaxDocument is the largest document in bytes, as JSON, before sealing.
const MaxDocument = 64 << 10

// What can be wrong with a document. The wrapped text names the field, never its content.
var (
	ErrDocument = fault.New(fault.Invalid, "cjg.document", "the document does not follow its schema")
	ErrSchema   = fault.New(fault.Newer, "cjg.schema", "the document has a schema that this version does not know")
	ErrLarge    = fault.New(fault.Full, "cjg.document_large", "the document is over the size limit")
	ErrBSN      = fault.New(fault.Denied, "cjg.bsn", "a field holds a number that passes as a BSN")
)

// Marshal writes the canonical bytes of a document: fields in the order of the schema, no white space, no escaping beyond what JSON
// needs. The same document always gives the same bytes, so they can be hashed into a consent. It fills in Schema and Disclaimer when they are empty.
func Marshal(d Document) ([]byte, error) {
	schema, name := d.head()
	if *schema == "" {
		*schema = name
	}
	if text := disclaimer(d); *text == "" {
		*text = Disclaimer
	}
	if err := d.Validate(); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(d); err != nil {
		return nil, fmt.Errorf("%w: %v", ErrDocument, err)
	}
	data := bytes.TrimSuffix(out.Bytes(), []byte("\n"))
	if len(data) > MaxDocument {
		return nil, ErrLarge
	}
	return data, nil
}

// Unmarshal reads a document of any known schema. It refuses unknown, repeated and differently cased field names, fields that are missing though
// the schema demands them, empty texts, invalid UTF-8, anything after the end, and whatever Validate refuses.
func Unmarshal(data []byte) (Document, error) {
	if len(data) > MaxDocument {
		return nil, ErrLarge
	}
	if !utf8.Valid(data) {
		return nil, fmt.Errorf("%w: not UTF-8", ErrDocument)
	}
	var peek struct {
		Schema string `json:"schema"`
	}
	if err := json.Unmarshal(data, &peek); err != nil {
		return nil, fmt.Errorf("%w: not a JSON object", ErrDocument)
	}
	d, err := ofSchema(peek.Schema)
	if err != nil {
		return nil, err
	}
	keys := json.NewDecoder(bytes.NewReader(data))
	if err := checkNames(keys, reflect.TypeOf(d).Elem(), ""); err != nil {
		return nil, err
	}
	if _, err := keys.Token(); err != io.EOF {
		return nil, fmt.Errorf("%w: text after the end", ErrDocument)
	}
	if err := complete(data, reflect.TypeOf(d)); err != nil {
		return nil, err
	}
	strict := json.NewDecoder(bytes.NewReader(data))
	strict.DisallowUnknownFields()
	if err := strict.Decode(d); err != nil {
		return nil, fmt.Errorf("%w: a field has the wrong type", ErrDocument)
	}
	if err := d.Validate(); err != nil {
		return nil, err
	}
	return d, nil
}

// UnmarshalRequest reads the JSON body of a request, by the network or from a stick, into one of the types of the contract: every name letter for
// letter and once, no null, nothing unknown and nothing after it. ErrBody.
func UnmarshalRequest(data []byte, into any) error {
	keys := json.NewDecoder(bytes.NewReader(data))
	if checkNames(keys, reflect.TypeOf(into).Elem(), "") != nil {
		return ErrBody
	}
	if _, err := keys.Token(); err != io.EOF || !utf8.Valid(data) {
		return ErrBody
	}
	strict := json.NewDecoder(bytes.NewReader(data))
	strict.DisallowUnknownFields()
	if strict.Decode(into) != nil {
		return ErrBody
	}
	return nil
}

func ofSchema(name string) (Document, error) {
	for _, d := range []Document{&Referral{}, &Signal{}, &Request{}, &Answer{}, &Recall{}, &Invite{}} {
		if _, own := d.head(); own == name {
			return d, nil
		}
	}
	return nil, ErrSchema
}

// checkNames reads one JSON value of the given type and refuses every field name that the type does not have letter for letter, and every
// repeated one: encoding/json alone would fold case and let the last one win.
func checkNames(dec *json.Decoder, t reflect.Type, path string) error {
	tok, err := dec.Token()
	if err != nil {
		return fmt.Errorf("%w: broken JSON", ErrDocument)
	}
	delim, ok := tok.(json.Delim)
	if !ok {
		if tok == nil {
			return fmt.Errorf("%w: %s is null", ErrDocument, path)
		}
		return nil
	}
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch {
	case delim == '{' && t.Kind() == reflect.Struct:
		err = checkObject(dec, t, path)
	case delim == '[' && t.Kind() == reflect.Slice:
		for dec.More() && err == nil {
			err = checkNames(dec, t.Elem(), path)
		}
	default:
		return fmt.Errorf("%w: %s has the wrong type", ErrDocument, path)
	}
	if err != nil {
		return err
	}
	if _, err := dec.Token(); err != nil {
		return fmt.Errorf("%w: broken JSON", ErrDocument)
	}
	return nil
}

func checkObject(dec *json.Decoder, t reflect.Type, path string) error {
	seen := map[string]bool{}
	for dec.More() {
		tok, err := dec.Token()
		name, ok := tok.(string)
		if err != nil || !ok {
			return fmt.Errorf("%w: broken JSON", ErrDocument)
		}
		field, known := fieldNamed(t, name)
		if !known {
			return fmt.Errorf("%w: %sunknown field", ErrDocument, path)
		}
		if seen[name] {
			return fmt.Errorf("%w: %s%s stands twice", ErrDocument, path, name)
		}
		seen[name] = true
		if err := checkNames(dec, field.Type, path+name+"."); err != nil {
			return err
		}
	}
	return nil
}

func fieldNamed(t reflect.Type, name string) (reflect.StructField, bool) {
	for i := range t.NumField() {
		own, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		if own == name {
			return t.Field(i), true
		}
	}
	return reflect.StructField{}, false
}

func disclaimer(d Document) *string {
	switch d := d.(type) {
	case *Referral:
		return &d.Disclaimer
	case *Signal:
		return &d.Disclaimer
	case *Request:
		return &d.Disclaimer
	case *Answer:
		return &d.Disclaimer
	case *Recall:
		return &d.Disclaimer
	case *Invite:
		return &d.Disclaimer
	}
	return new(string)
}
