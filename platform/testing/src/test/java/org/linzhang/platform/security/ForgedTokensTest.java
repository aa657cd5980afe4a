package org.linzhang.platform.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.linzhang.platform.testing.Servers;
import org.linzhang.platform.testing.SignedTokens;
import org.linzhang.platform.testing.SigningRealm;

/** The configuration of all services, with the keys of a realm. */
@QuarkusTest
@WithTestResource(Servers.class)
@WithTestResource(SigningRealm.class)
class ForgedTokensTest {

    private SignedTokens tokens;

    /** Not injected: Quarkus would require these properties in the tests without this realm, too. */
    @BeforeEach
    void the_keys_of_the_realm() {
        var config = ConfigProvider.getConfig();
        tokens = new SignedTokens(
                config.getValue("test.realm", String.class), config.getValue("test.realm-key", String.class));
    }

    @Test
    void forged_tokens_are_refused_after_a_valid_token_was_remembered() {
        // Given
        var valid = tokens.valid();
        var forged = tokens.forged();
        assertThat(forged).hasSizeGreaterThan(29);
        assertThat(status("Bearer " + valid)).isEqualTo(404);
        // When, then
        for (int i = 0; i < 2; i++) {
            forged.forEach((fault, token) ->
                    assertThat(status("Bearer " + token)).as(fault).isEqualTo(401));
        }
        assertThat(status("Bearer " + valid)).isEqualTo(404);
    }

    @Test
    void a_forged_token_before_a_valid_one_is_refused() {
        var valid = tokens.valid();
        tokens.forged()
                .forEach((fault, token) -> assertThat(status("Bearer " + token, "Bearer " + valid))
                        .as(fault)
                        .isEqualTo(401));
    }

    /** A valid token gets 404: there is no such tree. */
    private static int status(String... authorization) {
        var request = given();
        for (var value : authorization) {
            request.header("Authorization", value);
        }
        return request.get("/trees/" + UUID.randomUUID()).statusCode();
    }
}
