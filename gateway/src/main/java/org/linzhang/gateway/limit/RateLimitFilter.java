package org.linzhang.gateway.limit;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.github.bucket4j.ConsumptionProbe;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import org.linzhang.gateway.problem.TooManyRequests;
import org.linzhang.gateway.route.Route;

/**
 * Refuses the requests of an address or a user that exceed their limit. That of an address is checked before a token is
 * verified, because the verification is expensive.
 */
@Singleton
class RateLimitFilter {

    /** After the access log and the security headers, which refused requests get too. */
    private static final int BEFORE_AUTHENTICATION = 850;

    private static final int BEFORE_ANY_ANSWER = -2;

    private final RateLimit ofAddress;
    private final RateLimit ofUser;

    RateLimitFilter(LimitConfig config) {
        ofAddress = new RateLimit(
                "address",
                config.address().requestsPerSecond(),
                config.address().burst());
        ofUser = new RateLimit(
                "user", config.user().requestsPerSecond(), config.user().burst());
    }

    void register(@Observes Filters filters) {
        filters.register(this::checkAddress, BEFORE_AUTHENTICATION);
    }

    void register(@Observes Router router) {
        router.route().order(BEFORE_ANY_ANSWER).handler(this::checkUser);
    }

    private void checkAddress(RoutingContext rc) {
        var probe = ofAddress.count(Client.addressOf(rc));
        if (probe.isConsumed()) {
            rc.next();
        } else {
            putHeaders(rc, ofAddress, probe);
            rc.fail(tooMany("your network sends too many requests", probe));
        }
    }

    private void checkUser(RoutingContext rc) {
        var user = Route.of(rc).login() ? Client.userOf(rc) : null;
        if (user == null) {
            rc.next();
            return;
        }
        var probe = ofUser.count(user);
        putHeaders(rc, ofUser, probe);
        if (probe.isConsumed()) {
            rc.next();
        } else {
            rc.fail(tooMany("you send too many requests", probe));
        }
    }

    private static void putHeaders(RoutingContext rc, RateLimit limit, ConsumptionProbe probe) {
        rc.response().putHeader("RateLimit-Policy", limit.policy()).putHeader("RateLimit", limit.state(probe));
    }

    private static TooManyRequests tooMany(String detail, ConsumptionProbe probe) {
        return new TooManyRequests(detail, Math.max(1, RateLimit.secondsOf(probe.getNanosToWaitForRefill())));
    }
}
