package cjg

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"schakel/internal/bsn"
)

const maxItems = 100 // elements in any list of a document

var (
	numberForm   = regexp.MustCompile(`^[A-Z]-[0-9]{4,8}$`)
	uuidForm     = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`)
	languageForm = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)
)

// Validate checks the referral.
func (d *Referral) Validate() error { return validate(d) }

// Validate checks the signal.
func (d *Signal) Validate() error { return validate(d) }

// Validate checks the request.
func (d *Request) Validate() error { return validate(d) }

// Validate checks the invitation.
func (d *Invite) Validate() error { return validate(d) }

// Validate checks the recall: whole, or with the groups taken back.
func (d *Recall) Validate() error {
	if d.Whole == (len(d.Groups) > 0) {
		return fmt.Errorf("%w: geheel, or groepen", ErrDocument)
	}
	return validate(d)
}

// Validate checks the answer: a reason with every "past niet", a ground with every "bewaard".
func (d *Answer) Validate() error {
	if (d.State == StateDeclined) != (d.Reason != "") {
		return fmt.Errorf("%w: reden", ErrDocument)
	}
	if (d.State == StateKept) != (d.Ground != "") {
		return fmt.Errorf("%w: grond", ErrDocument)
	}
	return validate(d)
}

func validate(d Document) error {
	schema, name := d.head()
	if *schema != name {
		return fmt.Errorf("%w: schema", ErrDocument)
	}
	if *disclaimer(d) != Disclaimer {
		return fmt.Errorf("%w: verklaring", ErrDocument)
	}
	return validateStruct(reflect.ValueOf(d).Elem(), "")
}

func validateStruct(v reflect.Value, prefix string) error {
	for i := range v.NumField() {
		field := v.Type().Field(i)
		name, rest, _ := strings.Cut(field.Tag.Get("json"), ",")
		required := !strings.Contains(rest, "omitempty")
		if err := validateValue(v.Field(i), field.Tag, prefix+name, required); err != nil {
			return err
		}
	}
	return nil
}

func validateValue(v reflect.Value, tag reflect.StructTag, path string, required bool) error {
	switch v.Kind() {
	case reflect.Struct:
		return validateStruct(v, path+".")
	case reflect.Slice:
		return validateList(v, tag, path, required)
	case reflect.Pointer:
		if v.IsNil() {
			return nil
		}
		return validateValue(v.Elem(), tag, path, required)
	case reflect.Int:
		if n := v.Int(); n < 0 || n > 9999 {
			return fmt.Errorf("%w: %s", ErrDocument, path)
		}
	case reflect.String:
		return validateText(v.String(), tag, path, required)
	}
	return nil
}

func validateList(v reflect.Value, tag reflect.StructTag, path string, required bool) error {
	if v.Len() > maxItems || required && v.Len() == 0 {
		return fmt.Errorf("%w: %s", ErrDocument, path)
	}
	for i := range v.Len() {
		if err := validateValue(v.Index(i), tag, path, true); err != nil {
			return err
		}
	}
	return nil
}

func validateText(s string, tag reflect.StructTag, path string, required bool) error {
	if s == "" {
		if required {
			return fmt.Errorf("%w: %s is empty", ErrDocument, path)
		}
		return nil
	}
	if !followsTag(s, tag) || !plain(s) {
		return fmt.Errorf("%w: %s", ErrDocument, path)
	}
	// What has a fixed form is no free text: the digits of a uuid or a date pass the elfproef now and then.
	if tag.Get("format") == "" && tag.Get("values") == "" && HasBSN(s) {
		return fmt.Errorf("%w: %s", ErrBSN, path)
	}
	return nil
}

func followsTag(s string, tag reflect.StructTag) bool {
	if limit, err := strconv.Atoi(tag.Get("limit")); err == nil && utf8.RuneCountInString(s) > limit {
		return false
	}
	if values := tag.Get("values"); values != "" && !slices.Contains(strings.Fields(values), s) {
		return false
	}
	switch tag.Get("format") {
	case "date":
		_, err := time.Parse(time.DateOnly, s)
		return err == nil
	case "uuid":
		return uuidForm.MatchString(s)
	case "number":
		return numberForm.MatchString(s)
	}
	return true
}

// plain refuses invalid UTF-8 and control characters other than line feed and tab.
func plain(s string) bool {
	if !utf8.ValidString(s) {
		return false
	}
	return !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' })
}

// HasBSN reports whether the text seems to hold a burgerservicenummer; see package bsn.
func HasBSN(text string) bool { return bsn.In(text) }
