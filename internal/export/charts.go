package export

import "strconv"

func (b Bars) strips(l *layout, width float64) []strip {
	head, label, small := l.style(true, sizeBody), l.style(false, sizeBody-0.5), l.style(false, sizeSmall)
	total := small.one(b.Total)
	var out []strip
	title, sum := l.element(tagText, ""), l.element(tagText, "")
	for i, t := range head.lines(b.Title, width-total.width-12) {
		out = append(out, strip{height: head.height() + 2, keep: true, draw: func(x, y, width float64) {
			l.marked(title, func() { l.text(t, head, l.start(x, width, t.width, 0), y, colourText) })
			if i == 0 && b.Total != "" {
				l.marked(sum, func() { l.text(total, small, l.end(x, width, total.width), y+head.size-small.size, colourMuted) })
			}
		}})
	}
	above := l.running(b.Title)
	longest := 0.0
	for _, row := range b.Rows {
		longest = max(longest, row.Then)
		if !row.Hidden {
			longest = max(longest, row.Value)
		}
	}
	l.within(l.element(tagList, ""), func() {
		for i, row := range b.Rows {
			s := l.bar(row, b.Funnel, longest, label, small, width)
			last := len(b.Rows) - 1
			s.keep = i < last && (i == 0 || i == last-1 || last < rowsTogether)
			if i > 0 {
				s.head = above
			}
			out = append(out, s)
		}
	})
	return append(out, gap(10))
}

// rowsTogether is how many rows a chart may have and still never be parted.
const rowsTogether = 7

// bar is one row: the label at the start side, then the bar with its number; what is hidden is an outlined box with a word.
func (l *layout) bar(row Bar, middle bool, longest float64, label, small style, width float64) strip {
	const share, reserved = 0.44, 52.0
	own := label
	if row.Typed {
		own = label.typedBy(row.Label)
	}
	shift := float64(row.Depth) * 10
	lines := own.lines(row.Label, width*share-8-shift)
	number := label.one(row.Text)
	if row.Hidden {
		number = small.one(row.Text)
	}
	var name, body int
	l.within(l.element(tagItem, ""), func() { name, body = l.element(tagLabel, ""), l.element(tagBody, "") })
	height := float64(len(lines))*label.size*1.25 + 5
	before, below := small.one(row.Before), label.size*1.25+4
	if row.Before != "" {
		height = max(height, below+small.height()+1)
	}
	return strip{height: height, draw: func(x, y, width float64) {
		y += label.size * 0.1 // the words stand that much higher than the bar, also where the row begins a page
		room := width*(1-share) - reserved
		long, thick, shift := 0.0, label.size*0.95, shift
		if row.Depth > 0 {
			thick *= 0.7
		}
		top := y + 0.22*label.size + (label.size*0.95-thick)/2
		switch {
		case row.Hidden:
			long = 30
			l.box(l.start(x, width, long, width*share), top, long, thick, colourEdge, false)
		case longest > 0 && row.Value > 0:
			long = max(room*row.Value/longest, 1.5)
			from := width * share
			if middle {
				from += (room - long) / 2
			}
			l.box(l.start(x, width, long, from), top, long, thick, colourAccent, true)
			if middle {
				long = (room + long) / 2
			}
		}
		style, colour := label, colourText
		if row.Hidden {
			style, colour = small, colourMuted
		}
		l.marked(name, func() {
			for i, t := range lines {
				l.text(t, own, l.start(x, width, t.width, shift), y-label.size*0.1+float64(i)*label.size*1.25, colourText)
			}
		})
		l.marked(body, func() {
			l.text(number, style, l.start(x, width, number.width, width*share+long+6), y-label.size*0.1+(label.size-style.size)*0.6, colour)
			l.compared(row, before, small, x, y+below, width, share, room*row.Then/max(longest, 1))
		})
	}}
}

// compared draws what a bar is compared with below it: a thin line as long as it was, and the number in words.
func (l *layout) compared(row Bar, before typed, small style, x, y, width, share, long float64) {
	if row.Before == "" {
		return
	}
	if row.Then > 0 {
		l.box(l.start(x, width, max(long, 1.5), width*share), y, max(long, 1.5), 2.5, colourEdge, true)
	}
	l.text(before, small, l.start(x, width, before.width, width*share+max(long, 0)+6), y-4, colourMuted)
}

func (b Line) strips(l *layout, width float64) []strip {
	head, small := l.style(true, sizeBody), l.style(false, sizeSmall)
	titles := head.lines(b.Title, width)
	notes := small.lines(b.Note, width)
	beside := len(titles) == 1 && len(notes) == 1 && titles[0].width+14+notes[0].width <= width
	const plot = 78.0
	says, chart := l.element(tagText, ""), l.element(tagGroup, "")
	high := float64(len(titles)) * head.height()
	if !beside {
		high += float64(len(notes)) * small.height()
	}
	top := strip{height: high + 6, keep: true, draw: func(x, y, width float64) {
		l.marked(says, func() {
			for _, t := range titles {
				l.text(t, head, l.start(x, width, t.width, 0), y, colourText)
				y += head.height()
			}
			if beside {
				l.text(notes[0], small, l.start(x, width, notes[0].width, titles[0].width+14), y-head.height()+head.size-small.size, colourMuted)
				return
			}
			for i, t := range notes { // what does not fit beside the title stands below it
				l.text(t, small, l.start(x, width, t.width, 0), y+float64(i)*small.height(), colourMuted)
			}
		})
	}}
	drawn := strip{height: plot + small.height() + 14, draw: func(x, y, width float64) {
		l.within(chart, func() { l.plot(b, small, x, y, width, plot) })
	}}
	return []strip{top, drawn}
}

// plot draws the grid, the line with a dot at every point, and the labels below. Time runs in the direction of the language.
func (l *layout) plot(b Line, s style, x, y, width, height float64) {
	const axis = 26.0
	most, points := 2, b.Points
	for _, p := range points {
		most = max(most, p.Value)
	}
	for _, n := range b.Before {
		most = max(most, n)
	}
	most += most % 2
	level := func(n float64) float64 { return y + 4 + height*(1-n/float64(most)) }
	for _, n := range []int{0, most / 2, most} {
		at := level(float64(n))
		l.stroke([][2]float64{{l.start(x, width, 0, axis), at}, {l.start(x, width, 0, width), at}}, colourLine, 0.6)
		t := s.one(strconv.Itoa(n))
		l.tagged(tagText, func() { l.text(t, s, l.start(x, width, t.width, 0), at-s.height()/2, colourMuted) })
	}
	step := 0.0
	if len(points) > 1 {
		step = (width - axis - 20) / float64(len(points)-1)
	}
	var line, before [][2]float64
	free := -1.0
	for i, p := range points {
		along := axis + 8 + float64(i)*step
		at := [2]float64{l.start(x, width, 0, along), level(float64(p.Value))}
		line = append(line, at)
		if i < len(b.Before) {
			before = append(before, [2]float64{at[0], level(float64(b.Before[i]))})
		}
		t := s.one(p.Label)
		if p.Label == "" || along < free || along+t.width > width {
			continue
		}
		free = along + t.width + 8
		l.tagged(tagText, func() { l.text(t, s, l.start(x, width, t.width, along-3), y+height+8, colourMuted) })
	}
	if len(before) > 0 {
		l.stroke(before, colourEdge, 0.7)
	}
	if len(line) > 0 {
		l.stroke(line, colourAccent, 1.6)
	}
	for _, at := range line {
		l.stroke([][2]float64{at, at}, colourAccent, 5)
	}
}
