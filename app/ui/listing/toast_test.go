package listing

import (
	"strings"
	"testing"
	"time"
)

// A message that says what to do next can be read to its end.
func TestALongMessageStaysLonger(t *testing.T) {
	if stays, width := toastFor("Bewaard."); stays != ToastTime || width != toastWidth {
		t.Errorf("a short one stays %s, %g wide", stays, width)
	}
	stays, width := toastFor(strings.Repeat("ا", 160))
	if stays < 12*time.Second || width != wideToast {
		t.Errorf("a long one stays %s, %g wide", stays, width)
	}
}
