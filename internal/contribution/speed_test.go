package contribution_test

import (
	"testing"
	"time"

	"schakel/internal/contribution"
	"schakel/internal/parcel"
	"schakel/internal/record"
	"schakel/internal/seal"
	"schakel/internal/summary"
)

// BenchmarkCombine200 opens two hundred sealed contributions of a year, adds them up and makes the sum safe.
func BenchmarkCombine200(b *testing.B) {
	keys, err := parcel.NewKeys(seal.KeyFrom(make([]byte, seal.KeySize)))
	if err != nil {
		b.Fatal(err)
	}
	own := keys.Card(record.Text("Marieke"), record.Private{})
	var files [][]byte
	for worker := range 200 {
		var all []record.Record
		for i := range 300 {
			id := record.ID{6: 0x40, 12: byte(worker), 13: byte(worker >> 8), 14: byte(i >> 8), 15: byte(i)}
			on := year.From.Add(i * 364 / 300)
			all = append(all,
				&record.Meeting{Head: record.Head{ID: id}, On: on, Heads: 12, Type: record.MeetingTypes()[i%3], Community: record.Text(communities[i%2]), Length: time.Hour},
				&record.Contact{Head: record.Head{ID: id}, About: record.AboutKinds()[i%4], On: on, Place: record.Places()[i%5], Roles: record.Roles()[:i%5], Length: time.Hour},
				&record.Concern{Head: record.Head{ID: id}, SeenOn: on, Level: record.LevelWorried, State: record.ConcernStates()[i%4], Areas: record.LifeAreas()[:1+i%3]},
			)
		}
		content, err := contribution.Make(count(b, all), drafted(1)).Bytes()
		if err != nil {
			b.Fatal(err)
		}
		file, err := keys.Seal(parcel.Head{ID: [16]byte{byte(worker)}, Sort: parcel.Contribution, Made: made, From: own}, own, content)
		if err != nil {
			b.Fatal(err)
		}
		files = append(files, file)
	}
	b.ReportMetric(float64(len(files[0])), "bytes/file")
	for b.Loop() {
		var all []contribution.Content
		for _, file := range files {
			_, data, err := keys.Open(file)
			if err != nil {
				b.Fatal(err)
			}
			c, err := contribution.Parse(data)
			if err != nil {
				b.Fatal(err)
			}
			all = append(all, c)
		}
		r, err := contribution.Add(year, program, all, summary.Joint{})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := r.Public(summary.Protection{Threshold: 5}); err != nil {
			b.Fatal(err)
		}
	}
}
