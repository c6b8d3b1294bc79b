package intake_test

import (
	"context"
	"strings"
	"testing"

	"schakel/internal/cjg"
)

// BenchmarkDeliver sends batches of 64 documents of about 2 KiB over a real socket, receipts verified, and lets the inbox open them.
func BenchmarkDeliver(b *testing.B) {
	w := newWorld(b)
	doc := referral()
	doc.Question = strings.Repeat("Ik wil dat hij weer doorslaapt. ", 40)
	var batch [][]byte
	flush := func() {
		results, err := w.client.Batch(context.Background(), batch)
		if err != nil {
			b.Fatal(err)
		}
		for _, r := range results {
			if r.Err != nil {
				b.Fatal(r.Err)
			}
		}
		batch = batch[:0]
	}
	for b.Loop() {
		b.StopTimer()
		sealed, _ := w.seal(w.device, doc, uuid(b), 1)
		b.StartTimer()
		if batch = append(batch, sealed); len(batch) == cjg.MaxBatch {
			flush()
		}
	}
	if len(batch) > 0 {
		flush()
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "documents/s")
}

// BenchmarkOpen is what the inbox needs for one document: open, read, seal under its own key, sign.
func BenchmarkOpen(b *testing.B) {
	w := newWorld(b)
	for b.Loop() {
		b.StopTimer()
		sealed, _ := w.seal(w.device, referral(), uuid(b), 1)
		if got := w.endpoint.Front.Put(context.Background(), w.enrolled.Device, [][]byte{sealed}); got[0].Err != nil {
			b.Fatal(got[0].Err)
		}
		b.StartTimer()
		if err := w.endpoint.Inbox.OpenPending(); err != nil {
			b.Fatal(err)
		}
	}
}
