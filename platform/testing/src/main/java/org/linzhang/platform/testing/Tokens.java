package org.linzhang.platform.testing;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.smallrye.jwt.build.Jwt;

/**
 * Access tokens with the claims of the demo realm. The services under test are configured to trust the signing key, and
 * verify signature, audience and expiry. Only the smoke module runs with Keycloak.
 */
public final class Tokens {

    private static final String PRIVATE_KEY = "linzhang.testing.private-key";
    private static final String PUBLIC_KEY = "linzhang.testing.public-key";

    private record User(String name, String role, String region) {}

    /** The users of the demo realm. */
    private static final Map<String, User> DEMO = Map.of(
            "ranger", new User("张护林", "ranger", "512002100201"),
            "village", new User("李村林长", "chief", "512002100201"),
            "township", new User("王乡镇林长", "chief", "512002100"),
            "county", new User("赵县林长", "chief", "512002"),
            "city", new User("陈市林长", "chief", "5120"),
            "supervisor", new User("刘督查", "supervisor", "5120"),
            "police", new User("周警长", "police", "512002"),
            "admin", new User("管理员", "admin", "5120"),
            "outsider", new User("孙县林长", "chief", "512021"));

    private Tokens() {}

    /** The token of a demo user. */
    public static String of(String username) {
        var user = DEMO.get(username);
        return of(username, user.name(), user.region(), user.role());
    }

    /** A token for any user, valid for an hour. */
    public static String of(String username, String name, String region, String... roles) {
        return of(username, name, region, Duration.ofHours(1), roles);
    }

    /** A token for a user with several regions, valid for an hour. */
    public static String of(String username, String name, List<String> regions, String... roles) {
        return signed(username, name, regions, Duration.ofHours(1), roles);
    }

    /** A token for any user; a negative validity gives an expired one. */
    public static String of(String username, String name, String region, Duration validity, String... roles) {
        return signed(username, name, region, validity, roles);
    }

    /** @param region a code or a list of codes */
    private static String signed(String username, String name, Object region, Duration validity, String... roles) {
        var now = System.currentTimeMillis() / 1000;
        return Jwt.claims()
                .subject(username)
                .preferredUserName(username)
                .audience("linzhang")
                .claim("name", name)
                .claim("roles", Set.of(roles))
                .claim("region", region)
                .issuedAt(now)
                .expiresAt(now + validity.toSeconds())
                .sign(privateKey());
    }

    /** Configuration that makes a service trust these tokens without an identity provider. */
    public static Map<String, String> config() {
        return Map.of("quarkus.oidc.public-key", publicKey(), "quarkus.oidc.auth-server-url", "");
    }

    private static String publicKey() {
        makeKeys();
        return System.getProperty(PUBLIC_KEY);
    }

    private static PrivateKey privateKey() {
        makeKeys();
        try {
            var encoded = Base64.getDecoder().decode(System.getProperty(PRIVATE_KEY));
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Once per JVM: Quarkus loads this class in several class loaders. */
    private static void makeKeys() {
        synchronized (System.getProperties()) {
            if (System.getProperty(PRIVATE_KEY) != null) {
                return;
            }
            try {
                var generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                var pair = generator.generateKeyPair();
                var base64 = Base64.getEncoder();
                System.setProperty(
                        PUBLIC_KEY, base64.encodeToString(pair.getPublic().getEncoded()));
                System.setProperty(
                        PRIVATE_KEY, base64.encodeToString(pair.getPrivate().getEncoded()));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
