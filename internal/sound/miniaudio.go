//go:build cgo && !ci

package sound

import (
	"encoding/binary"
	"runtime"
	"sync/atomic"
	"time"

	"github.com/gen2brain/malgo"
)

// Open is the sound of this computer, through miniaudio. It looks for its libraries when something is recorded or played, so a computer
// without them starts as any other.
func Open() Device { return miniaudio{} }

type miniaudio struct{}

// backends are the ways to sound of a system, the best first. The one of miniaudio that plays into nothing is not among them: without
// a microphone it would record silence, and silence is no voice.
func backends() []malgo.Backend {
	switch runtime.GOOS {
	case "windows":
		return []malgo.Backend{malgo.BackendWasapi, malgo.BackendDsound, malgo.BackendWinmm}
	case "darwin":
		return []malgo.Backend{malgo.BackendCoreaudio}
	}
	return []malgo.Backend{malgo.BackendPulseaudio, malgo.BackendAlsa, malgo.BackendJack}
}

// running is an open device with its context.
type running struct {
	context *malgo.AllocatedContext
	device  *malgo.Device
	closing atomic.Bool // a stop that was asked for is no loss
}

// patience is how long the end of a device is waited for. A sound server that died in the middle leaves miniaudio waiting for it for ever;
// the page must not wait with it, and a device without a server hears nothing.
const patience = 2 * time.Second

func (r *running) Close() {
	r.closing.Store(true)
	done := make(chan struct{})
	go func() {
		defer close(done)
		r.device.Uninit()
		_ = r.context.Uninit()
		r.context.Free()
	}()
	late := time.NewTimer(patience)
	defer late.Stop()
	select {
	case <-done:
	case <-late.C:
	}
}

// Record opens the microphone.
func (miniaudio) Record(hear func([]int16), lost func()) (Stream, error) {
	var heard []int16
	s, ok := start(malgo.Capture, func(_, in []byte, frames uint32) {
		n := min(int(frames), len(in)/2)
		if cap(heard) < n {
			heard = make([]int16, n)
		}
		heard = heard[:n]
		for i := range heard {
			heard[i] = int16(binary.NativeEndian.Uint16(in[2*i:]))
		}
		hear(heard)
	}, lost)
	if !ok {
		return nil, ErrMicrophone
	}
	return s, nil
}

// Play opens the speaker.
func (miniaudio) Play(fill func([]int16) int, lost func()) (Stream, error) {
	var given []int16
	s, ok := start(malgo.Playback, func(out, _ []byte, frames uint32) {
		n := min(int(frames), len(out)/2)
		if cap(given) < n {
			given = make([]int16, n)
		}
		given = given[:n]
		clear(given)
		fill(given)
		for i, v := range given {
			binary.NativeEndian.PutUint16(out[2*i:], uint16(v))
		}
	}, lost)
	if !ok {
		return nil, ErrSpeaker
	}
	return s, nil
}

// start opens a device of one channel at Rate and sets it going.
func start(way malgo.DeviceType, data malgo.DataProc, lost func()) (*running, bool) {
	ctx, err := malgo.InitContext(backends(), malgo.ContextConfig{}, nil)
	if err != nil {
		return nil, false
	}
	r := &running{context: ctx}
	cfg := malgo.DefaultDeviceConfig(way)
	cfg.SampleRate, cfg.PeriodSizeInMilliseconds, cfg.Periods = Rate, 50, 4 // a busy computer has 200 ms before something is left out
	cfg.Capture.Format, cfg.Capture.Channels = malgo.FormatS16, 1
	cfg.Playback.Format, cfg.Playback.Channels = malgo.FormatS16, 1
	r.device, err = malgo.InitDevice(ctx.Context, cfg, malgo.DeviceCallbacks{Data: data, Stop: func() {
		if !r.closing.Load() {
			lost()
		}
	}})
	if err != nil {
		_ = ctx.Uninit()
		ctx.Free()
		return nil, false
	}
	if err := r.device.Start(); err != nil {
		r.Close()
		return nil, false
	}
	return r, true
}
