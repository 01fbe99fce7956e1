// Package config knows what an operator may choose and where each choice came
// from.
//
// A setting has one name in four spellings. Later ones win:
//
//	default       in the code, for a small machine that one program has to itself
//	file          listen = "0.0.0.0:80"         TOML, no sections; --config FILE or HABITUE_CONFIG
//	environment   HABITUE_LISTEN=0.0.0.0:80
//	flag          --listen 0.0.0.0:80
//
// Whatever is wrong is refused with the place it stands at: a name in the file
// that is none of ours with the one that it resembles, a value that cannot be
// read with its setting. An unknown HABITUE_ variable is passed over, because a
// container's environment carries variables of other programs too.
//
// A secret is shown as whether it is set, never as what it is.
package config
