package sound

import "math"

// peak is the largest distance from silence.
func peak(samples []int16) int {
	most := 0
	for _, s := range samples {
		most = max(most, int(s), -int(s))
	}
	return most
}

// softest is where the meter begins, in decibels below the loudest there is: the noise of a quiet room.
const softest = -50.0

// loudness is how loud samples are, from 0 in a quiet room to 1, in steps as people hear them.
func loudness(samples []int16) float64 {
	top := peak(samples)
	if top == 0 {
		return 0
	}
	db := 20 * math.Log10(float64(top)/32768)
	return min(1, max(0, 1-db/softest))
}
