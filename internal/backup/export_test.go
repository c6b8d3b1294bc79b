package backup

import (
	"context"
	"time"

	"schakel/internal/keyfile"
	"schakel/internal/store"
)

// PutBackUntil is PutBack that says after which step it is.
func PutBackUntil(ctx context.Context, path string, secret keyfile.Secret, dir string, o store.Options, now time.Time, after func(step string)) (Report, error) {
	return putBack(ctx, path, secret, place{dir: dir, after: after}, o, now)
}
