package summaries

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/book"
	"schakel/internal/record"
	"schakel/internal/summary"
)

// Tales is where the stories are that can stand in an overview.
type Tales interface {
	Stories(ctx context.Context) ([]book.StoryChoice, error)
	PickStories(ctx context.Context, ids []record.ID) ([]summary.Story, error)
}

// tellTales puts the chosen stories in the report, and gives those that may be chosen. One that may not be told any more is left out.
func (v *View) tellTales(ctx context.Context, q question, got *counted) error {
	all, err := v.src.Stories(ctx)
	if err != nil || got.whole.Empty {
		return err
	}
	may := map[record.ID]bool{}
	for _, one := range all {
		if one.Bar == "" {
			got.tales = append(got.tales, *one.Story)
			may[one.Story.ID] = true
		}
	}
	chosen := slices.DeleteFunc(q.stories, func(id record.ID) bool { return !may[id] })
	picked, err := v.src.PickStories(ctx, chosen)
	got.whole.Stories, got.public.Stories = picked, picked
	return err
}

// talesChoice is which stories go along; nothing when there is none that may be told.
func (v *View) talesChoice() fyne.CanvasObject {
	p, d, s := v.p, v.p.Direction(), &v.state
	box := rtl.VBox(d, 0)
	var checks []*form.Check
	full := func() {
		for i, one := range checks {
			if !one.On() && len(s.stories) >= summary.MaxStories {
				checks[i].Disable()
			} else {
				checks[i].Enable()
			}
		}
	}
	s.stories = slices.DeleteFunc(s.stories, func(id record.ID) bool {
		return !slices.ContainsFunc(s.tales, func(one record.Story) bool { return one.ID == id })
	})
	for _, one := range s.tales {
		check := form.NewCheck(p, record.CutSentence(one.Text).Reveal(), "", func(on bool) {
			s.stories = slices.DeleteFunc(s.stories, func(id record.ID) bool { return id == one.ID })
			if on {
				s.stories = append(s.stories, one.ID)
			}
			full()
			v.load()
		})
		check.SetOn(slices.Contains(s.stories, one.ID))
		checks = append(checks, check)
		box.Add(check)
	}
	if len(checks) == 0 {
		box.Hide()
		return box
	}
	full()
	return form.NewField(p, form.FieldOptions{Label: p.T("summaries.stories"), Help: p.T("summaries.stories.help")}, box)
}

// told are the stories of the report, as they will stand on paper; nil when there are none.
func (v *View) told() fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	stories := v.state.shown().Stories
	if len(stories) == 0 {
		return nil
	}
	var parts []fyne.CanvasObject
	for _, one := range stories {
		parts = append(parts, rtl.NewText(d, one.Text, rtl.Style{Wrap: true, Base: rtl.FromText}))
	}
	parts = append(parts, rtl.NewText(d, p.T("summary.stories.note"), rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true}))
	return listing.NewCard(p, p.T("summary.stories.title"), rtl.VBox(d, 16, parts...))
}
