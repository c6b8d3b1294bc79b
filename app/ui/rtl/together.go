package rtl

import "schakel/internal/i18n"

// together leaves out the ends of words at which a line should not end: an amount stays with its €, a number with what it counts. Where the
// line is too narrow for both they part all the same.
func (p *paragraph) together(ends []int, width float32) []int {
	out := make([]int, 0, len(ends))
	from := 0
	for i, end := range ends {
		if i+1 < len(ends) && i18n.Sticks(p.text, end-1) && p.measure(from, ends[i+1])-p.spaceAfter(ends[i+1]) <= width+slack {
			continue
		}
		out = append(out, end)
		from = end
	}
	return out
}
