package record

import "strconv"

// Keep is one time that the worker said that a family or a person is still needed, and why.
type Keep struct {
	On     Date    `json:"on"`    // the day on which it was said
	Until  Date    `json:"until"` // the day on which it is asked again
	Reason Private `json:"reason,omitzero"`
}

// kept checks the times that something was kept longer: each ends after the day on which it was said.
func (ps *Problems) kept(all []Keep, today Date) {
	for i, k := range all {
		field := "kept." + strconv.Itoa(i)
		ps.required(field+".on", k.On.Zero())
		ps.required(field+".until", k.Until.Zero())
		ps.past(field+".on", k.On, today)
		ps.order(field+".until", k.On, k.Until)
		ps.short(field+".reason", k.Reason, LimitShort)
	}
}
