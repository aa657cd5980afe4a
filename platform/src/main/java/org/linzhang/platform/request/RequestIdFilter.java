package org.linzhang.platform.request;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Takes over the request id that the gateway gave, and answers with it. */
class RequestIdFilter {

    @ServerRequestFilter(preMatching = true)
    void begin(ContainerRequestContext request) {
        RequestId.begin(request.getHeaderString(RequestId.HEADER));
    }

    @ServerResponseFilter
    void answer(ContainerResponseContext response) {
        if (RequestId.current() != null) {
            response.getHeaders().putSingle(RequestId.HEADER, RequestId.current());
        }
    }
}
