package codec

import (
	"fmt"
	"reflect"
	"strings"
	"sync"
	"time"

	"schakel/internal/record"
)

// shape says how a value stands in JSON.
type shape uint8

const (
	shapeText    shape = iota + 1 // string
	shapePrivate                  // string, revealed
	shapeFlag                     // true or false
	shapeInteger                  // whole number, may be negative
	shapeNatural                  // whole number
	shapeSeconds                  // time.Duration as whole seconds
	shapeMoment                   // time.Time as RFC 3339 in UTC
	shapeDay                      // record.Date as 2026-11-24
	shapeID                       // record.ID as text with dashes
	shapeKind                     // record.Kind by name
	shapeBytes                    // []byte as base64
	shapeSound                    // record.Sound as base64, revealed
	shapeList                     // slice as array
	shapeGroup                    // struct as object
)

// node is how to print and read one type.
type node struct {
	shape  shape
	typ    reflect.Type
	elem   *node // of a list
	fields []field
	byName map[string]int
}

// field is one field of a group; those of an embedded struct stand as if they were its own.
type field struct {
	name  string
	key   []byte // the name with quotes and colon
	index []int
	omit  bool // left out when zero
	node  *node
}

// plans holds a node for every record type, keyed by its pointer type. It is built once and never changes.
var plans = sync.OnceValue(func() map[reflect.Type]*node {
	all := map[reflect.Type]*node{}
	for _, k := range record.Kinds() {
		t := reflect.TypeOf(record.New(k))
		n, err := plan(t.Elem())
		if err != nil {
			panic(err) // a test walks all kinds: a type the codec does not know cannot be released
		}
		all[t] = n
	}
	return all
})

func plan(t reflect.Type) (*node, error) {
	n := &node{typ: t}
	switch t {
	case reflect.TypeFor[record.Private]():
		n.shape = shapePrivate
	case reflect.TypeFor[record.Sound]():
		n.shape = shapeSound
	case reflect.TypeFor[record.ID]():
		n.shape = shapeID
	case reflect.TypeFor[record.Date]():
		n.shape = shapeDay
	case reflect.TypeFor[record.Kind]():
		n.shape = shapeKind
	case reflect.TypeFor[time.Time]():
		n.shape = shapeMoment
	case reflect.TypeFor[time.Duration]():
		n.shape = shapeSeconds
	case reflect.TypeFor[[]byte]():
		n.shape = shapeBytes
	default:
		return n, n.byKind()
	}
	return n, nil
}

func (n *node) byKind() error {
	switch n.typ.Kind() {
	case reflect.String:
		n.shape = shapeText
	case reflect.Bool:
		n.shape = shapeFlag
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		n.shape = shapeInteger
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		n.shape = shapeNatural
	case reflect.Slice:
		n.shape = shapeList
		elem, err := plan(n.typ.Elem())
		n.elem = elem
		return err
	case reflect.Struct:
		n.shape = shapeGroup
		n.byName = map[string]int{}
		return n.collect(n.typ, nil)
	default:
		return fmt.Errorf("codec: no way to write %v", n.typ)
	}
	return nil
}

func (n *node) collect(t reflect.Type, at []int) error {
	for i := range t.NumField() {
		f := t.Field(i)
		index := append(append([]int(nil), at...), i)
		if f.Anonymous {
			if err := n.collect(f.Type, index); err != nil {
				return err
			}
			continue
		}
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		_, twice := n.byName[name]
		if !f.IsExported() || name == "" || twice || len(n.fields) == 64 {
			return fmt.Errorf("codec: %v.%s cannot be written", t, f.Name)
		}
		child, err := plan(f.Type)
		if err != nil {
			return err
		}
		n.byName[name] = len(n.fields)
		n.fields = append(n.fields, field{
			name: name, key: []byte(`"` + name + `":`), index: index, omit: options == "omitzero", node: child,
		})
	}
	return nil
}
