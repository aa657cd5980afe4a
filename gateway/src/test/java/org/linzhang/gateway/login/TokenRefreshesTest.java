package org.linzhang.gateway.login;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With a realm that accepts each refresh token once. */
@QuarkusTest
@TestProfile(CodeFlow.class)
@WithTestResource(StubRealm.class)
class TokenRefreshesTest {

    @ConfigProperty(name = "test.realm")
    URI realm;

    @BeforeEach
    void a_realm_that_ends_sessions() {
        RestAssured.given().post(realm.resolve("/answer?status=204"));
    }

    @Test
    void requests_that_arrive_together_with_an_expired_session_refresh_it_once() {
        // Given
        validity(1);
        var cookies = CodeFlow.logIn();
        await().pollDelay(Duration.ofMillis(1500)).until(() -> true);
        validity(300);
        int before = refreshes();
        // When
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var statuses = IntStream.range(0, 8)
                    .mapToObj(_ -> CompletableFuture.supplyAsync(
                            () -> given().cookies(cookies).get("/api/me").statusCode(), clients))
                    .toList();
            // Then
            assertThat(statuses).allSatisfy(status -> assertThat(status.join()).isEqualTo(200));
        }
        assertThat(refreshes()).isEqualTo(before + 1);
    }

    @Test
    void a_client_that_did_not_receive_the_new_cookie_continues_with_the_old_one() {
        // Given
        validity(1);
        var cookies = CodeFlow.logIn();
        await().pollDelay(Duration.ofMillis(1500)).until(() -> true);
        validity(300);
        given().cookies(cookies).get("/api/me").then().statusCode(200);
        int before = refreshes();
        // When, then
        given().cookies(cookies).get("/api/me").then().statusCode(200);
        assertThat(refreshes()).isEqualTo(before);
        // And when it logs out, then the session of the new tokens ends
        given().cookies(cookies)
                .header("X-Requested-With", "linzhang")
                .post("/logout")
                .then()
                .statusCode(204);
        given().cookies(cookies).get("/api/me").then().statusCode(401);
    }

    private void validity(int seconds) {
        RestAssured.given().post(realm.resolve("/validity?seconds=" + seconds));
    }

    private int refreshes() {
        return Integer.parseInt(
                RestAssured.given().get(realm.resolve("/refreshes")).asString());
    }
}
