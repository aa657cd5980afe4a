package org.linzhang.platform.request;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Reads the request id from the request, and adds it to the response. */
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
