package main

import (
	"context"
	"fmt"
	"net"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// counting counts the bytes of a connection, in both directions.
type counting struct {
	net.Conn
	bytes *atomic.Int64
}

func (c counting) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	c.bytes.Add(int64(n))
	return n, err
}

func (c counting) Write(p []byte) (int, error) {
	n, err := c.Conn.Write(p)
	c.bytes.Add(int64(n))
	return n, err
}

// polls: what an empty poll costs, and how long it takes when many devices do so every five seconds while documents come in.
func (b *bench) polls(k kind, o *office) error {
	if err := b.bytes(k, o); err != nil {
		return err
	}
	devices := make([]device, b.pollers)
	err := together(8, func(part int) error {
		for i := part; i < len(devices); i += 8 {
			var err error
			if devices[i], err = o.device(nil); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	defer func() {
		for _, d := range devices {
			d.client.Close()
		}
	}()
	load, err := o.sealed(devices[0], int(b.polling/time.Second)*20)
	if err != nil {
		return err
	}
	const every = 5 * time.Second
	var mu sync.Mutex
	var took []time.Duration
	end := time.Now().Add(b.polling)
	err = together(len(devices)+1, func(i int) error {
		if i == len(devices) {
			for _, one := range load { // twenty a second
				if err := send(devices[0].client, [][]byte{one}); err != nil {
					return err
				}
				time.Sleep(50 * time.Millisecond)
			}
			return nil
		}
		time.Sleep(every * time.Duration(i) / time.Duration(len(devices)))
		for ; time.Now().Before(end); time.Sleep(every) {
			began := time.Now()
			if _, err := devices[i].client.Changes(context.Background(), ""); err != nil {
				return err
			}
			mu.Lock()
			took = append(took, time.Since(began))
			mu.Unlock()
		}
		return nil
	})
	if err != nil {
		return err
	}
	b.tell(k, took)
	return nil
}

func (b *bench) tell(k kind, took []time.Duration) {
	slices.Sort(took)
	p99 := took[len(took)*99/100]
	line(k, fmt.Sprintf("%d devices poll every 5 s: p50", b.pollers), took[len(took)/2].Round(10*time.Microsecond).String(), "", true)
	line(k, fmt.Sprintf("%d devices poll every 5 s: p99", b.pollers), p99.Round(10*time.Microsecond).String(), pollBar.String(), p99 < pollBar)
}

// bytes counts an empty poll on a new connection, and on one that is there.
func (b *bench) bytes(k kind, o *office) error {
	var n atomic.Int64
	d, err := o.device(func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := (&net.Dialer{}).DialContext(ctx, network, address)
		return counting{conn, &n}, err
	})
	if err != nil {
		return err
	}
	defer d.client.Close()
	n.Store(0)
	var costs [2]int64
	for i := range costs {
		before := n.Load()
		if _, err := d.client.Changes(context.Background(), ""); err != nil {
			return err
		}
		time.Sleep(100 * time.Millisecond) // what the other side still sends belongs to it
		costs[i] = n.Load() - before
	}
	line(k, "an empty poll, new connection", fmt.Sprintf("%d bytes", costs[0]), fmt.Sprintf("%d", coldBar), costs[0] < coldBar)
	line(k, "an empty poll, kept alive", fmt.Sprintf("%d bytes", costs[1]), fmt.Sprintf("%d", warmBar), costs[1] < warmBar)
	return nil
}
