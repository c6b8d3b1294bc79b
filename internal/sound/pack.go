package sound

import (
	"encoding/binary"
	"hash/crc32"
	"time"
)

// A packed recording: the mark, the number of samples and a checksum of what follows, then blocks of IMA ADPCM, four bits a sample. Each
// block begins with the sample and the step it goes on from. That is 64 kilobits a second: a minute takes 470 kB.
const (
	mark       = "SKL1"
	headSize   = 12   // mark, samples, checksum
	block      = 1024 // samples in a block; the last one may have fewer
	blockHead  = 4    // a sample and a step, and a byte that is zero
	mostFrames = int(Longest/time.Second) * Rate
)

// steps is the table of IMA ADPCM: how far one unit of a nibble goes.
var steps = [89]int{
	7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66, 73, 80, 88, 97, 107, 118, 130, 143, 157, 173,
	190, 209, 230, 253, 279, 307, 337, 371, 408, 449, 494, 544, 598, 658, 724, 796, 876, 963, 1060, 1166, 1282, 1411, 1552, 1707, 1878, 2066,
	2272, 2499, 2749, 3024, 3327, 3660, 4026, 4428, 4871, 5358, 5894, 6484, 7132, 7845, 8630, 9493, 10442, 11487, 12635, 13899, 15289, 16818,
	18500, 20350, 22385, 24623, 27086, 29794, 32767,
}

// bends is how the step changes after a nibble.
var bends = [8]int{-1, -1, -1, -1, 2, 4, 6, 8}

// follower is what both sides know of the sound so far.
type follower struct{ value, step int }

// unpack is the next sample for a nibble.
func (f *follower) unpack(nibble byte) int16 {
	step := steps[f.step]
	move := step >> 3
	for bit, part := byte(4), step; bit > 0; bit, part = bit>>1, part>>1 {
		if nibble&bit != 0 {
			move += part
		}
	}
	if nibble&8 != 0 {
		move = -move
	}
	f.value = min(32767, max(-32768, f.value+move))
	f.step = min(len(steps)-1, max(0, f.step+bends[nibble&7]))
	return int16(f.value)
}

// pack is the nibble that comes nearest to a sample.
func (f *follower) pack(sample int16) byte {
	var nibble byte
	off := int(sample) - f.value
	if off < 0 {
		nibble, off = 8, -off
	}
	for bit, part := byte(4), steps[f.step]; bit > 0; bit, part = bit>>1, part>>1 {
		if off >= part {
			nibble, off = nibble|bit, off-part
		}
	}
	f.unpack(nibble)
	return nibble
}

// Pack makes few bytes of samples; none of none. What is longer than Longest is cut.
func Pack(samples []int16) []byte {
	samples = samples[:min(len(samples), mostFrames)]
	if len(samples) == 0 {
		return nil
	}
	out := make([]byte, headSize, packedSize(len(samples)))
	copy(out, mark)
	binary.LittleEndian.PutUint32(out[4:], uint32(len(samples)))
	var f follower
	for len(samples) > 0 {
		n := min(block, len(samples))
		f.value = int(samples[0])
		out = append(binary.LittleEndian.AppendUint16(out, uint16(samples[0])), byte(f.step), 0)
		for i := 0; i < n; i += 2 {
			b := f.pack(samples[i])
			if i+1 < n {
				b |= f.pack(samples[i+1]) << 4
			}
			out = append(out, b)
		}
		samples = samples[n:]
	}
	binary.LittleEndian.PutUint32(out[8:], crc32.ChecksumIEEE(out[headSize:]))
	return out
}

// packedSize is how many bytes samples take when they are packed.
func packedSize(samples int) int {
	size := headSize + samples/block*(blockHead+block/2)
	if rest := samples % block; rest > 0 {
		size += blockHead + (rest+1)/2
	}
	return size
}

// frames is how many samples a packed recording holds, by its head and its size.
func frames(data []byte) (int, error) {
	if len(data) < headSize || string(data[:4]) != mark {
		return 0, ErrDamaged
	}
	n := binary.LittleEndian.Uint32(data[4:])
	if n == 0 || n > uint32(mostFrames) || len(data) != packedSize(int(n)) {
		return 0, ErrDamaged
	}
	return int(n), nil
}

// Length is how long a packed recording is. It looks at its head only.
func Length(data []byte) (time.Duration, error) {
	n, err := frames(data)
	return duration(n), err
}

// Unpack gives the samples back. What Pack did not make, and what was damaged since, is ErrDamaged.
func Unpack(data []byte) ([]int16, error) {
	n, err := frames(data)
	if err != nil {
		return nil, err
	}
	if crc32.ChecksumIEEE(data[headSize:]) != binary.LittleEndian.Uint32(data[8:]) {
		return nil, ErrDamaged
	}
	out := make([]int16, 0, n)
	for rest := data[headSize:]; len(out) < n; {
		f := follower{value: int(int16(binary.LittleEndian.Uint16(rest))), step: int(rest[2])}
		if f.step >= len(steps) || rest[3] != 0 {
			return nil, ErrDamaged
		}
		rest = rest[blockHead:]
		count := min(block, n-len(out))
		for i := range count {
			out = append(out, f.unpack(rest[i/2]>>(4*(i%2))&15))
		}
		rest = rest[(count+1)/2:]
	}
	return out, nil
}

func duration(samples int) time.Duration {
	return time.Duration(samples) * time.Second / Rate
}
