package org.linzhang.platform.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Valid and forged access tokens of a {@link SigningRealm}. */
public final class SignedTokens {

    static final String KEY_ID = "realm-key";

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final String issuer;
    private final PrivateKey key;
    private final PublicKey publicKey;
    private final PrivateKey foreignKey;

    /** @param key PKCS #8 in Base64 */
    public SignedTokens(String issuer, String key) {
        this.issuer = issuer;
        try {
            var factory = KeyFactory.getInstance("RSA");
            var privateKey = (RSAPrivateCrtKey) factory.generatePrivate(
                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key)));
            this.key = privateKey;
            this.publicKey = factory.generatePublic(
                    new RSAPublicKeySpec(privateKey.getModulus(), privateKey.getPublicExponent()));
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            this.foreignKey = generator.generateKeyPair().getPrivate();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A valid token of the ranger of the demo realm. */
    public String valid() {
        return rsa(header("RS256"), claims(), key);
    }

    /** Tokens that must be refused, by what is wrong with them. */
    public Map<String, String> forged() {
        var valid = valid();
        var part = valid.split("\\.");
        var forged = new LinkedHashMap<String, String>();

        forged.put("no signature, algorithm none", unsigned(header("none"), claims()) + ".");
        forged.put("algorithm none with other letters", unsigned(header("nOnE"), claims()) + ".");
        forged.put("algorithm none with a signature", unsigned(header("none"), claims()) + "." + part[2]);
        forged.put("no algorithm", unsigned(new JsonObject().put("kid", KEY_ID), claims()) + "." + part[2]);
        forged.put("HMAC with the public key", hmac(publicKey.getEncoded()));
        forged.put("HMAC with the public key as PEM", hmac(pem(publicKey).getBytes(UTF_8)));
        forged.put("HMAC with an empty key", hmac(new byte[1]));
        forged.put("algorithm ES256 with zeros", unsigned(header("ES256"), claims()) + "." + text(new byte[64]));
        forged.put("algorithm changed to RS384", unsigned(header("RS384"), claims()) + "." + part[2]);

        forged.put("foreign key, same key id", rsa(header("RS256"), claims(), foreignKey));
        forged.put("foreign key, unknown key id", rsa(header("RS256").put("kid", "other"), claims(), foreignKey));
        forged.put("foreign key, no key id", rsa(new JsonObject().put("alg", "RS256"), claims(), foreignKey));
        forged.put("key id is a path", rsa(header("RS256").put("kid", "../../../dev/null"), claims(), foreignKey));
        forged.put("foreign key in the header", rsa(header("RS256").put("jwk", foreignJwk()), claims(), foreignKey));
        forged.put(
                "address of a foreign key in the header",
                rsa(header("RS256").put("jku", "http://127.0.0.1:1/keys"), claims(), foreignKey));

        forged.put("other issuer", rsa(claims().put("iss", "http://evil.example/realms/linzhang")));
        forged.put("no issuer", rsa(without("iss")));
        forged.put("other audience", rsa(claims().put("aud", "account")));
        forged.put("no audience", rsa(without("aud")));
        forged.put("expired a second ago", rsa(claims().put("exp", now() - 1)));
        forged.put("no expiry", rsa(without("exp")));
        forged.put("expiry is a text", rsa(claims().put("exp", "tomorrow")));
        forged.put("not valid yet", rsa(claims().put("nbf", now() + 600)));
        forged.put(
                "unknown critical header",
                rsa(header("RS256").put("crit", new JsonArray().add("unknown")).put("unknown", 1), claims(), key));

        forged.put(
                "role added",
                part[0] + "." + json(claims().put("roles", new JsonArray().add("admin"))) + "." + part[2]);
        forged.put("region changed", part[0] + "." + json(claims().put("region", "51")) + "." + part[2]);
        forged.put("signature of another token", unsigned(header("RS256"), claims().put("sub", "x")) + "." + part[2]);
        forged.put("first bit of the signature flipped", part[0] + "." + part[1] + "." + flipped(part[2], 0));
        forged.put("last bit of the signature flipped", part[0] + "." + part[1] + "." + flipped(part[2], 255));
        forged.put("signature cut off", part[0] + "." + part[1] + "." + part[2].substring(0, 300));
        forged.put("signature missing", part[0] + "." + part[1] + ".");
        forged.put("signature of zeros", part[0] + "." + part[1] + "." + text(new byte[256]));
        forged.put("two parts", part[0] + "." + part[1]);
        forged.put("four parts", valid + "." + part[2]);
        forged.put("letters in lower case", valid.toLowerCase());
        forged.put(
                "space in the payload",
                part[0] + "." + part[1].substring(0, 9) + " " + part[1].substring(9) + "." + part[2]);
        forged.put("two tokens in one header", valid + ", " + part[0] + "." + part[1] + ".");
        return forged;
    }

    private JsonObject claims() {
        return new JsonObject()
                .put("iss", issuer)
                .put("aud", "linzhang")
                .put("sub", "ranger")
                .put("preferred_username", "ranger")
                .put("name", "张护林")
                .put("roles", new JsonArray().add("ranger"))
                .put("region", "512002100201")
                .put("iat", now())
                .put("exp", now() + 300);
    }

    private JsonObject without(String claim) {
        var claims = claims();
        claims.remove(claim);
        return claims;
    }

    private static long now() {
        return System.currentTimeMillis() / 1000;
    }

    private static JsonObject header(String algorithm) {
        return new JsonObject().put("alg", algorithm).put("typ", "JWT").put("kid", KEY_ID);
    }

    private JsonObject foreignJwk() {
        var modulus = ((RSAPrivateCrtKey) foreignKey).getModulus().toByteArray();
        return new JsonObject()
                .put("kty", "RSA")
                .put("kid", KEY_ID)
                .put("e", "AQAB")
                .put("n", text(modulus));
    }

    private String rsa(JsonObject claims) {
        return rsa(header("RS256"), claims, key);
    }

    private static String rsa(JsonObject header, JsonObject claims, PrivateKey key) {
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            var unsigned = unsigned(header, claims);
            signature.update(unsigned.getBytes(UTF_8));
            return unsigned + "." + text(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String hmac(byte[] secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            var unsigned = unsigned(header("HS256"), claims());
            return unsigned + "." + text(mac.doFinal(unsigned.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String unsigned(JsonObject header, JsonObject claims) {
        return json(header) + "." + json(claims);
    }

    private static String json(JsonObject object) {
        return text(object.encode().getBytes(UTF_8));
    }

    private static String text(byte[] bytes) {
        return BASE64.encodeToString(bytes);
    }

    private static String flipped(String signature, int index) {
        var bytes = Base64.getUrlDecoder().decode(signature);
        bytes[index] ^= 1;
        return text(bytes);
    }

    private static String pem(PublicKey key) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }
}
