package rtl

// AtEdge reports whether the caret cannot go further to the right, or to the left: then an arrow key may leave the field, as in a grid.
func (e *Entry) AtEdge(right bool) bool {
	if from, to := e.edit.selection(); from != to {
		return false
	}
	at, _ := e.page().step(e.edit.caret, e.edit.after, right)
	return at == e.edit.caret
}
