package record_test

import (
	"reflect"
	"slices"
	"testing"

	"schakel/internal/record"
)

// referring lists the fields of a type that hold an id, however deep, by JSON name.
func referring(t reflect.Type) (all []string) {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || t == reflect.TypeFor[record.Head]() {
		return nil
	}
	for f := range fields(t) {
		inner := f.Type
		for inner.Kind() == reflect.Slice || inner.Kind() == reflect.Pointer {
			inner = inner.Elem()
		}
		if inner == reflect.TypeFor[record.ID]() {
			all = append(all, f.Tag.Get("json"))
			continue
		}
		all = append(all, referring(inner)...)
	}
	return all
}

func fields(t reflect.Type) func(func(reflect.StructField) bool) {
	return func(yield func(reflect.StructField) bool) {
		for i := range t.NumField() {
			if !yield(t.Field(i)) {
				return
			}
		}
	}
}

// A wijksignaal, a verzoek, an advice without a name, a count, a recording and a colleague's card refer to nobody: no field of theirs can
// hold the id of a person or a family.
func TestWhatNamesNobodyHasNoIDOfAnybody(t *testing.T) {
	for r, may := range map[record.Record][]string{
		&record.Signal{}:    {"partner,omitzero", "receiver,omitzero", "delivery,omitzero"},
		&record.Request{}:   {"partner", "meeting,omitzero", "receiver,omitzero", "delivery,omitzero"},
		&record.Advice{}:    nil,
		&record.Tally{}:     nil,
		&record.Talk{}:      nil,
		&record.Colleague{}: nil,
	} {
		if got := referring(reflect.TypeOf(r)); !slices.Equal(got, may) {
			t.Errorf("%v refers to %v, and may to %v", r.Kind(), got, may)
		}
	}
}

// Whatever else is written in it, a doubt or a danger is never offered for sending.
func TestADoubtOrADangerIsNeverSendable(t *testing.T) {
	for _, level := range record.ConcernLevels() {
		for _, scope := range record.ConcernScopes() {
			for _, state := range record.ConcernStates() {
				c := record.Concern{Level: level, Scope: scope, State: state, Household: record.ID{1}}
				if level != record.LevelWorried && (c.Shareable() || c.Row().Flags&record.RowNoShare == 0) {
					t.Errorf("%s %s %s is offered", level, scope, state)
				}
			}
		}
	}
}
