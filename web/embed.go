package web

import (
	"embed"
	"io/fs"
)

// The all: prefix takes .keep along, without which the pattern would match
// nothing in a fresh clone and the build would stop there.
//
//go:embed all:console/dist
var consoleDist embed.FS

//go:embed all:member/dist
var memberDist embed.FS

// Console is the built console, rooted at its index.html. It reports false when
// the console was not built before the program was.
func Console() (fs.FS, bool) {
	return face(consoleDist, "console/dist")
}

// Member is the built face of members, which is served below /m, or false.
func Member() (fs.FS, bool) {
	return face(memberDist, "member/dist")
}

// face roots one built face and says whether it was built: a folder without
// index.html is what a fresh clone has.
func face(dist fs.FS, dir string) (fs.FS, bool) {
	root, err := fs.Sub(dist, dir)
	if err != nil {
		return nil, false
	}
	if _, err := fs.Stat(root, "index.html"); err != nil {
		return nil, false
	}
	return root, true
}
