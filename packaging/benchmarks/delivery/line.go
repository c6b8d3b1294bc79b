package main

import (
	"context"
	"errors"
	"io"
	"net"
	"sync"
	"sync/atomic"
	"time"
)

// line is a slow connection between two places on this machine: so many bytes a second each way, and so long on the way.
type line struct {
	listener net.Listener
	to       string
	rate     int           // bytes a second; 0 for as fast as it goes
	delay    time.Duration // one way
	up, down atomic.Int64  // bytes
}

func newLine(to string, rate int, delay time.Duration) (*line, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &line{listener: l, to: to, rate: rate, delay: delay}
	go s.serve()
	return s, nil
}

func (s *line) address() string { return s.listener.Addr().String() }

func (s *line) close() error { return s.listener.Close() }

func (s *line) serve() {
	for {
		near, err := s.listener.Accept()
		if err != nil {
			return
		}
		far, err := net.Dial("tcp", s.to)
		if err != nil {
			_ = near.Close()
			continue
		}
		go s.join(near, far)
	}
}

func (s *line) join(near, far net.Conn) {
	var both sync.WaitGroup
	both.Go(func() { s.carry(far, near, &s.up) })
	both.Go(func() { s.carry(near, far, &s.down) })
	both.Wait()
	_ = errors.Join(near.Close(), far.Close())
}

// parcel is bytes that arrive at a moment.
type parcel struct {
	data []byte
	at   time.Time
}

// carry moves bytes one way; what is on the way does not keep the next from leaving.
func (s *line) carry(to io.Writer, from io.Reader, count *atomic.Int64) {
	under := make(chan parcel, 1024)
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		defer close(under)
		free := time.Now()
		for ctx.Err() == nil {
			buf := make([]byte, 1460)
			n, err := from.Read(buf)
			if n > 0 {
				count.Add(int64(n))
				if now := time.Now(); free.Before(now) {
					free = now
				}
				if s.rate > 0 {
					free = free.Add(time.Duration(n) * time.Second / time.Duration(s.rate))
				}
				under <- parcel{buf[:n], free.Add(s.delay)}
			}
			if err != nil {
				return
			}
		}
	}()
	for p := range under {
		time.Sleep(time.Until(p.at))
		if _, err := to.Write(p.data); err != nil {
			break
		}
	}
	cancel()
	if c, ok := to.(*net.TCPConn); ok {
		_ = c.CloseWrite() // the other side may be gone
	}
	for range under { // let the reader end
	}
}

// raw is how long so many bytes take over the line without anything around them: the reference.
func raw(rate int, delay time.Duration, bytes int) (time.Duration, error) {
	sink, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer func() { _ = sink.Close() }()
	s, err := newLine(sink.Addr().String(), rate, delay)
	if err != nil {
		return 0, err
	}
	defer func() { _ = s.close() }()
	done := make(chan error, 1)
	go func() {
		c, err := sink.Accept()
		if err == nil {
			_, err = io.Copy(io.Discard, c)
			_ = c.Close()
		}
		done <- err
	}()
	begin := time.Now()
	c, err := net.Dial("tcp", s.address())
	if err != nil {
		return 0, err
	}
	if _, err := c.Write(make([]byte, bytes)); err != nil {
		return 0, err
	}
	if err := c.Close(); err != nil {
		return 0, err
	}
	err = <-done
	return time.Since(begin), err
}
