package org.linzhang.gateway.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;

/**
 * Whom a limit counts.
 *
 * @param user null if the request is not authenticated
 * @param address of IPv6 only the first 64 bits, because one connection usually has all addresses below them
 */
public record Client(String user, String address) {

    private static final int IPV6_NETWORK_BYTES = 8;

    public static Client of(RoutingContext rc) {
        return new Client(userOf(rc), addressOf(rc));
    }

    static String userOf(RoutingContext rc) {
        return rc.user() instanceof QuarkusHttpUser user
                        && !user.getSecurityIdentity().isAnonymous()
                ? user.getSecurityIdentity().getPrincipal().getName()
                : null;
    }

    static String addressOf(RoutingContext rc) {
        var remote = rc.request().remoteAddress();
        var address = remote == null ? null : remote.hostAddress();
        return address == null ? "unknown" : networkOf(address);
    }

    static String networkOf(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            return InetAddress.getByName(address) instanceof Inet6Address ipv6
                    ? HexFormat.of().formatHex(ipv6.getAddress(), 0, IPV6_NETWORK_BYTES)
                    : address;
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
