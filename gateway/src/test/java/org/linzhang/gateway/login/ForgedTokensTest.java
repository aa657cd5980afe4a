package org.linzhang.gateway.login;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import org.linzhang.platform.testing.SignedTokens;
import org.linzhang.platform.testing.SigningRealm;

@QuarkusTest
@WithTestResource(
        value = SigningRealm.class,
        initArgs = {
            @ResourceArg(name = "quarkus.oidc.application-type", value = "service"),
            @ResourceArg(name = "linzhang.web-secret", value = "unused"),
            @ResourceArg(name = "linzhang.session-secret", value = "unused-unused-unused-unused-unused")
        })
class ForgedTokensTest {

    @ConfigProperty(name = "test.realm")
    String issuer;

    @ConfigProperty(name = "test.realm-key")
    String key;

    @Test
    void forged_tokens_are_refused_after_a_valid_token_was_remembered() {
        // Given
        var tokens = new SignedTokens(issuer, key);
        var valid = tokens.valid();
        assertThat(status(valid)).isEqualTo(200);
        // When, then
        for (int i = 0; i < 2; i++) {
            tokens.forged()
                    .forEach((fault, token) ->
                            assertThat(status(token)).as(fault).isEqualTo(401));
        }
        assertThat(status(valid)).isEqualTo(200);
    }

    private static int status(String token) {
        return given().header("Authorization", "Bearer " + token).get("/api/me").statusCode();
    }
}
