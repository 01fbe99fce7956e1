package web

import (
	"io/fs"
	"testing"
	"testing/fstest"
)

func TestFace(t *testing.T) {
	t.Parallel()

	t.Run("a_clone_that_was_not_built_has_no_console", func(t *testing.T) {
		t.Parallel()
		dist := fstest.MapFS{"console/dist/.keep": {}}
		if _, ok := face(dist, "console/dist"); ok {
			t.Fatal("a folder that holds only .keep was taken for a built console")
		}
	})

	t.Run("a_built_console_is_rooted_at_its_index", func(t *testing.T) {
		t.Parallel()
		dist := fstest.MapFS{
			"console/dist/.keep":         {},
			"console/dist/index.html":    {Data: []byte("<!doctype html>")},
			"console/dist/assets/app.js": {Data: []byte("1")},
		}
		root, ok := face(dist, "console/dist")
		if !ok {
			t.Fatal("index.html is there, yet the console was reported as not built")
		}
		for _, name := range []string{"index.html", "assets/app.js"} {
			if _, err := fs.Stat(root, name); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

// TestMember holds the same of the members' face.
func TestMember(t *testing.T) {
	t.Parallel()
	if root, ok := Member(); ok {
		if _, err := fs.ReadFile(root, "index.html"); err != nil {
			t.Fatalf("read index.html of a face that was reported as built: %v", err)
		}
	}
}

// TestConsole holds what the embedding promises whatever the clone's state: the
// answer agrees with whether index.html can be opened.
func TestConsole(t *testing.T) {
	t.Parallel()
	root, ok := Console()
	if !ok {
		return
	}
	if _, err := fs.ReadFile(root, "index.html"); err != nil {
		t.Fatalf("read index.html of a console that was reported as built: %v", err)
	}
}
