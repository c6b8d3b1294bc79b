// Package assets carries the fonts and icons of Schakel inside the program, with their licences.
package assets

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"
)

// iconFiles are the drawings of Phosphor 2.1.1 (npm @phosphor-icons/core, MIT; see icons/LICENSE)
// that Schakel uses. Regular has no suffix, the others end in -bold or -fill. Their outlines are
// written as lines and cubic curves only: Fyne's painter draws the short form of arcs wrongly.
//
//go:embed icons/*.svg icons/LICENSE
var iconFiles embed.FS

// Icon returns the SVG of an icon by its Phosphor file name without ".svg", such as "eye" or
// "coffee-fill". Its drawing is one path filled with currentColor on a field of 256 by 256.
func Icon(name string) ([]byte, error) {
	b, err := iconFiles.ReadFile("icons/" + name + ".svg")
	if err != nil {
		return nil, fmt.Errorf("assets: icon: %w", err)
	}
	return b, nil
}

// IconNames lists the names Icon accepts, in alphabetical order.
func IconNames() []string {
	entries, err := fs.ReadDir(iconFiles, "icons")
	if err != nil {
		return nil
	}
	var names []string
	for _, e := range entries {
		if name, ok := strings.CutSuffix(e.Name(), ".svg"); ok {
			names = append(names, name)
		}
	}
	return names
}
