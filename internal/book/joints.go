package book

import (
	"reflect"
	"slices"
	"strings"

	"schakel/internal/contribution"
	"schakel/internal/record"
	"schakel/internal/store"
)

// joints are the joint overviews that were made, of every programme: a worker who hands in for two of them is the same worker.
func joints(tx *store.Tx) ([]contribution.Sum, error) {
	var all []contribution.Sum
	for _, row := range tx.Rows(record.KindProgramme) {
		p, err := store.Get[*record.Programme](tx, row.ID)
		if err != nil {
			return nil, err
		}
		for _, j := range p.Joints {
			all = append(all, sumOf(j))
		}
	}
	return all, nil
}

func sumOf(j record.ProgrammeJoint) contribution.Sum {
	s := contribution.Sum{From: j.From, To: j.To}
	for _, part := range j.Parts {
		s.Parts = append(s.Parts, contribution.Part(part))
	}
	return s
}

// sum is the joint overview that can be made of what is here.
func (g *gathering) sum() contribution.Sum {
	s := contribution.Sum{From: g.period.From, To: g.period.To}
	for key, c := range g.here {
		switch {
		case c.Withdrawn:
		case c.Until.Before(c.To):
			s.Parts = append(s.Parts, contribution.Part{Key: key, Until: c.Until})
		default:
			s.Parts = append(s.Parts, contribution.Part{Key: key})
		}
	}
	slices.SortFunc(s.Parts, func(x, y contribution.Part) int { return strings.Compare(x.Key, y.Key) })
	return s
}

// chosen is the joint overview that is made: of everybody who is in, or, when that would tell what one or two of them counted, of those who stood in
// an earlier one over the same days. Who came after it stands in the next one, as soon as enough others did. ok is false when neither can be.
func (g *gathering) chosen() (s contribution.Sum, ok bool) {
	all := g.sum()
	if len(all.Parts) < contribution.Least || !contribution.Tells(g.made, all) {
		return all, true
	}
	for _, j := range slices.Backward(g.programme.Joints) {
		if was := sumOf(j); was.From == all.From && was.To == all.To && !slices.ContainsFunc(was.Parts, func(p contribution.Part) bool {
			return !slices.Contains(all.Parts, p)
		}) {
			return was, true
		}
	}
	return all, false
}

// remember keeps whose contributions are added up: looked at is as good as handed over.
func (b *Book) remember(tx *store.Tx, g *gathering, s contribution.Sum) error {
	j := record.ProgrammeJoint{From: s.From, To: s.To}
	for _, part := range s.Parts {
		j.Parts = append(j.Parts, record.ProgrammeJointPart(part))
	}
	if slices.ContainsFunc(g.programme.Joints, func(was record.ProgrammeJoint) bool { return reflect.DeepEqual(was, j) }) {
		return nil
	}
	g.programme.Joints = append(g.programme.Joints, j)
	return b.put(tx, g.programme)
}
