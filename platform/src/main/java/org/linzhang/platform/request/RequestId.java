package org.linzhang.platform.request;

import java.util.regex.Pattern;

import com.fasterxml.uuid.Generators;
import org.jboss.logging.MDC;

/** Names one request through the gateway, the services, their events and all log lines. */
public final class RequestId {

    public static final String HEADER = "X-Request-Id";

    /** The CloudEvents extension attribute that carries it. */
    public static final String ATTRIBUTE = "requestid";

    private static final String KEY = "requestId";
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RequestId() {}

    /** The id of the request in hand; null outside one. */
    public static String current() {
        var id = MDC.get(KEY);
        return id == null ? null : id.toString();
    }

    /** Takes the offered id where it is one that can go into a log, else a new one, and makes it the current. */
    public static String begin(String offered) {
        var id = offered != null && SAFE.matcher(offered).matches()
                ? offered
                : Generators.timeBasedEpochGenerator().generate().toString();
        MDC.put(KEY, id);
        return id;
    }
}
