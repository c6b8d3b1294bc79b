package cjg

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
)

// complete refuses a document that leaves out what its schema demands, or that has an empty text where it should leave the field out. Once it is
// read into its type, no yes or no shows whether it was written down: "geheel" that is missing would mean that only a part is taken back.
func complete(data []byte, t reflect.Type) error {
	var tree any
	if json.Unmarshal(data, &tree) != nil {
		return fmt.Errorf("%w: not a JSON object", ErrDocument)
	}
	return completeIn(tree, t, "")
}

func completeIn(v any, t reflect.Type, path string) error {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch v := v.(type) {
	case string:
		if v == "" {
			return fmt.Errorf("%w: %s is empty", ErrDocument, strings.TrimSuffix(path, "."))
		}
	case []any:
		for _, one := range v {
			if t.Kind() == reflect.Slice {
				if err := completeIn(one, t.Elem(), path); err != nil {
					return err
				}
			}
		}
	case map[string]any:
		if t.Kind() == reflect.Struct {
			return completeObject(v, t, path)
		}
	}
	return nil // a wrong type is refused by who reads it into its type
}

func completeObject(v map[string]any, t reflect.Type, path string) error {
	for i := range t.NumField() {
		field := t.Field(i)
		name, rest, _ := strings.Cut(field.Tag.Get("json"), ",")
		value, there := v[name]
		switch {
		case there:
			if err := completeIn(value, field.Type, path+name+"."); err != nil {
				return err
			}
		case !strings.Contains(rest, "omitempty"):
			return fmt.Errorf("%w: %s%s is missing", ErrDocument, path, name)
		}
	}
	return nil
}
