package org.linzhang.platform.log;

import static jakarta.interceptor.Interceptor.Priority.PLATFORM_BEFORE;

import java.util.Collections;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.LogContext;
import org.jboss.logmanager.formatters.StructuredFormatter;

/** Makes every log handler encode what it writes, before the first request arrives. */
@Singleton
class LogHandlers {

    void onStart(@Observes @Priority(PLATFORM_BEFORE) StartupEvent start) {
        var context = LogContext.getLogContext();
        encode(context.getLogger("").getHandlers());
        for (var name : Collections.list(context.getLoggerNames())) {
            var logger = context.getLoggerIfExists(name);
            if (logger != null) {
                encode(logger.getHandlers());
            }
        }
    }

    private static void encode(Handler[] handlers) {
        for (var handler : handlers) {
            encode(handler);
        }
    }

    static void encode(Handler handler) {
        var formatter = handler.getFormatter();
        if (formatter != null
                && !(formatter instanceof EncodingFormatter || formatter instanceof EncodingJsonFormatter)) {
            handler.setFormatter(encoding(formatter));
        }
        if (handler instanceof ExtHandler group) {
            encode(group.getHandlers());
        }
    }

    private static Formatter encoding(Formatter formatter) {
        var wrapped = formatter instanceof ExtFormatter ext ? ext : ExtFormatter.wrap(formatter, false);
        return formatter instanceof StructuredFormatter
                ? new EncodingJsonFormatter(wrapped)
                : new EncodingFormatter(wrapped);
    }
}
