package org.linzhang.gateway.login;

import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;

import io.quarkus.oidc.AuthorizationCodeTokens;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TokenStateManager;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Reads and writes the session cookie as Quarkus does, with the tokens that another request has refreshed. */
@Decorator
@Priority(1)
class RefreshedTokens implements TokenStateManager {

    private final TokenStateManager cookie;
    private final TokenRefreshes refreshes;

    @Inject
    RefreshedTokens(@Delegate @Any TokenStateManager cookie, TokenRefreshes refreshes) {
        this.cookie = cookie;
        this.refreshes = refreshes;
    }

    @Override
    public Uni<AuthorizationCodeTokens> getTokens(
            RoutingContext rc,
            OidcTenantConfig config,
            String state,
            OidcRequestContext<AuthorizationCodeTokens> requestContext) {
        return cookie.getTokens(rc, config, state, requestContext).chain(tokens -> refreshes.newest(rc, tokens));
    }

    @Override
    public Uni<String> createTokenState(
            RoutingContext rc,
            OidcTenantConfig config,
            AuthorizationCodeTokens tokens,
            OidcRequestContext<String> requestContext) {
        refreshes.complete(rc, tokens);
        return cookie.createTokenState(rc, config, tokens, requestContext);
    }

    @Override
    public Uni<Void> deleteTokens(
            RoutingContext rc, OidcTenantConfig config, String state, OidcRequestContext<Void> requestContext) {
        return cookie.deleteTokens(rc, config, state, requestContext);
    }
}
