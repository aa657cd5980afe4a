package org.linzhang.gateway.login;

import java.time.Duration;
import java.util.List;
import jakarta.inject.Singleton;

import io.quarkus.oidc.AuthorizationCodeTokens;
import io.quarkus.oidc.TokenStateManager;
import io.quarkus.oidc.runtime.OidcUtils;
import io.quarkus.oidc.runtime.TenantConfigBean;
import io.quarkus.oidc.runtime.TenantConfigContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import io.vertx.mutiny.core.MultiMap;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import org.linzhang.gateway.problem.ServiceUnavailable;

/**
 * Ends the session that a browser's cookies hold: first at Keycloak, by its refresh token, then the cookies.
 *
 * <p>Quarkus ends a session at Keycloak only by sending the browser there, and not at all once its access token has expired
 * while Keycloak is away. Here the gateway does it by itself: a {@code POST} with a refresh token to the end-session endpoint
 * ends the single sign-on session (Keycloak, "Securing applications", logout endpoint), even if the token has expired.
 */
@Singleton
class BrowserSessions {

    private static final Logger LOG = Logger.getLogger(BrowserSessions.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final TenantConfigBean tenants;
    private final TokenStateManager tokens;
    private final EndedSessions endedSessions;
    private final String secret;

    BrowserSessions(
            TenantConfigBean tenants,
            TokenStateManager tokens,
            EndedSessions endedSessions,
            @ConfigProperty(name = "linzhang.web-secret") String secret) {
        this.tenants = tenants;
        this.tokens = tokens;
        this.endedSessions = endedSessions;
        this.secret = secret;
    }

    /** Fails with {@link ServiceUnavailable}, and leaves the cookies, if Keycloak does not answer. */
    Uni<Void> end(RoutingContext rc) {
        var cookies = sessionCookies(rc);
        if (cookies.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return tenant().chain(tenant -> tokens(rc, tenant)
                .chain(session -> end(tenant, session))
                .invoke(() -> cookies.forEach(name -> OidcUtils.removeCookie(rc, tenant.oidcConfig(), name))));
    }

    /** @param session null if there is none to end */
    private Uni<Void> end(TenantConfigContext tenant, AuthorizationCodeTokens session) {
        if (session == null || session.getRefreshToken() == null) {
            return Uni.createFrom().voidItem();
        }
        return endAtKeycloak(tenant, session.getRefreshToken()).invoke(() -> endedSessions.add(session.getIdToken()));
    }

    /** The session cookie, or the pieces of a long one. */
    private static List<String> sessionCookies(RoutingContext rc) {
        return rc.request().cookies().stream()
                .map(Cookie::getName)
                .filter(name -> name.startsWith(OidcUtils.SESSION_COOKIE_NAME))
                .toList();
    }

    /** A gateway that started without Keycloak asks for its addresses now. */
    private Uni<TenantConfigContext> tenant() {
        var tenant = tenants.getDefaultTenant();
        return tenant.ready()
                ? Uni.createFrom().item(tenant)
                : tenant.initialize().onFailure().transform(BrowserSessions::unavailable);
    }

    /** Null if the cookies hold no session that this gateway can use. */
    private Uni<AuthorizationCodeTokens> tokens(RoutingContext rc, TenantConfigContext tenant) {
        rc.put(TenantConfigContext.class.getName(), tenant);
        return Uni.createFrom()
                .deferred(() -> tokens.getTokens(
                        rc, tenant.oidcConfig(), OidcUtils.getSessionCookie(rc, tenant.oidcConfig()), null))
                .onFailure()
                .invoke(failure -> LOG.debugf("a session cookie can not be read: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> endAtKeycloak(TenantConfigContext tenant, String refreshToken) {
        var form = MultiMap.caseInsensitiveMultiMap()
                .add("client_id", tenant.oidcConfig().clientId().orElseThrow())
                .add("client_secret", secret)
                .add("refresh_token", refreshToken);
        return tenant.getOidcProviderClient()
                .getWebClient()
                .postAbs(tenant.getOidcMetadata().getEndSessionUri())
                .sendForm(form)
                .ifNoItem()
                .after(TIMEOUT)
                .fail()
                .onFailure()
                .transform(BrowserSessions::unavailable)
                .invoke(BrowserSessions::requireEnded)
                .replaceWithVoid();
    }

    private static void requireEnded(HttpResponse<Buffer> response) {
        boolean isEnded = response.statusCode() / 100 == 2 || isGone(response);
        if (!isEnded) {
            LOG.warnf("Keycloak did not end a session: %d %s", response.statusCode(), response.bodyAsString());
            throw ServiceUnavailable.notAnswering("the log-in service");
        }
    }

    /** Keycloak no longer knows the session: it has expired, or was ended before. */
    private static boolean isGone(HttpResponse<Buffer> response) {
        var body = response.bodyAsString();
        return response.statusCode() == 400 && body != null && body.contains("invalid_grant");
    }

    private static Throwable unavailable(Throwable failure) {
        LOG.warnf("the log-in service does not answer: %s", failure);
        return ServiceUnavailable.notAnswering("the log-in service");
    }
}
