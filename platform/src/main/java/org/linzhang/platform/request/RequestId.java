package org.linzhang.platform.request;

import java.util.regex.Pattern;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import org.jboss.logging.MDC;

/** The id of a request, the same in the gateway, the services, their events and all log lines. */
public final class RequestId {

    public static final String HEADER = "X-Request-Id";

    /** The CloudEvents extension attribute for the id. */
    public static final String ATTRIBUTE = "requestid";

    private static final String KEY = "requestId";
    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RequestId() {}

    /** The id of the current request; null outside a request. */
    public static String current() {
        var id = MDC.get(KEY);
        return id == null ? null : id.toString();
    }

    /** Sets the current id: the given one if it is safe to log, else a new one. */
    public static String begin(String given) {
        var id = given != null && SAFE.matcher(given).matches()
                ? given
                : IDS.generate().toString();
        MDC.put(KEY, id);
        return id;
    }
}
