// A real provider of OpenID Connect for one test: one client, one person, on loopback. Tells its address on standard output.
import { createServer } from "node:http";
import Provider from "oidc-provider";

const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: "ketenpoort", client_secret: process.env.GEHEIM, redirect_uris: [process.env.TERUG], response_types: ["code"], grant_types: ["authorization_code"] }],
    claims: { openid: ["sub"], profile: ["preferred_username", "name", "roles", "gemeenten"] },
    conformIdTokenClaims: false, // what is said of a person stands in the token itself
    pkce: { required: () => true, methods: ["S256"] },
    features: { devInteractions: { enabled: true } },
    cookies: { keys: [process.env.GEHEIM] },
    ttl: { Session: 60, Interaction: 60, Grant: 60, IdToken: 60, AccessToken: 60 },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, preferred_username: id, name: "Bea Buiten", roles: ["kp-backoffice", "kp-onbekend", "elders"], gemeenten: ["0384"] }),
    }),
  });
  server.on("request", provider.callback());
  console.log(issuer);
});
