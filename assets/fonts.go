package assets

import _ "embed"

//go:embed fonts/SchakelSans-Regular.ttf
var regular []byte

//go:embed fonts/SchakelSans-Bold.ttf
var bold []byte

//go:embed fonts/OFL.txt
var fontLicence string

// FontRegular is the face for every script Schakel writes (Latin, Cyrillic, Arabic, Ethiopic,
// Tifinagh) as a TrueType file. The bytes are shared: read only.
func FontRegular() []byte { return regular }

// FontBold is the bold of FontRegular. Tifinagh has no bold and keeps its regular letters.
// The bytes are shared: read only.
func FontBold() []byte { return bold }

// FontLicence is the licence under which both faces are passed on (SIL OFL 1.1).
func FontLicence() string { return fontLicence }
