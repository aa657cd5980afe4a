package org.linzhang.gateway.browser;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

import org.linzhang.gateway.Upstreams;
import org.linzhang.platform.testing.Tokens;

/** The gateway behind a reverse proxy that terminates TLS. */
@QuarkusTest
@WithTestResource(
        value = Upstreams.class,
        initArgs = {
            @ResourceArg(name = "quarkus.http.proxy.proxy-address-forwarding", value = "true"),
            @ResourceArg(name = "quarkus.http.proxy.enable-forwarded-host", value = "true"),
        })
class TlsProxyTest {

    @Test
    void strict_transport_security_is_sent_if_the_client_uses_https() {
        overHttps().get("/api/settings").then().header("Strict-Transport-Security", "max-age=31536000");
    }

    @Test
    void a_write_is_compared_with_the_origin_that_the_client_sees() {
        overHttps()
                .cookie("q_session", "invalid")
                .header("Origin", "https://linzhang.example")
                .put("/api/incidents/1")
                .then()
                .statusCode(401);
        overHttps()
                .cookie("q_session", "invalid")
                .header("Origin", "http://linzhang.example")
                .put("/api/incidents/1")
                .then()
                .statusCode(403);
    }

    @Test
    void a_service_gets_the_address_of_the_client_and_not_that_of_the_reverse_proxy() {
        overHttps()
                .auth()
                .oauth2(Tokens.of("ranger"))
                .get("/api/patrols")
                .then()
                .body("headers.x-forwarded-for", equalTo("192.0.2.7"))
                .body("headers.x-forwarded-proto", equalTo("https"))
                .body("headers.x-forwarded-host", equalTo("linzhang.example"));
    }

    private static RequestSpecification overHttps() {
        return given().header("X-Forwarded-For", "192.0.2.7")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "linzhang.example");
    }
}
