package assets

import (
	"embed"
	"fmt"
)

// cardFiles are the pictures of the talking cards, drawn for Schakel (see cards/LICENSE) in one style: lines of one width, surfaces in the
// colours of the light theme, people without a face. They hold nothing but paths of lines and cubic curves; package drawing reads them.
//
//go:embed cards/*.svg cards/LICENSE
var cardFiles embed.FS

// Card returns the picture of a talking card by its topic, such as "cjg", on a field of 320 by 240.
func Card(name string) ([]byte, error) {
	b, err := cardFiles.ReadFile("cards/" + name + ".svg")
	if err != nil {
		return nil, fmt.Errorf("assets: card: %w", err)
	}
	return b, nil
}
