package org.linzhang.gateway.proxy;

import java.net.URI;

import io.vertx.core.http.RequestOptions;

/** @param service its name, as in log and problem messages */
record Upstream(String service, URI url) {

    RequestOptions address() {
        boolean tls = "https".equals(url.getScheme());
        int port = url.getPort() >= 0 ? url.getPort() : tls ? 443 : 80;
        return new RequestOptions().setHost(url.getHost()).setPort(port).setSsl(tls);
    }
}
