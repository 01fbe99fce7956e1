// Two houses that vouch for people, on this machine: one of OpenID Connect, and WeChat's
// QR code on a desk. They are judged by the program as any others, and judge it: its
// secret, the address to return to, the verifier of PKCE.
//
//   node journeys/houses.mjs FILE
//
// writes FILE, for sign_in_file, and prints the address of the houses and a free port
// for the program, one on each line; then it answers until it is ended.
import { createHash, createSign, generateKeyPairSync, randomUUID } from "node:crypto";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";

const [file] = process.argv.slice(2);
if (!file) {
  console.error("usage: node journeys/houses.mjs FILE");
  process.exit(2);
}
const client = "habitue";
const app = "wx0123456789abcdef";
const secret = randomUUID();
const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
/** What waits to be asked for, by its code: each is given once. */
const codes = new Map();

const server = createServer((request, response) => {
  answer(request, response).catch((thrown) => {
    console.error(thrown);
    response.writeHead(500).end();
  });
});
await listening(server);
const house = `http://127.0.0.1:${server.address().port}`;
writeFileSync(file, settings());
console.log(house);
console.log(await freePort());

async function answer(request, response) {
  const { pathname, searchParams: said } = new URL(request.url, house);
  switch (pathname) {
    case "/.well-known/openid-configuration":
      return json(response, {
        issuer: house,
        authorization_endpoint: `${house}/authorize`,
        token_endpoint: `${house}/token`,
        jwks_uri: `${house}/keys`,
        response_types_supported: ["code"],
        subject_types_supported: ["public"],
        id_token_signing_alg_values_supported: ["RS256"],
      });
    case "/keys":
      return json(response, {
        keys: [{ ...publicKey.export({ format: "jwk" }), kid: "1", use: "sig", alg: "RS256" }],
      });
    case "/authorize":
      return page(response, "The house of accounts", said, ["wang", "li"]);
    case "/connect/qrconnect":
      return page(response, "Scan with WeChat", said, ["wang"]);
    case "/came":
      return came(response, said);
    case "/token":
      return token(request, response);
    case "/sns/oauth2/access_token":
      return weChat(response, said);
    case "/sns/userinfo":
      return json(response, { openid: said.get("openid"), unionid: "u-wang", nickname: "小云" });
    default:
      return response.writeHead(404).end();
  }
}

/** A page on which somebody says who he is, or does not want to. */
function page(response, title, said, people) {
  const link = (who, text) => {
    const to = new URLSearchParams({ ...Object.fromEntries(said), who });
    return `<p><a href="/came?${to.toString().replaceAll("&", "&amp;")}">${text}</a></p>`;
  };
  const choices = people.map((who) => link(who, `I am ${who}`)).join("");
  response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
  response.end(
    `<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>${title}</title><h1>${title}</h1>${choices}${link("", "No")}</html>`,
  );
}

function came(response, said) {
  const to = new URL(said.get("redirect_uri"));
  to.searchParams.set("state", said.get("state"));
  const who = said.get("who");
  if (who) {
    const code = randomUUID();
    codes.set(code, { who, asked: said, at: Math.floor(Date.now() / 1000) });
    to.searchParams.set("code", code);
  } else {
    to.searchParams.set("error", "access_denied");
  }
  response.writeHead(302, { location: to.toString() }).end();
}

function taken(code) {
  const found = codes.get(code);
  codes.delete(code);
  return found;
}

async function token(request, response) {
  let text = "";
  for await (const piece of request) text += piece;
  const said = new URLSearchParams(text);
  const basic = Buffer.from((request.headers.authorization ?? "").slice(6), "base64").toString();
  const given = taken(said.get("code"));
  const hash = createHash("sha256").update(said.get("code_verifier") ?? "");
  const right =
    given &&
    (basic === `${client}:${secret}` || said.get("client_secret") === secret) &&
    said.get("redirect_uri") === given.asked.get("redirect_uri") &&
    hash.digest("base64url") === given.asked.get("code_challenge");
  if (!right) return json(response, { error: "invalid_grant" }, 400);
  return json(response, {
    access_token: randomUUID(),
    token_type: "Bearer",
    expires_in: 60,
    id_token: signed({
      iss: house,
      aud: client,
      sub: given.who,
      nonce: given.asked.get("nonce"),
      auth_time: given.at,
      iat: given.at,
      exp: given.at + 300,
      name: given.who,
      email: `${given.who}@example.com`,
      email_verified: true,
    }),
  });
}

function weChat(response, said) {
  if (said.get("appid") !== app || said.get("secret") !== secret) {
    return json(response, { errcode: 40125 });
  }
  const given = taken(said.get("code"));
  if (!given) return json(response, { errcode: 40029 });
  return json(response, {
    openid: `o-${given.who}`,
    access_token: randomUUID(),
    scope: "snsapi_login",
  });
}

function signed(claims) {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const text = `${part({ alg: "RS256", kid: "1", typ: "JWT" })}.${part(claims)}`;
  return `${text}.${createSign("RSA-SHA256").update(text).sign(privateKey, "base64url")}`;
}

function json(response, body, status = 200) {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

function settings() {
  return `[[provider]]
name = "house"
kind = "oidc"
title_zh = "示例账号"
title_en = "House account"
issuer = "${house}"
client_id = "${client}"
secret = "${secret}"

[[provider]]
name = "scan"
kind = "wechat-site"
title_zh = "微信扫码"
title_en = "WeChat QR code"
client_id = "${app}"
secret = "${secret}"
page = "${house}/connect/qrconnect"
api = "${house}"
`;
}

async function listening(one) {
  one.listen(0, "127.0.0.1");
  await once(one, "listening");
}

async function freePort() {
  const other = createServer();
  await listening(other);
  const { port } = other.address();
  other.close();
  return port;
}
