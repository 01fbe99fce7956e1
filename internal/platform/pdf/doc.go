// Package pdf writes plain documents as PDF: lines of text in one column, and squares of
// modules, on sheets of A4, A5 or A6, or on a roll of 80 mm that is as long as what stands
// on it. It knows no business words.
//
// Text is in the font that the program was built with (tools/font), of which a document
// embeds the signs it uses: what a document shows can be read, searched and copied, in
// Chinese as well. A sign that the font lacks is written as □. A program that was built
// without the font says so (ErrNoFont) and works otherwise.
//
// A document is laid out by the same code every time: the same calls with the same
// instant give the same bytes.
package pdf
