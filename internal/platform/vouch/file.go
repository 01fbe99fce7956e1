package vouch

import (
	"fmt"
	"net"
	"net/url"
	"os"
	"regexp"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
)

// Listed is a provider as the file of the providers has it.
type Listed struct {
	Provider
	Name    string // stays: it stands in addresses
	Chinese string
	English string
	// Prove is whether who comes from the provider for the first time must show by a
	// code that a phone or an e-mail is his. Without it he may join with nothing else.
	Prove bool
}

// entry is one [[provider]] of the file.
type entry struct {
	Name       string   `toml:"name"`
	Kind       string   `toml:"kind"`
	Chinese    string   `toml:"title_zh"`
	English    string   `toml:"title_en"`
	Issuer     string   `toml:"issuer"`
	Client     string   `toml:"client_id"`
	Secret     string   `toml:"secret"`
	SecretFile string   `toml:"secret_file"`
	SecretEnv  string   `toml:"secret_env"`
	Scopes     []string `toml:"scopes"`
	Prove      *bool    `toml:"prove"`
	Page       string   `toml:"page"`
	API        string   `toml:"api"`
}

const mostProviders = 20

var (
	named     = regexp.MustCompile(`^[a-z][a-z0-9-]{0,30}$`)
	weChatApp = regexp.MustCompile(`^[a-z0-9]{1,24}$`)
)

// Load reads the file of the providers. Errors: ErrBadFile with the entry and why.
func Load(path string, env func(string) (string, bool), now func() time.Time) ([]Listed, error) {
	var file struct {
		Providers []entry `toml:"provider"`
	}
	meta, err := toml.DecodeFile(path, &file)
	if err != nil {
		return nil, ErrBadFile.With("path", path, "why", err.Error())
	}
	if unknown := meta.Undecoded(); len(unknown) > 0 {
		return nil, ErrBadFile.With("path", path, "why", "there is no setting "+unknown[0].String())
	}
	if len(file.Providers) > mostProviders {
		return nil, ErrBadFile.With("path", path, "why", fmt.Sprintf("there are more than %d providers", mostProviders))
	}
	list := make([]Listed, len(file.Providers))
	seen := map[string]bool{}
	for i, e := range file.Providers {
		why := e.fault(env)
		if why == "" && (seen[e.Name] || e.Issuer != "" && seen["oidc "+e.Issuer]) {
			why = "there is another of this name or issuer"
		}
		if why != "" {
			return nil, ErrBadFile.With("path", path, "why", fmt.Sprintf("provider %d (%s): %s", i+1, e.Name, why))
		}
		seen[e.Name], seen["oidc "+e.Issuer] = true, e.Issuer != ""
		list[i] = e.listed(now)
	}
	return list, nil
}

// fault tells what is wrong with e, and fills in its secret.
func (e *entry) fault(env func(string) (string, bool)) string {
	switch {
	case !named.MatchString(e.Name):
		return "its name is not of small letters, digits and dashes"
	case e.Chinese == "" || e.English == "" || len(e.Chinese) > 60 || len(e.English) > 60:
		return "title_zh and title_en are needed"
	case e.Client == "":
		return "client_id is needed"
	}
	if why := e.readSecret(env); why != "" {
		return why
	}
	switch e.Kind {
	case "oidc":
		if !safe(e.Issuer) {
			return "issuer is an https address without ? and #"
		}
		if len(e.Scopes) == 0 {
			e.Scopes = []string{"email", "profile"}
		}
		return ""
	case "wechat-site":
		if !weChatApp.MatchString(e.Client) {
			return "client_id is not an app id of WeChat"
		}
		if len(e.Scopes) != 0 {
			return "a website has no scopes to choose"
		}
		if e.Page != "" && !safe(e.Page) || e.API != "" && !safe(e.API) {
			return "page and api are https addresses"
		}
		e.Scopes = []string{websiteScope}
		return ""
	case "wechat", "wechat-mini":
		if !weChatApp.MatchString(e.Client) {
			return "client_id is not an app id of WeChat"
		}
		if len(e.Scopes) == 0 {
			e.Scopes = []string{"snsapi_base"}
		}
		if len(e.Scopes) != 1 || e.Scopes[0] != "snsapi_base" && e.Scopes[0] != "snsapi_userinfo" {
			return "scopes is snsapi_base or snsapi_userinfo"
		}
		if e.Page != "" && !safe(e.Page) || e.API != "" && !safe(e.API) {
			return "page and api are https addresses"
		}
		return ""
	}
	return "kind is oidc, wechat, wechat-site or wechat-mini"
}

// readSecret takes the secret from where it lies.
func (e *entry) readSecret(env func(string) (string, bool)) string {
	from := 0
	for _, s := range []string{e.Secret, e.SecretFile, e.SecretEnv} {
		if s != "" {
			from++
		}
	}
	if from != 1 {
		return "one of secret_file, secret_env and secret is needed"
	}
	switch {
	case e.SecretFile != "":
		raw, err := os.ReadFile(e.SecretFile)
		if err != nil {
			return "its secret_file cannot be read"
		}
		e.Secret = strings.TrimSpace(string(raw))
	case e.SecretEnv != "":
		e.Secret, _ = env(e.SecretEnv)
	}
	if e.Secret == "" {
		return "its secret is empty"
	}
	return ""
}

// flavours are those of WeChat, by their kind in the file.
var flavours = map[string]Flavour{"wechat": InApp, "wechat-mini": MiniProgram, "wechat-site": Website}

func (e *entry) listed(now func() time.Time) Listed {
	l := Listed{Name: e.Name, Chinese: e.Chinese, English: e.English, Prove: e.Prove == nil || *e.Prove}
	if e.Kind == "oidc" {
		l.Provider = NewOIDC(OIDCOptions{Issuer: e.Issuer, Client: e.Client, Secret: e.Secret, Scopes: e.Scopes, Now: now})
	} else {
		l.Provider = NewWeChat(WeChatOptions{App: e.Client, Secret: e.Secret, Flavour: flavours[e.Kind], Scope: e.Scopes[0], Page: e.Page, API: e.API})
	}
	return l
}

// safe reports whether an address may carry secrets: https, or this very machine.
func safe(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil || len(address) > 200 {
		return false
	}
	ip := net.ParseIP(u.Hostname())
	return u.Scheme == "https" || u.Scheme == "http" && (u.Hostname() == "localhost" || ip != nil && ip.IsLoopback())
}
