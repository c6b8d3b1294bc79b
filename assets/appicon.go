package assets

import _ "embed"

//go:embed appicon.png
var appIcon []byte

// AppIcon is the program's icon, a PNG of the two rings. The bytes are shared: read only.
func AppIcon() []byte { return appIcon }
